"""The command that writes a report: every format, the same bytes each time, and wrong use in one line."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database import open_database
from storage.seal import Seal
from tests.command_line.program import KEY, ran_here
from tests.reports.lives import two_quarters

AT = ("--rehearse-at", datetime(2026, 7, 3, 9, tzinfo=UTC).isoformat())
LATER = ("--rehearse-at", datetime(2027, 7, 3, 9, tzinfo=UTC).isoformat())
OF = ("report", "--programme", "enter", "--period")


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    async with open_database(tmp_path / "foljsam.db", Seal([KEY])) as database:
        await database.write(two_quarters)
    return tmp_path


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv", "json", "png"])
def test_the_same_request_gives_the_same_bytes_next_year(folder: Path, kind: str) -> None:
    for when, name in ((AT, "first"), (LATER, "again")):
        ran = ran_here(*when, *OF, "2026-Q2", "--format", kind, "--output", name, cwd=folder)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (folder / "first").read_bytes() == (folder / "again").read_bytes() != b""


def test_the_json_has_the_status_at_its_top(folder: Path) -> None:
    ran = ran_here(*AT, *OF, "2026-Q2", "--json", cwd=folder)
    assert ran.code == 0
    found = json.loads(ran.out)
    look = ("status", "--programme", "enter", "--until", "2026-06-30", "--json")
    status = json.loads(ran_here(*AT, *look, cwd=folder).out)
    shared = ("programme", "people", "responses", "questions", "goals")
    assert {key: found[key] for key in shared} == {key: status[key] for key in shared}
    assert found["period"] == {"key": "2026-Q2", "from": "2026-04-01", "until": "2026-06-30"}
    assert (found["number"], found["edition"], found["preliminary"], found["cut"]) == ("2026:1", 1, False, "2026-07-03")
    assert found["flow"] == {"invited": 0, "enrolled": 0, "closed": 9}
    outcomes = {each["key"]: each["count"] for each in found["key_figures"]["outcomes"]["options"]}
    assert (outcomes["arbete"], outcomes["studier"]) == (4, 5)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("2027-Q1", "--json"), 2, "has not begun"),
        (("bananer", "--json"), 2, "write it as 2026-07"),
        (("2019", "--json"), 1, "had not begun by then"),
        (("2026-Q2", "--format", "pdf", "--output", "x"), 2, "docx, xlsx, csv, json, png"),
        (("2026-Q2", "--format", "docx"), 2, "--output"),
        (("2026-Q2", "--format", "csv", "--output", "nowhere/x"), 1, "cannot be written"),
    ],
)
def test_wrong_use_gets_one_line(folder: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    ran = ran_here(*AT, *OF, *arguments, cwd=folder)
    assert ran.code == code
    assert words in ran.complaint


def test_an_unknown_programme_is_named(folder: Path) -> None:
    ran = ran_here("report", "--programme", "ingen", "--period", "2026", "--json", cwd=folder)
    assert ran.code == 2
    assert "there is no programme 'ingen'" in ran.complaint
