"""Numbered migrations: each is applied whole or not at all, and a newer database is refused."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.faults import Unusable

_FOLDER = Path(__file__).parent / "migrations"


OURS = 0x466F6C6A
"""SQLite's application_id in our databases: "Folj"."""


class TooNew(Unusable):
    """The database was made by a later Följsam."""


class NotOurs(Unusable):
    """The database was made by another program."""


def migrations() -> tuple[Path, ...]:
    """Give the migration files in order; the first is number 1."""
    return tuple(sorted(_FOLDER.glob("[0-9]*.sql")))


def migrate(db: sqlite3.Connection) -> int:
    """Bring a database to the newest form, each step in a transaction of its own; give the number reached.

    Foreign keys are off meanwhile, or rebuilding a table would delete what points to it; they are checked instead.

    :raises TooNew: if it is already past what this program knows
    :raises NotOurs: if another program made it
    """
    known = migrations()
    if _is_another_programs(db):
        raise NotOurs("another program made it; correct FOLJSAM_DATABASE")
    if _version(db) > len(known):
        raise TooNew("a later Följsam made it; upgrade this one, or restore a backup made with this one")
    db.execute("PRAGMA foreign_keys = OFF")
    while (reached := _version(db)) < len(known):
        _apply(db, reached, known[reached])
    return reached


def _apply(db: sqlite3.Connection, before: int, file: Path) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == before:  # another process may have been first
            for statement in _statements(file.read_text("utf-8")):
                db.execute(statement)
            _check_references(db, file)
            db.execute(f"PRAGMA application_id = {OURS}")
            db.execute(f"PRAGMA user_version = {before + 1}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _check_references(db: sqlite3.Connection, file: Path) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError(f"{file.name} leaves rows that point to nothing")


def _is_another_programs(db: sqlite3.Connection) -> bool:
    """Whether there is something in it and it is not marked as ours; one statement, so that it sees one moment."""
    marked, tables = db.execute(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT COUNT(*) FROM sqlite_schema)"
    ).fetchone()
    return bool(marked != OURS and (marked or tables))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> Iterator[str]:
    """Split a script; ``executescript`` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    yield statement  # a last one without its semicolon, or a comment, which does nothing
