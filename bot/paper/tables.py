"""Tables as files: CSV for Excel in Sweden (semicolon, UTF-8 with BOM), and Excel itself."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands in every document in place of the time at which it was made: the same figures are the same bytes."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Table:
    """A named table: a heading for each column, and rows of cells."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_bytes(tables: Sequence[Table]) -> bytes:
    """Write tables one after the other, each under its name."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for table in tables:
        writer.writerow([table.name])
        writer.writerow(table.headings)
        writer.writerows([[_harmless(cell) for cell in row] for row in table.rows])
        writer.writerow([])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Write tables as sheets of one workbook; words are written as words, never as formulas or links."""
    import xlsxwriter  # noqa: PLC0415  # few commands need it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _NO_TIME})
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.write_row(0, 0, table.headings, bold)
            for number, row in enumerate(table.rows, 1):
                sheet.write_row(number, 0, row)
            sheet.freeze_panes(1, 0)
            sheet.autofit()
    return file.getvalue()
