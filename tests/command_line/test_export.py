"""What leaves in an export: a row a response without a way back, released counts, comments apart; nothing that runs."""

import asyncio
import csv
import html
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from storage.database import open_database
from storage.seal import Seal
from storage.unit import Unit
from tests.command_line.program import KEY, foljsam
from tests.figures.answering import CLOSING, send_in, send_in_linked
from tests.harness import PROGRAMME

DANGEROUS = [
    '=HYPERLINK("http://example.org";"Klicka")',
    "{=1+1}",
    "+46 är landsnumret",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "mailto:a@example.org",
    'Semikolon; och "citat"',
    "Två\nrader, 😀",
]
WORDS = "Mer tid med läraren"


def closing(unit: Unit, comments: Iterable[str | None]) -> None:
    for text in comments:
        answers = {"stod-till-nytta": "helt", "egna-ord": text}
        send_in(unit, answers, CLOSING, programme=PROGRAMME)


def answered(unit: Unit) -> None:
    """Let people answer the closing form with comments, and the start form, where one answer is rare."""
    closing(unit, DANGEROUS)
    for number in range(12):
        answers = {
            "vill-na": "arbete" if number < 6 else "studier",
            "hur-nara": 7 if number < 11 else 1,
            "stod-i-dag": "ganska-daligt",
            "vad-saknas": WORDS,
        }
        send_in_linked(unit, PROGRAMME, answers)


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    async with open_database(tmp_path / "foljsam.db", Seal([KEY])) as database:
        await database.write(answered)
    return tmp_path


async def exported(folder: Path, *names: str) -> list[bytes]:
    """Export to files of these names, and give what is in them."""
    ran = await asyncio.gather(
        *(foljsam("export", "--programme", PROGRAMME, "--output", name, cwd=folder) for name in names)
    )
    assert ran == [(0, "", "")] * len(names)
    return [(folder / name).read_bytes() for name in names]


async def test_an_export_is_rows_without_a_way_back_released_counts_and_comments_apart(folder: Path) -> None:
    once, again = await exported(folder, "once.json", "again.json")

    found = json.loads(once)
    assert set(found) == {"programme", "responses", "questions", "comments", "codebook"}
    rows = found["responses"]
    assert Counter((each["quarter"], *each["answers"].items()) for each in rows) == {
        ("2026-Q2", ("vill-na", "arbete"), ("hur-nara", 7), ("stod-i-dag", "ganska-daligt")): 6,
        ("2026-Q2", ("vill-na", None), ("hur-nara", None), ("stod-i-dag", None)): 5,
    }, "the only one who answered 1 is left out, hidden from the totals among five, and nobody's own words are in"
    assert set(rows[0]) == {"id", "questionnaire", "version", "moment", "quarter", "answers", "register", "supported"}
    ids = [{each["id"] for each in json.loads(export)["responses"]} for export in (once, again)]
    assert (len(ids[0]), len(ids[1]), len(ids[0] & ids[1])) == (11, 11, 0)
    assert WORDS.encode() not in once

    assert {each["questionnaire"] for each in found["questions"]} == {"avslut"}, "counts would tell what is left out"
    useful = next(each for each in found["questions"] if each["key"] == "stod-till-nytta")
    assert (useful["of"], useful["options"][0]["count"]) == (len(DANGEROUS), len(DANGEROUS))
    assert sorted(found["comments"]) == sorted(DANGEROUS)


async def test_words_are_words_in_a_spreadsheet(folder: Path) -> None:
    """No cell of a comment begins as a formula does, in any of the programs that open such files."""
    sheet, book = await exported(folder, "sheet.csv", "book.xlsx")

    assert sheet.startswith(b"\xef\xbb\xbf"), "Excel reads å, ä and ö only after this mark"
    rows = list(csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline=""), delimiter=";"))
    comments = [row[0] for row in rows[rows.index(["comments"]) + 2 :] if row]
    assert sorted(text.removeprefix("'") for text in comments) == sorted(DANGEROUS)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)

    with zipfile.ZipFile(io.BytesIO(book)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any(re.search(r"<(?:f|hyperlink)\b", text) for text in sheets)
    assert not any(re.search("externalLink|vba|connections", name) for name in parts)
    words = html.unescape(parts["xl/sharedStrings.xml"])
    assert [text for text in DANGEROUS if text not in words] == []
    assert "2000-01-01T00:00:00Z" in parts["docProps/core.xml"]


async def test_comments_wait_until_five_have_gathered(tmp_path: Path) -> None:
    async with open_database(tmp_path / "foljsam.db", Seal([KEY])) as database:
        await database.write(lambda unit: closing(unit, [*DANGEROUS[:4], None, None]))

    [content] = await exported(tmp_path, "figures.json")

    assert json.loads(content)["comments"] == []
    assert json.loads(content)["questions"][0]["of"] == 6
