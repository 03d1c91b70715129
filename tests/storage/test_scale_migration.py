"""What was counted before figures knew their moments is kept, and what is counted from then on is right."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from flows.figures import QuestionKey, Tally
from storage import figures
from storage.connection import connect
from storage.migrate import migrate, migrations
from storage.responses import Responses, responses
from storage.seal import Seal
from storage.unit import Unit

BEFORE = 3


@pytest.fixture
def db(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """Give a database of the form before, with people in it, brought to the newest form."""
    path.touch()
    older = tmp_path / "older"
    older.mkdir()
    for file in migrations()[:BEFORE]:
        copy(file, older)
    with closing(connect(path, "PRAGMA foreign_keys = ON")) as db:
        with monkeypatch.context() as patch:
            patch.setattr("storage.migrate._FOLDER", older)
            assert migrate(db) == BEFORE
        fill(db)
        migrate(db)
        yield db


def fill(db: sqlite3.Connection) -> None:
    db.executemany(
        "INSERT INTO enrolments (id, programme, state, invited_on, enrolled_on, closed_on)"
        " VALUES (?, 'enter', ?, '2026-01-01', ?, ?)",
        [
            (1, "closed", "2026-01-02", "2026-02-01"),
            (2, "active", "2026-01-02", None),
            (3, "invited", None, None),
            (4, "erased", None, None),
        ],
    )
    db.execute("INSERT INTO definitions VALUES ('v1', '{}')")
    db.executemany(
        "INSERT INTO runs (id, enrolment, questionnaire, moment, version, linked, state, finished_on)"
        " VALUES (?, ?, 'wheel', ?, 'v1', 1, ?, ?)",
        [(1, 1, "start#1", "sent", "2026-01-03"), (2, 1, "start#2", "open", None), (3, 2, "closure", "open", None)],
    )
    db.execute("INSERT INTO tallies VALUES ('enter', 'wheel', 'v1', 'one', 'a', '2026-Q1', 7)")
    db.execute("INSERT INTO unlinked_waiting VALUES (x'01', 'enter', 'end', 'v1', 'one', 'a', NULL)")
    db.execute("INSERT INTO goal_members VALUES ('enter', 'work', 1, 1), ('enter', 'work', 2, 0)")


def test_nothing_that_was_counted_is_lost(db: sqlite3.Connection, seal: Seal) -> None:
    unit = Unit(db, seal)
    db.execute("BEGIN")

    assert figures.tallies(unit, "enter") == {QuestionKey("wheel", "v1", "", "one"): Tally({"a": 7})}
    assert unit.count("SELECT COUNT(*) FROM unlinked_unsealed WHERE moment = ''") == 1
    found = {state: n for state, n in figures.people(unit, "enter").items() if n}
    assert found == {"closed": 1, "active": 1, "invited": 1, "erased": 1}
    assert responses(unit, "enter") == (Responses("wheel", "closure", 1, 0), Responses("wheel", "start", 2, 1))


def test_where_people_stood_at_the_last_release_is_kept_and_all_who_took_part_are_evaluated_anew(
    db: sqlite3.Connection,
) -> None:
    shown = db.execute("SELECT enrolment, standing, shown FROM standings ORDER BY enrolment").fetchall()
    assert list(map(tuple, shown)) == [(1, "", "counted"), (2, "", "not counted")]
    assert [row["enrolment"] for row in db.execute("SELECT enrolment FROM touched ORDER BY 1")] == [1, 2]
