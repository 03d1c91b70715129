"""What the files of a document say of their own: page numbers, cells, marks."""

from decimal import ROUND_HALF_UP, Decimal

from bot.paper.document import Cell, Day, Percent, Share, Table, Withheld
from bot.paper.plain import plain
from locales.translator import Translator


def preliminary(t: Translator) -> str:
    """Mark a document whose period is not over, or whose figures may still change."""
    return t("Preliminär: siffrorna kan ändras")


def page_of_pages(t: Translator, page: str, pages: str) -> str:
    """Say which page of how many this is."""
    return t("Sida {page} av {pages}", page=page, pages=pages)


def number(t: Translator, value: float) -> str:
    """Write a whole number, or one with a decimal, rounded half up."""
    exact = Decimal(str(value))
    return t.number(value if isinstance(value, int) else exact.quantize(Decimal("0.1"), ROUND_HALF_UP))


def cell_words(t: Translator, table: Table, row: tuple[Cell, ...], cell: Cell) -> str:
    """Write a cell as people read it; a share says its n and N unless its row has the one and the table the other."""
    match cell:
        case Share():
            return _share(t, cell, is_based=cell.n in row and any(cell.of in each for each in table.rows))
        case Percent():
            return _signed(t.percent(cell.share, int(cell.share * 100 % 1 != 0)))
        case Withheld():
            return plain(cell.why)
        case Day():
            return cell.day.isoformat()
        case int() | float():
            return _signed(number(t, cell))
    return plain(cell or "")


def _signed(written: str) -> str:
    """Give a number the minus that numbers are printed with."""
    return written.replace("-", "−")  # that is the minus


def _share(t: Translator, share: Share, *, is_based: bool) -> str:
    if not share.of:
        return "–"
    percent = t.percent(share.exact, 0 if share.n == share.of else 1)
    return percent if is_based else t("{n} av {of} ({share})", n=share.n, of=share.of, share=percent)
