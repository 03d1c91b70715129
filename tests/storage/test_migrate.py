"""Migrations: whole or not at all, by whoever comes first, keeping every row."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.connection import connect
from storage.migrate import OURS, NotOurs, TooNew, migrate, migrations
from tests.storage.processes import running, said, tell


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    path.touch()
    with closing(connect(path, "PRAGMA foreign_keys = ON")) as db:
        yield db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of made-up migrations in place of the real ones."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr("storage.migrate._FOLDER", folder)
    (folder / "0001_ground.sql").write_text(
        "CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;\n"
        "CREATE TABLE children (parent INTEGER NOT NULL REFERENCES parents ON DELETE CASCADE) STRICT;\n"
    )
    return folder


def tables(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_from_nothing_the_newest_form_is_reached_and_marked_as_ours(db: sqlite3.Connection) -> None:
    assert migrate(db) == len(migrations())
    assert {"people", "unlinked_batches", "tallies"} <= tables(db)
    assert db.execute("PRAGMA application_id").fetchone()[0] == OURS
    assert migrate(db) == len(migrations())


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [int(file.name[:4]) for file in migrations()] == list(range(1, len(migrations()) + 1))


def test_one_that_fails_in_the_middle_leaves_the_old_form_and_is_done_whole_later(
    db: sqlite3.Connection, folder: Path
) -> None:
    migrate(db)
    second = folder / "0002_more.sql"
    second.write_text("CREATE TABLE more (a);\nDROP TABLE children;\nCREATE TABLE more (a);\n")
    with pytest.raises(sqlite3.OperationalError, match="more"):
        migrate(db)
    assert db.execute("PRAGMA user_version").fetchone()[0] == 1
    assert tables(db) == {"parents", "children"}
    second.write_text("CREATE TABLE more (a);\n")

    assert migrate(db) == 2
    assert tables(db) == {"parents", "children", "more"}


def test_rebuilding_a_table_keeps_the_rows_that_point_to_it(db: sqlite3.Connection, folder: Path) -> None:
    migrate(db)
    db.execute("INSERT INTO parents VALUES (1)")
    db.execute("INSERT INTO children VALUES (1)")
    db.execute("PRAGMA foreign_keys = ON")
    (folder / "0002_rebuilt.sql").write_text(
        "CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT) STRICT;\n"
        "INSERT INTO rebuilt (id) SELECT id FROM parents;\n"
        "DROP TABLE parents;\nALTER TABLE rebuilt RENAME TO parents;\n"
    )

    assert migrate(db) == 2
    assert db.execute("SELECT COUNT(*) FROM children").fetchone()[0] == 1


def test_one_that_leaves_rows_pointing_to_nothing_is_refused(db: sqlite3.Connection, folder: Path) -> None:
    migrate(db)
    db.execute("INSERT INTO parents VALUES (1)")
    db.execute("INSERT INTO children VALUES (1)")
    (folder / "0002_careless.sql").write_text("DELETE FROM parents;\n")

    with pytest.raises(sqlite3.IntegrityError, match=r"0002_careless\.sql leaves rows that point to nothing"):
        migrate(db)
    assert db.execute("SELECT COUNT(*) FROM parents").fetchone()[0] == 1


@pytest.mark.parametrize("ending", ["", "\n", ";", ";\n-- a last word", "\n-- a last word\n"])
def test_a_last_statement_counts_with_or_without_its_semicolon(
    ending: str, db: sqlite3.Connection, folder: Path
) -> None:
    (folder / "0002_more.sql").write_text("-- why\nCREATE TABLE more (a TEXT DEFAULT 'x;y') -- what; for" + ending)

    migrate(db)

    assert "more" in tables(db)


def test_a_database_of_a_later_version_is_refused_and_left_alone(db: sqlite3.Connection, folder: Path) -> None:
    migrate(db)
    db.execute("PRAGMA user_version = 2")
    with pytest.raises(TooNew, match="upgrade"):
        migrate(db)
    assert folder.exists()
    assert db.execute("PRAGMA user_version").fetchone()[0] == 2


def test_another_programs_database_is_refused_and_left_alone(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE accounts (a)")
    with pytest.raises(NotOurs):
        migrate(db)
    assert tables(db) == {"accounts"}


MIGRATE = """
import sys
from contextlib import closing
from pathlib import Path
from storage.connection import connect
from storage.migrate import migrate

print("ready", flush=True)
with closing(connect(Path(sys.argv[1]))) as db:
    sys.stdin.readline()
    print(migrate(db), flush=True)
"""


def test_processes_that_migrate_at_once_both_find_it_done(db: sqlite3.Connection, path: Path) -> None:
    with running(MIGRATE, path) as one, running(MIGRATE, path) as other:
        tell(one)
        tell(other)
        assert [said(one), said(other)] == [str(len(migrations()))] * 2
    assert "people" in tables(db)
