"""The command that writes a report: every format, the same bytes each time, and wrong use in one line."""

import asyncio
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.actions.coordinator.report import FORMATS
from flows.catalogue import SHIPPED
from storage import enrolments
from storage.database import open_database
from storage.seal import Seal
from storage.unit import Unit
from tests.command_line.program import KEY, environment, ran_here
from tests.reports.lives import answer, two_quarters

AT = ("--rehearse-at", datetime(2026, 7, 3, 9, tzinfo=UTC).isoformat())
LATER = ("--rehearse-at", datetime(2027, 7, 3, 9, tzinfo=UTC).isoformat())
OF = ("report", "--programme", "enter", "--period")


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    async with open_database(tmp_path / "foljsam.db", Seal([KEY])) as database:
        await database.write(_live)
    return tmp_path


def _live(unit: Unit) -> None:
    two_quarters(unit)
    answer(unit, 6)


REWORDED = {
    "Projekt Enter": "Enter, nytt namn",
    "kommer i arbete": "går till jobb",
    "närmare arbete": "närmare ett jobb",
}


async def changed(folder: Path) -> dict[str, str]:
    """Let everybody be erased, new people come, and titles, goals and questions be worded anew; give the settings."""
    shutil.copytree(SHIPPED, folder / "definitions")
    for file in (folder / "definitions").rglob("*enter.yaml"):
        text = file.read_text("utf-8")
        for before, after in REWORDED.items():
            text = text.replace(before, after)
        file.write_text(text, "utf-8")
    async with open_database(folder / "foljsam.db", Seal([KEY])) as database:
        await database.write(_erase_all_and_let_others_come)
    return environment(folder, DEFINITIONS=str(folder / "definitions"))


def _erase_all_and_let_others_come(unit: Unit) -> None:
    for row in unit.rows("SELECT id FROM enrolments"):
        enrolments.let_go(unit, row["id"], enrolments.State.ERASED)
    _live(unit)


def written(folder: Path, kind: str, *when: str, env: dict[str, str] | None = None, period: str = "2026-Q2") -> bytes:
    """Let a report be written as a file."""
    ran = ran_here(*when, *OF, period, "--format", kind, "--output", "it", cwd=folder, env=env)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    return (folder / "it").read_bytes()


def test_the_same_request_gives_the_same_bytes_next_year_whatever_happened_since(folder: Path) -> None:
    first = {kind: written(folder, kind, *AT) for kind in FORMATS}
    printed = ran_here(*AT, *OF, "2026-Q2", "--json", cwd=folder).out
    env = asyncio.run(changed(folder))
    assert {kind: written(folder, kind, *LATER, env=env) for kind in FORMATS} == first
    assert ran_here(*LATER, *OF, "2026-Q2", "--json", cwd=folder, env=env).out == printed
    then, now = first["csv"].decode(), written(folder, "csv", *LATER, env=env, period="2026-Q3").decode()
    for before, after in REWORDED.items():
        assert (before in then, after in then, after in now) == (True, False, True)


def test_a_file_that_is_first_asked_for_next_year_is_of_the_report_as_it_was_made(folder: Path) -> None:
    """The report is looked at in time; all its files are made after the words have changed."""
    other = folder / "in-time"
    other.mkdir()
    shutil.copy(folder / "foljsam.db", other)
    written(folder, "csv", *AT)
    env = asyncio.run(changed(folder))
    late = {kind: written(folder, kind, *LATER, env=env) for kind in FORMATS}
    assert late == {kind: written(other, kind, *AT) for kind in FORMATS}


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
    assert found["flow"] == {"invited": 6, "enrolled": 6, "closed": 9}
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


def test_reports_are_merged_and_a_broken_one_is_refused(folder: Path) -> None:
    ran_here(*AT, *OF, "2026-Q2", "--format", "json", "--output", "one.json", cwd=folder)
    one = json.loads((folder / "one.json").read_text("utf-8"))
    (folder / "other.json").write_text(json.dumps(one | {"checksum": "another"}), "utf-8")
    (folder / "broken.json").write_text("{}", "utf-8")
    found = json.loads(ran_here("merge", "one.json", "other.json", cwd=folder).out)
    outcomes = {each["key"]: each["of"] for each in found["key_figures"]}
    assert outcomes["outcomes"] == 2 * one["key_figures"]["outcomes"]["of"] > 0
    assert found["people"] == {state: 2 * count for state, count in one["people"].items()}
    refused = ran_here("merge", "one.json", "broken.json", cwd=folder)
    assert (refused.code, "broken.json is no report" in refused.complaint) == (2, True)
    assert "twice" in ran_here("merge", "one.json", "one.json", cwd=folder).complaint
