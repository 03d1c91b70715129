"""Reads a file of paper answers: CSV as spreadsheets write it, or Excel; what is neither is told in one sentence."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from flows.said import Quote, Said, said
from locales.translator import marked

MOST_BYTES = 1_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 200
ENDINGS = (".csv", ".txt", ".xlsx")

Row = tuple[int, dict[str, str]]


class AnswersFault(Exception):
    """The file cannot be read; ``said`` tells what to do."""

    def __init__(self, why: Said) -> None:
        super().__init__(why.message)
        self.said = why


@dataclass(frozen=True)
class Table:
    """What a file holds: its columns, and its rows with their numbers in the file; empty rows are passed over."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_answers(name: str, data: bytes) -> Table:
    """Read a file.

    :raises AnswersFault: if it is no such file, or larger than what people type from paper
    """
    ending = PurePath(name).suffix.casefold()
    if ending not in ENDINGS:
        raise AnswersFault(said("Filens namn ska sluta på .csv eller .xlsx. Spara om den så."))
    if len(data) > MOST_BYTES:
        raise AnswersFault(too_large())
    if ending == ".xlsx":
        from bot.paper.answers_book import book_rows  # noqa: PLC0415  # half a second that CSV does without

        return _table(book_rows(data))
    return _table(_csv_rows(_text(data)))


def too_large() -> Said:
    """Say that a file is larger than may be sent."""
    return said("Filen är för stor, högst {most} kB. Dela upp den.", most=MOST_BYTES // 1000)


def too_many_rows() -> Said:
    """Say that a file has more rows than may be sent."""
    return said("Filen har fler än {most} rader. Dela upp den.", most=MOST_ROWS)


def _text(data: bytes) -> str:
    """Read a text as spreadsheets save it: UTF-8, or Windows-1252 as older ones do."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n" for sign in text):
            return text
    raise AnswersFault(said("Filen kan inte läsas som text. Spara den som CSV UTF-8, eller som Excel (.xlsx)."))


def _csv_rows(text: str) -> Iterable[tuple[int, list[str]]]:
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        pattern = marked("Rad {row} kan inte läsas. Se efter citattecken och mycket långa celler.")
        raise AnswersFault(said(pattern, row=reader.line_num)) from error


def _table(lines: Iterable[tuple[int, list[str]]]) -> Table:
    filled = ((number, [cell.strip() for cell in cells]) for number, cells in lines)
    filled = ((number, _without_tail(cells)) for number, cells in filled if any(cells))
    _, columns = next(filled, (0, []))
    _check_columns(columns)
    rows: list[Row] = []
    for number, cells in filled:
        if len(rows) == MOST_ROWS:
            raise AnswersFault(too_many_rows())
        rows.append(_row(columns, number, cells))
    return Table(tuple(columns), tuple(rows))


def _without_tail(cells: list[str]) -> list[str]:
    """Drop the empty cells at the end, which spreadsheets add."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_columns(columns: list[str]) -> None:
    if len(columns) > MOST_COLUMNS:
        raise AnswersFault(
            said("Filen har fler än {most} kolumner. Ta bort dem som inte är frågor.", most=MOST_COLUMNS)
        )
    if "" in columns:
        raise AnswersFault(said("Kolumn {number} saknar rubrik. Skriv frågans namn.", number=columns.index("") + 1))
    for column in columns:
        if columns.count(column) > 1:
            raise AnswersFault(said("Kolumnen '{column}' står två gånger. Ta bort en.", column=Quote(column[:40])))


def _row(columns: list[str], number: int, cells: list[str]) -> Row:
    if len(cells) > len(columns):
        pattern = marked("Rad {row} har {n} celler, men det finns {columns} kolumner.")
        raise AnswersFault(said(pattern, row=number, n=len(cells), columns=len(columns)))
    return number, dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False))
