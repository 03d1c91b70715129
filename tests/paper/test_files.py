"""Every file of a report: the same bytes from another process and on another day, and whole whatever people typed."""

import csv
import hashlib
import io
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PIL import Image

from bot.paper.document import Bar, Bullets, Chart, Document, Paragraph, Section, Series, Table, Withheld
from bot.paper.files import MAKERS
from bot.paper.plain import plain
from tests.paper.sample import report

SUMS = """
import hashlib
from bot.paper.files import MAKERS
from tests.paper.sample import report
print(*(hashlib.sha256(make(report())).hexdigest() for make in MAKERS.values()))
"""


def test_another_process_in_another_place_writes_the_same_bytes() -> None:
    surroundings = os.environ | {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1", "LC_ALL": "C"}
    there = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", SUMS],
        cwd=Path(__file__).parents[2],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    assert there.stdout.split() == [hashlib.sha256(make(report())).hexdigest() for make in MAKERS.values()]


@pytest.mark.parametrize("kind", MAKERS)
def test_another_report_has_other_bytes(kind: str) -> None:
    assert MAKERS[kind](report()) != MAKERS[kind](report(is_preliminary=True))


HOSTILE = {
    "link": '=HYPERLINK("http://example.org";"Klicka")',
    "tab": "\t=1+1",
    "full width": "＝1+1",
    "blanks": "  =1+1",
    "hidden": "\x00\x1b=1+1",
    "markup": "<w:p>&amp; ]]> <b>fet</b> {0} %s _x0041_ &P $x^2$ \\frac",
    "surrogates": "a\ud800b\udfffc\ufffe\uffff",
    "lines": "en\r\ntvå\rtre\n\nfyra",
    "other scripts": "Å 😀 العربية 漢字 \u202e\u200b",
    "long": ("Ord <b> = " * 410)[:4096],
    "a long word": "Å" * 4096,
    "nothing": "",
}


def holding(text: str) -> Document:
    """Give a document with a text in every place that has one, but for charts."""
    rows = ((text, 1, Withheld(why=text)), (text, 2, None))
    table = Table(name=text, caption=text, headings=(text, text, text), rows=rows, note=text)
    section = Section(heading=text, parts=(Paragraph(text=text), Bullets(items=(text, text)), table))
    chapters = (section, *(Section(heading=text) for _ in range(3)))
    return Document(
        language="sv", title=text, subtitle=text, imprint=((text, text),), sections=chapters, is_preliminary=True
    )


def drawn(*texts: str) -> Document:
    """Give a document with charts that have texts in every place."""
    bars = (Bar(label=text, value=value, said=text, sign=text) for text in texts for value in (0.5, None))
    series = tuple(Series(name=text, values=(0.5, None), said=(text, text)) for text in texts)
    charts = (
        Chart(name=texts[0], form="bars", caption=texts[0], alt=texts[0], bars=tuple(bars)),
        *(
            Chart(name=texts[0], form=form, caption=texts[0], alt=texts[0], labels=texts[:2], series=series)
            for form in ("quarters", "before_after")
        ),
    )
    return Document(language="sv", title=texts[0], subtitle=texts[0], sections=(Section(heading="", parts=charts),))


@pytest.fixture(params=HOSTILE, scope="module")
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[str(request.param)]


def test_word_holds_any_text_as_text(text: str) -> None:
    book = docx.Document(BytesIO(MAKERS["docx"](holding(text))))
    kept = plain(text)
    assert [each.text for each in book.paragraphs if each.style and each.style.name == "Normal"] == [kept]
    assert [cell.text for cell in book.tables[0].rows[1].cells] == [kept, "1", kept]
    assert book.core_properties.title == kept[:255]
    assert len(book.sections[0].footer.paragraphs[0].text) < 100, "some programs never end setting a page-high foot"


def test_excel_holds_any_text_as_text(text: str) -> None:
    book = load_workbook(BytesIO(MAKERS["xlsx"](holding(text))))
    sheet = book.worksheets[1]
    cells = [sheet[place] for place in ("A1", "A2", "C2")]
    assert [cell.value or "" for cell in cells] == [plain(text)] * 3
    assert {cell.data_type for each in book.worksheets for row in each for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for each in book.worksheets for row in each for cell in row)


def test_no_cell_of_csv_begins_as_a_formula_does(text: str) -> None:
    read = csv.reader(io.StringIO(MAKERS["csv"](holding(text)).decode("utf-8-sig"), newline=""), delimiter=";")
    cells = [cell for row in read for cell in row]
    assert not [
        cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝")) or cell[:1] in {"\t", "\n"}
    ]
    assert plain(text) in {cell.removeprefix("'") for cell in cells}


def test_pictures_show_any_text_as_text_and_are_described_with_it() -> None:
    document = drawn(*(HOSTILE[each] for each in ("surrogates", "markup", "other scripts", "a long word", "nothing")))
    picture = Image.open(BytesIO(MAKERS["png"](document)))
    picture.load()
    assert picture.width + picture.height <= 10_000
    book = docx.Document(BytesIO(MAKERS["docx"](document)))
    assert [each.get("descr") for each in book.element.iter("{*}docPr")] == ["abc"] * 3
