"""What coordinators note in their own words for a period's report: sealed, each for a day.

A note that stands in a report which is marked as sent is frozen: it is neither changed nor removed any more.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.unit import Unit, moment, stamp


class NoteKind(StrEnum):
    """What a note is about, in the order in which a report tells it."""

    ACTIVITY = "activity"
    MEETING = "meeting"
    DEVIATION = "deviation"
    USER_INVOLVEMENT = "user_involvement"


@dataclass(frozen=True)
class ReportNote:
    """A note. ``attended`` is how many came to a meeting, where that was told."""

    programme: str
    kind: NoteKind
    day: date
    words: str
    by: int | None
    at: datetime
    attended: int | None = None
    made_by_update: int | None = None
    """What began the dialogue that noted it."""
    id: int = 0
    is_frozen: bool = False


def add(unit: Unit, note: ReportNote) -> int:
    """Keep a note; give its id."""
    return unit.insert(
        "INSERT INTO report_notes (programme, kind, day, words, attended, by, at, made_by_update)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        note.programme,
        note.kind,
        note.day.isoformat(),
        unit.seal.close(note.words),
        note.attended,
        note.by,
        stamp(note.at),
        note.made_by_update,
    )


def change(unit: Unit, note: ReportNote) -> bool:
    """Let the note of this id have this day, these words and this many who came; ``False`` where it is frozen."""
    changed = unit.run(
        "UPDATE report_notes SET day = ?, words = ?, attended = ? WHERE id = ? AND NOT frozen",
        note.day.isoformat(),
        unit.seal.close(note.words),
        note.attended,
        note.id,
    )
    return changed.rowcount > 0


def remove(unit: Unit, note: int) -> bool:
    """Take a note away; ``False`` where it is frozen."""
    return unit.run("DELETE FROM report_notes WHERE id = ? AND NOT frozen", note).rowcount > 0


def freeze(unit: Unit, programme: str, first: date, last: date) -> None:
    """Freeze the notes of a period, whose report is marked as sent; later ones go into the next edition."""
    unit.run(
        "UPDATE report_notes SET frozen = 1 WHERE programme = ? AND day BETWEEN ? AND ?",
        programme,
        first.isoformat(),
        last.isoformat(),
    )


def in_period(unit: Unit, programme: str, first: date, last: date) -> tuple[ReportNote, ...]:
    """Give a programme's notes of the days from ``first`` to ``last``, by day, those of one day in the order noted."""
    rows = unit.rows(
        "SELECT * FROM report_notes WHERE programme = ? AND day BETWEEN ? AND ? ORDER BY day, id",
        programme,
        first.isoformat(),
        last.isoformat(),
    )
    return tuple(_note(unit, row) for row in rows)


def by_id(unit: Unit, note: int) -> ReportNote | None:
    """Give a note."""
    row = unit.row("SELECT * FROM report_notes WHERE id = ?", note)
    return _note(unit, row) if row else None


def made_by(unit: Unit, update: int) -> ReportNote | None:
    """Give the note of the dialogue that an update began."""
    row = unit.row("SELECT * FROM report_notes WHERE made_by_update = ?", update)
    return _note(unit, row) if row else None


def _note(unit: Unit, row: sqlite3.Row) -> ReportNote:
    return ReportNote(
        programme=row["programme"],
        kind=NoteKind(row["kind"]),
        day=date.fromisoformat(row["day"]),
        words=unit.seal.open(row["words"]),
        by=row["by"],
        at=moment(row["at"]),
        attended=row["attended"],
        made_by_update=row["made_by_update"],
        id=row["id"],
        is_frozen=bool(row["frozen"]),
    )
