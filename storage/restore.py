"""Restoring: a backup is opened, found sound and brought to the newest form before anything in place is touched."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import audit, health
from storage.backup import BackupFault, keep_on_disk, open_backup
from storage.connection import connect
from storage.faults import remedy
from storage.migrate import migrate
from storage.seal import Seal
from storage.unit import Unit

_APART = 10_000
"""How far the ids of new rows begin from those of the backup: buttons in people's chats may name rows that came after
it, and must name nothing, rather than somebody else."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds, by number."""

    people: int
    enrolments: int
    answers: int


def check(file: Path, seal: Seal) -> Contents:
    """Open a backup and see that it can be restored here; touch nothing.

    :raises BackupFault: if it cannot
    """
    with _ready(file, seal) as unit:
        return _contents(unit)


def restore(file: Path, database: Path, seal: Seal, now: datetime) -> tuple[Contents, Path | None]:
    """Put a backup in the database's place; give what it holds, and where the database lies that it replaced, if any.

    The caller sees to it that no bot runs.

    :raises BackupFault: if it cannot be done; the database is then as it was
    """
    place = database.resolve()
    new = place.with_name(f"{place.name}.restoring")
    with _ready(file, seal) as unit, _telling(place):
        # The audit log's numbers have no gaps (storage.audit).
        unit.run("UPDATE sqlite_sequence SET seq = seq + ? WHERE name <> 'audit'", _APART)
        audit.note(unit, now, None, "restore", file.name)
        found = _contents(unit)
        unit.run("COMMIT")
        try:
            _write(unit.db, new)
            aside = _set_aside(place, place.with_name(f"{place.name}.replaced-{now:%Y%m%d-%H%M%S}"))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
        keep_on_disk(place.parent)
    return found, aside


@contextmanager
def _ready(file: Path, seal: Seal) -> Iterator[Unit]:
    """Give a backup in the newest form, in a transaction that is under way."""
    with closing(open_backup(file, seal)) as db:
        try:
            migrate(db)
        except sqlite3.Error as error:
            raise BackupFault(f"{file} cannot be used: {remedy(error)}") from error
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("BEGIN")
        unit = Unit(db, seal)
        if wrong := health.broken(unit):
            raise BackupFault(f"{file} cannot be used: {wrong[0]}")
        yield unit


@contextmanager
def _telling(place: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BackupFault(f"nothing was restored to {place}: {remedy(error)}") from error


def _contents(unit: Unit) -> Contents:
    tables = ("people", "enrolments", "linked_answers")
    return Contents(*(unit.count(f"SELECT COUNT(*) FROM {table}") for table in tables))


def _write(copy: sqlite3.Connection, new: Path) -> None:
    """Write the database to a file beside its place, for nobody else to read; one that a death left is made anew."""
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(new, "PRAGMA synchronous = FULL")) as file:
        copy.backup(file)


def _set_aside(place: Path, aside: Path) -> Path | None:
    """Give what lies in the place a second name, so that there is a database at every moment.

    A log that is left beside the place must not be taken for the new database's.
    """
    if place.exists():
        _close_up(place)
        os.link(place, aside)
    for end in ("-wal", "-shm"):
        if (beside := place.with_name(place.name + end)).exists():
            beside.rename(aside.with_name(aside.name + end))
    return aside if aside.exists() else None


def _close_up(place: Path) -> None:
    """Bring a sound database into one file, which also tells whether another program has it open.

    :raises sqlite3.OperationalError: if one has
    """
    try:
        with closing(connect(place)) as db:
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return  # damaged, perhaps why it is replaced: it goes aside as it lies, its log beside it
