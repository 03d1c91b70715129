"""An empty table for paper answers: a column for each question, its words beside it, its options to choose from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.paper.answers_file import MOST_ROWS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LISTED = 255
"""The most characters that Excel takes for a list of options."""
_WIDTH = 24


@dataclass(frozen=True)
class Column:
    """A column: its heading, what is asked, and the answers to choose from, if there are any."""

    heading: str
    asked: str
    options: Sequence[str] = ()


def empty_form(columns: Sequence[Column]) -> bytes:
    """Make an Excel file with the right columns and no rows."""
    from openpyxl import Workbook  # noqa: PLC0415  # takes a fifth of a start, and few need it
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  # the same

    book = Workbook()
    sheet = book.worksheets[0]
    for number, column in enumerate(columns, 1):
        _head(sheet, number, get_column_letter(number), column)
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: "Worksheet", number: int, letter: str, column: Column) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415  # the same
    from openpyxl.styles import Font  # noqa: PLC0415  # the same
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415  # the same

    cell = sheet.cell(1, number, column.heading)
    cell.font = Font(bold=True)
    cell.comment = Comment(column.asked, "Följsam")
    sheet.column_dimensions[letter].width = _WIDTH
    listed = ",".join(column.options)
    if column.options and len(listed) <= _MOST_LISTED:
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        choice.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
        sheet.add_data_validation(choice)
