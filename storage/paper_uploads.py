"""Paper answers that were read from a person's file and wait, sealed and for a short while, for their word."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Upload:
    """A person's last file. ``held`` are the answers to count, as text; empty once they are ``counted``."""

    person: int
    update: int
    """The message with the file."""
    programme: str
    questionnaire: str
    version: str
    """The questionnaire's version by which the file was read."""
    held: str
    until: datetime
    counted: int | None = None
    seen: date | None = None
    """The day on which what seems to be the same was counted."""


def keep(unit: Unit, upload: Upload) -> None:
    """Keep what was read, in place of an earlier file of the same person."""
    unit.run(
        "INSERT OR REPLACE INTO paper_uploads"
        " (person, update_id, programme, questionnaire, version, held, counted, until, seen)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        upload.person,
        upload.update,
        upload.programme,
        upload.questionnaire,
        upload.version,
        unit.seal.close(upload.held),
        upload.counted,
        stamp(upload.until),
        upload.seen.isoformat() if upload.seen else None,
    )


def of_person(unit: Unit, person: int, now: datetime) -> Upload | None:
    """Give a person's last file, unless its time is over."""
    row = unit.row("SELECT * FROM paper_uploads WHERE person = ? AND until > ?", person, stamp(now))
    return _upload(unit, row) if row else None


def remove(unit: Unit, person: int) -> None:
    """Forget a person's file."""
    unit.run("DELETE FROM paper_uploads WHERE person = ?", person)


def forget_old(unit: Unit, now: datetime) -> None:
    """Forget every file whose time is over."""
    unit.run("DELETE FROM paper_uploads WHERE until <= ?", stamp(now))


def _upload(unit: Unit, row: sqlite3.Row) -> Upload:
    return Upload(
        person=row["person"],
        update=row["update_id"],
        programme=row["programme"],
        questionnaire=row["questionnaire"],
        version=row["version"],
        held=unit.seal.open(row["held"]),
        until=moment(row["until"]),
        counted=row["counted"],
        seen=date.fromisoformat(row["seen"]) if row["seen"] else None,
    )
