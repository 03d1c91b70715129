"""Files of paper answers: read as spreadsheets write them, and what is hostile or enormous is told in one sentence."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, time

import pytest
from openpyxl import Workbook, load_workbook

from bot.chat.said_words import spoken
from bot.paper.answers_file import MOST_BYTES, MOST_ROWS, AnswersFault, Table, read_answers
from bot.paper.answers_form import Column, empty_form
from locales.translator import translator

TABLE = Table(("hur", "ord"), ((2, {"hur": "bra", "ord": "Å, ja; jo"}), (4, {"hur": "7", "ord": ""})))


def book(*rows: tuple[object, ...], change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    made, content = Workbook(), io.BytesIO()
    for row in rows:
        made.worksheets[0].append(list(row))
    change(made)
    made.save(content)
    return content.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Put one more part into a workbook, or another in the place of one."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return changed.getvalue()


def refused(name: str, data: bytes) -> str:
    with pytest.raises(AnswersFault) as fault:
        read_answers(name, data)
    return spoken(translator("sv"), fault.value.said)


CSV = 'hur;ord\n bra ;"Å, ja; jo"\n\n7;\n'


@pytest.mark.parametrize(
    "data",
    [CSV.encode(), CSV.encode("utf-8-sig"), CSV.encode("cp1252"), CSV.replace("\n", "\r\n").encode(),
     b'hur,ord\nbra,"\xc3\x85, ja; jo"\n,\n7\n', CSV.replace("hur;ord", "hur;ord;;").encode()],
)  # fmt: skip  # a table
def test_csv_is_read_as_spreadsheets_write_it(data: bytes) -> None:
    assert read_answers("Svar.CSV", data) == TABLE


def test_excel_is_read_as_it_looks() -> None:
    rows = (("hur", "ord", None), ("bra", "Å, ja; jo"), (None, " "), (7.0, None))
    assert read_answers("svar.xlsx", book(*rows)) == TABLE
    [(_, cells)] = read_answers("svar.xlsx", book(("a", "b", "c"), (date(2026, 3, 3), 12, "=x".lstrip("=")))).rows
    assert cells == {"a": "2026-03-03", "b": "12", "c": "x"}


def test_words_keep_their_lines() -> None:
    [(_, cells)] = read_answers("a.csv", b'ord\n"ett\ntv\xc3\xa5"\n').rows
    assert cells == {"ord": "ett\ntvå"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfeh\x00u\x00r\x00", "Filen kan inte läsas som text"),
        (b"%PDF-1.7\x00\x01", "Filen kan inte läsas som text"),
        (b"a,a\n1,2\n", "Kolumnen 'a' står två gånger"),
        (b"a,,b\n1,2,3\n", "Kolumn 2 saknar rubrik"),
        (b"a,b\n1,2,3\n", "Rad 2 har 3 celler, men det finns 2 kolumner"),
        (b'a,b\n1,"2\n', "kan inte läsas. Se efter citattecken"),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), "Filen har fler än 2 000 rader"),
        (b"a," * 300 + b"b\n", "Filen har fler än 200 kolumner"),
        (b"a\n" * MOST_BYTES, "Filen är för stor, högst 1 000 kB"),
        (b"a\n" + b"1" * 200_000, "kan inte läsas. Se efter citattecken"),
    ],
)
def test_a_csv_that_cannot_be_is_told(data: bytes, said: str) -> None:
    assert said in refused("a.csv", data).replace("\u00a0", " ")


def test_another_kind_of_file_is_told() -> None:
    for name in ("svar.xlsm", "svar.xls", "svar.ods", "svar.pdf", "svar", ""):
        assert refused(name, b"hur\nbra\n").startswith("Filens namn ska sluta på .csv eller .xlsx")


PLAIN = book(("hur",), ("bra",))
SWELLING = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"hur\nbra\n", "Filen kan inte läsas som Excel"),
        (PLAIN[:-40], "Filen kan inte läsas som Excel"),
        (with_part(PLAIN, "xl/workbook.xml", b"<a/>"), "Filen kan inte läsas som Excel"),
        (with_part(PLAIN, "xl/sharedStrings.xml", SWELLING), "Filen kan inte läsas som Excel"),
        (with_part(PLAIN, "xl/vbaProject.bin", b"x"), "makron"),
        (with_part(PLAIN, "xl/big.xml", b"0" * 20_000_000), "Filen är för stor när den packas upp"),
        (book(("a",), change=lambda made: made.create_sheet()), "Filen har flera blad"),
        (book(("a",), ("=1+1",)), "Cell A2 är en formel"),
        (book(("a",), ('=HYPERLINK("http://x")',)), "Cell A2 är en formel"),
        (book(("a",), ("#N/A",)), "Cell A2 visar ett fel"),
        (book(("a",), (True,)), "Cell A2 har ett värde"),
        (book(("a",), (time(9, 30),)), "Cell A2 har ett värde"),
        (book(("a",), (1.5,)), "Cell A2 har ett värde"),
        (book(("a",), *((n,) for n in range(MOST_ROWS + 1))), "Filen har fler än 2 000 rader"),
        (book(("a",), change=lambda made: made.worksheets[0].cell(900_000, 1, "x")), "Filen har fler än 2 000 rader"),
        (book(tuple(range(300))), "Filen har fler än 200 kolumner"),
    ],
)
def test_a_hostile_or_enormous_workbook_is_told_in_one_sentence(data: bytes, said: str) -> None:
    assert len(data) < MOST_BYTES
    assert said in refused("a.xlsx", data).replace("\u00a0", " ")


def test_the_empty_form_has_the_columns_and_is_read_back() -> None:
    data = empty_form((Column("reference", "Vem?"), Column("hur", "Hur?", ("bra", "daligt"))))
    assert read_answers("a.xlsx", data) == Table(("reference", "hur"), ())
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["B1"].comment.text == "Hur?"
    [choice] = sheet.data_validations.dataValidation
    assert choice.formula1 == '"bra,daligt"'
