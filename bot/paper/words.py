"""What the files of a document say of their own: page numbers, cells, marks."""

from decimal import ROUND_HALF_UP, Decimal

from bot.paper.document import Cell, Day, Share, Table, Withheld
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


def cell_words(t: Translator, table: Table, cell: Cell) -> str:
    """Write a cell as people read it; a share says its n and N where the table does not give them."""
    match cell:
        case Share():
            return _share(t, table, cell)
        case Withheld():
            return plain(cell.why)
        case Day():
            return cell.day.isoformat()
        case int() | float():
            return number(t, cell)
    return plain(cell or "")


def _share(t: Translator, table: Table, share: Share) -> str:
    if not share.of:
        return "–"
    percent = t.percent(share.exact, 0 if share.n == share.of else 1)
    if {share.n, share.of} <= {cell for row in table.rows for cell in row if isinstance(cell, int)}:
        return percent
    return t("{n} av {of} ({share})", n=share.n, of=share.of, share=percent)
