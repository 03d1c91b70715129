"""Reads a file of paper answers: CSV as spreadsheets write it, with commas or semicolons."""

import csv
from pathlib import Path

Row = tuple[int, dict[str, str]]


class AnswersFault(Exception):
    """The file cannot be read; the message says what to do."""


def read_answers(file: Path) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Give the columns, and the rows with their line numbers; empty lines are passed over.

    :raises AnswersFault: if it is no such file
    """
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise AnswersFault(f"{file} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise AnswersFault(f"{file} is no UTF-8 text; save it as CSV UTF-8") from error
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ",")
    columns = tuple(cell.strip() for cell in next(reader, []))
    if len(set(columns)) < len(columns):
        raise AnswersFault(f"{file}: a column stands twice; remove one")
    return columns, tuple(_row(file, columns, reader.line_num, cells) for cells in reader if any(map(str.strip, cells)))


def _row(file: Path, columns: tuple[str, ...], line: int, cells: list[str]) -> Row:
    if len(cells) > len(columns):
        raise AnswersFault(f"{file}: row {line} has {len(cells)} cells, but there are {len(columns)} columns")
    return line, {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
