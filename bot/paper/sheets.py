"""Tables as the sheets of a workbook: a value is typed, words are words and never formulas or links."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from bot.paper.document import Cell, Day, Percent, Share, Table, Withheld
from bot.paper.plain import plain

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every workbook in place of the time at which it was made: the same figures are the same bytes."""
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31
"""Letters that Excel holds."""
_NARROWEST, _NUMBER, _WIDEST = 9, 10, 60
"""Letters: of any column, of a number, and of a column whose longer texts go on beneath."""
_NARROW = 1.1
"""How many of a text's letters go on the width of a figure."""
_LINE, _HIGHEST = 15, 409
"""Points."""
_A4 = 9
_TOP: dict[str, object] = {"valign": "top"}
_HEADING = _TOP | {"bold": True, "bottom": 1, "text_wrap": True}
_LOOKS: dict[type, dict[str, object]] = {
    str: {"text_wrap": True, "align": "left", "indent": 1},
    int: {"num_format": "#,##0"},
    float: {"num_format": "#,##0.0"},
    Share: {"num_format": "0.0\N{NO-BREAK SPACE}%"},
    Percent: {"num_format": "0.0\N{NO-BREAK SPACE}%"},
    Day: {"num_format": "yyyy-mm-dd", "align": "left", "indent": 1},
    Withheld: {"text_wrap": True, "italic": True, "font_color": "#595959", "align": "right"},
}
"""How each kind of value is shown, in Excel's own words; the reader's Excel puts its decimal sign."""


class Book:
    """A workbook that is being written."""

    def __init__(self, book: "Workbook", title: str, page: str) -> None:
        """``page`` stands at the foot of what is printed; ``&P`` is the page's number, ``&N`` how many there are."""
        book.set_properties({"title": plain(title), "created": _NO_TIME})
        self._book = book
        self._page = page
        self._names: set[str] = set()
        self._looks = {kind: book.add_format(_TOP | look) for kind, look in _LOOKS.items()}
        self._headings = {
            side: book.add_format(_HEADING | {"align": side, "indent": int(side == "left")})
            for side in ("left", "right")
        }

    def sheet(self, table: Table) -> None:
        """Write a table as a sheet, its headings in the first row, which stays in sight and on every printed page."""
        sheet = self.empty_sheet(table.name, table.caption)
        widths = [_width(heading, [row[column] for row in table.rows]) for column, heading in enumerate(table.headings)]
        for column, wide in enumerate(widths):
            sheet.set_column(column, column, wide)
        for column, heading in enumerate(table.headings):
            numbers = any(isinstance(row[column], int | float | Share | Percent) for row in table.rows)
            sheet.write_string(0, column, _fitting(heading), self._headings["right" if numbers else "left"])
        for number, row in enumerate(table.rows, 1):
            sheet.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                self._write(sheet, (number, column), cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)

    def empty_sheet(self, name: str, caption: str) -> "Worksheet":
        """Begin a sheet that is printed on A4, a page wide, under its caption."""
        sheet = self._book.add_worksheet(self._unused(name))
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&L&B{plain(caption)[:100].replace('&', '&&')}")
        sheet.set_footer(f"&R{self._page}")
        return sheet

    def look(self, **words: object) -> "Format":
        """Give a look of one's own, in Excel's words."""
        return self._book.add_format(_TOP | words)

    def _write(self, sheet: "Worksheet", place: tuple[int, int], cell: Cell) -> None:
        look = self._looks.get(type(cell))
        match cell:
            case str():
                sheet.write_string(*place, _fitting(cell), look)
            case int() | float():
                sheet.write_number(*place, cell, look)
            case Share():
                sheet.write_number(*place, float(cell.exact), look)
            case Percent():
                sheet.write_number(*place, cell.share, look)
            case Day():
                sheet.write_datetime(*place, cell.day, look)
            case Withheld():
                sheet.write_string(*place, _fitting(cell.why), look)

    def _unused(self, name: str) -> str:
        """Give a name that Excel takes and no other sheet has."""
        short = re.sub(r"[\[\]:*?/\\']", "-", plain(name))[:_LONGEST_NAME] or "-"
        numbered = (f"{short[: _LONGEST_NAME - 4]}-{number}" for number in count(2))
        found = next(each for each in chain([short], numbered) if each.lower() not in self._names)
        self._names.add(found.lower())
        return found


def _width(heading: str, column: list[Cell]) -> int:
    """Give how many letters wide a column is: as its longest line, but neither too narrow nor too wide."""
    words = (_words(cell) for cell in (heading, *column))
    return min(max(_NARROWEST, *(len(line) + 2 for text in words for line in text.split("\n"))), _WIDEST)


def _height(row: tuple[Cell, ...], widths: list[int]) -> int:
    """Give how high a row is, in points: not every program finds out by itself how many lines its words take."""
    wrapped = (
        sum(1 + int(len(line) / wide / _NARROW) for line in _words(cell).split("\n"))
        for cell, wide in zip(row, widths, strict=True)
    )
    return min(_LINE * max(wrapped, default=1), _HIGHEST)


def _words(cell: Cell) -> str:
    match cell:
        case str():
            return cell
        case Withheld():
            return cell.why
    return "0" * _NUMBER


def _fitting(text: str) -> str:
    return plain(text)[:_LONGEST_CELL]


def written(title: str, page: str, fill: Callable[[Book], None]) -> bytes:
    """Give a workbook as it is after it was filled."""
    from xlsxwriter import Workbook  # noqa: PLC0415  # few commands need it

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        fill(Book(book, title, page))
    return file.getvalue()
