"""A report as Excel, read back: a sheet a table, every value of its kind, and nothing that runs."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from bot.paper.document import Share
from bot.paper.excel import xlsx_bytes
from bot.paper.flat import flat
from locales.translator import translator
from tests.paper.sample import FEW, report, table


@pytest.fixture(scope="module")
def content() -> bytes:
    return xlsx_bytes(report())


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def rows(book: Workbook, name: str) -> list[tuple[object, ...]]:
    return list(book[name].values)


def test_there_is_a_sheet_a_table_between_what_the_report_is_and_what_the_columns_mean(book: Workbook) -> None:
    assert book.sheetnames == ["Om dokumentet", *(each.name for each in report().tables), "Kodbok"]
    front = rows(book, "Om dokumentet")
    assert front[:2] == [(report().title, None), (report().subtitle, None)]
    assert [row for row in front if row in report().imprint] == list(report().imprint)
    assert ("tider", "Tid i insatsen och i offentlig försörjning före") in front


def test_values_are_of_their_kinds(book: Workbook) -> None:
    assert rows(book, "aktiviteter")[1] == (
        datetime(2026, 7, 7),  # noqa: DTZ001  # as Excel has days
        "Informationsträff om teamets arbetssätt för nya handläggare",
        "Värnamo",
        12,
    )
    assert rows(book, "tider")[1] == ("Genomströmningstid, månader", 7.5, 5, 10.25, 52)
    assert book["tider"]["B2"].number_format == "#,##0.0"
    assert rows(book, "avslut")[1][:4] == ("Arbete", "för få svar", "för få svar", 21)


def test_a_share_is_a_number_in_per_cent_with_its_n_and_n_beside_it(book: Workbook) -> None:
    sheet = book["nytta"]
    assert [cell.value for cell in sheet[1]] == ["Svar", "Antal", "Andel", "Andel: antal", "Andel: av"]
    assert [cell.value for cell in sheet[3]] == ["Instämmer till stor del", 15, 15 / 48, 15, 48]
    assert sheet["C3"].number_format == "0.0\N{NO-BREAK SPACE}%"
    assert [cell.value for cell in book["mal"][5]][3:7] == ["för få svar", None, None, 1]
    assert book["mal"]["G2"].number_format == "0.0\N{NO-BREAK SPACE}%"


def test_a_share_of_nobody_and_a_table_without_rows_stand() -> None:
    t = translator("sv")
    nobody = table("t", "T", ("Ort", "Andel"), [("A", Share(n=0, of=0)), ("B", FEW)])
    assert flat(t, nobody).rows == (("A", None, 0, 0), ("B", FEW, None, None))
    assert flat(t, table("t", "T", ("Ort",), [])).headings == ("Ort",)


def test_the_head_stays_in_sight_and_on_paper(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0


def test_every_column_is_explained(book: Workbook) -> None:
    told = {(sheet, column): words for sheet, column, words in rows(book, "Kodbok")[1:]}
    for sheet in book.worksheets[1:-1]:
        assert [cell.value for cell in sheet[1] if (sheet.title, cell.value) not in told] == []
    assert told["nytta", "Andel"] == "andel från 0 till 1, visas i procent"
    assert told["avslut", "Kvinnor"] == "heltal; text där värdet inte visas"
    assert str(told["nytta", ""]).endswith("Räknas till målet: helt och till stor del.")


def test_nothing_runs_and_nothing_leads_out(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = b"".join(parts.read(name) for name in parts.namelist() if "worksheets/" in name)
        assert b"<f>" not in sheets
        assert b"<hyperlink" not in sheets
        assert not [name for name in parts.namelist() if "external" in name or "vba" in name]
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_two_tables_of_one_name_are_two_sheets() -> None:
    same = table("Svar/[1]*?" * 4, "T", ("A",), [(1,)])
    doubled = report().model_copy(
        update={"sections": (report().sections[0].model_copy(update={"parts": (same, same)}),)}
    )
    names = load_workbook(BytesIO(xlsx_bytes(doubled))).sheetnames[1:3]
    assert names == ["Svar--1---Svar--1---Svar--1---S", "Svar--1---Svar--1---Svar--1-2"]


def test_what_is_preliminary_says_so() -> None:
    book = load_workbook(BytesIO(xlsx_bytes(report(is_preliminary=True))))
    assert book["Om dokumentet"]["A3"].value == "Preliminär: siffrorna kan ändras"
