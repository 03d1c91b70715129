"""Numbered migrations: each is applied whole or not at all, and a newer database is refused."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "migrations"


class TooNew(sqlite3.DatabaseError):
    """The database was made by a later Följsam."""


def migrations() -> tuple[Path, ...]:
    """Give the migration files in order; the first is number 1."""
    return tuple(sorted(_FOLDER.glob("[0-9]*.sql")))


def migrate(db: sqlite3.Connection) -> int:
    """Bring a database to the newest form, each step in a transaction of its own; give the number reached.

    :raises TooNew: if it is already past what this program knows
    """
    known = migrations()
    if _version(db) > len(known):
        raise TooNew("it was made by a later Följsam; upgrade this one")
    while (reached := _version(db)) < len(known):
        _apply(db, reached, known[reached])
    return reached


def _apply(db: sqlite3.Connection, before: int, file: Path) -> None:
    db.execute("BEGIN IMMEDIATE")
    try:
        if _version(db) == before:  # another process may have been first
            for statement in _statements(file.read_text("utf-8")):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {before + 1}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


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
