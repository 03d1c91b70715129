"""An empty table for paper answers: a column for each question, its words beside it, its options to choose from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bot.paper.answers_file import MOST_ROWS

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
    book = Workbook()
    sheet = book.worksheets[0]
    for number, column in enumerate(columns, 1):
        cell, letter = sheet.cell(1, number, column.heading), get_column_letter(number)
        cell.font = Font(bold=True)
        cell.comment = Comment(column.asked, "Följsam")
        sheet.column_dimensions[letter].width = _WIDTH
        listed = ",".join(column.options)
        if column.options and len(listed) <= _MOST_LISTED:
            choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
