"""Reads a sheet of Excel that anybody may have made: nothing in it is run, unpacked beyond measure, or guessed at."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from bot.paper.answers_file import MOST_COLUMNS, MOST_ROWS, AnswersFault, too_many_rows
from flows.said import Quote, Said, said
from locales.translator import marked

_MOST_UNPACKED = 10_000_000
_MOST_PARTS = 200
_MOST_LINES = 10 * MOST_ROWS
"""How many lines are looked through, empty ones too."""
_MACROS = ("vbaproject.bin", "macrosheets/", "activex/", "embeddings/", "externallinks/")


def book_rows(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Give the lines of the only sheet, with their numbers.

    :raises AnswersFault: if it is no such workbook, or one that could do harm
    """
    from openpyxl import load_workbook  # noqa: PLC0415  # takes a fifth of a start, and few need it

    with _readable():
        _guard(data)
        yield from _lines(load_workbook(io.BytesIO(data), read_only=True, keep_links=False))


@contextmanager
def _readable() -> Iterator[None]:
    """Turn whatever the libraries fall over in a broken file into one sentence."""
    try:
        yield
    except (AnswersFault, GeneratorExit):
        raise
    except Exception as error:
        raise AnswersFault(_no_book()) from error


def _lines(book: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401  # the stubs know no workbook that is only read
    if len(book.sheetnames) > 1:
        raise AnswersFault(said("Filen har flera blad. Spara bara bladet med svaren i en ny fil."))
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # the file says how large it is, and need not be right
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), 1):
        if number > _MOST_LINES:
            raise AnswersFault(too_many_rows())
        yield number, [_cell(each) for each in cells]


def _guard(data: bytes) -> None:
    """Look at the parts before anything is made of them.

    :raises AnswersFault: if they are too large, hold macros or other files, or what XML can be made to swell with
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            raise AnswersFault(said("Filen är för stor när den packas upp. Spara bara svaren i en ny fil."))
        if any(word in part.filename.casefold() for part in parts for word in _MACROS):
            raise AnswersFault(said("Filen innehåller makron eller andra filer. Spara bara svaren i en ny fil."))
        for part in parts:
            _guard_part(archive.read(part))  # no more than its size says, and their sum is fitting


def _guard_part(content: bytes) -> None:
    head = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise AnswersFault(_no_book())
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")):
        raise AnswersFault(_no_book())


def _no_book() -> Said:
    return said("Filen kan inte läsas som Excel. Spara den som .xlsx eller CSV och försök igen.")


def _cell(cell: Any) -> str:  # noqa: ANN401  # see _lines
    """Write a cell as it would be typed.

    :raises AnswersFault: if it is a formula, a fault, or nothing that can be an answer
    """
    value = cell.value
    match value:
        case None:
            return ""
        case _ if cell.data_type == "f":
            raise AnswersFault(said("Cell {cell} är en formel. Skriv värdet i stället.", cell=Quote(cell.coordinate)))
        case _ if cell.data_type == "e":
            raise AnswersFault(said("Cell {cell} visar ett fel. Skriv värdet i stället.", cell=Quote(cell.coordinate)))
        case str() | int() if not isinstance(value, bool):
            return str(value)
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    pattern = marked("Cell {cell} har ett värde som inte kan vara ett svar. Skriv text, ett heltal eller en dag.")
    raise AnswersFault(said(pattern, cell=Quote(cell.coordinate)))
