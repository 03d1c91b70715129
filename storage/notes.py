"""Notes: what a coordinator noted of a place or a programme, each for a day. Free text is in ``report_notes``."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from flows.facts import FactValue
from storage.answers import as_text, value_from_text
from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Note:
    """What was noted: the fact's key, the place (``None``: the programme itself), the day it holds for, its value."""

    programme: str
    fact: str
    place: str | None
    day: date
    value: FactValue
    by: int | None
    at: datetime
    made_by_update: int | None = None
    """What began the dialogue that noted it."""
    id: int = 0


def add(unit: Unit, note: Note) -> int:
    """Keep a note; give its id."""
    return unit.insert(
        "INSERT INTO notes (programme, fact, place, day, value, by, at, made_by_update)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        note.programme,
        note.fact,
        note.place or "",
        note.day.isoformat(),
        as_text(note.value),
        note.by,
        stamp(note.at),
        note.made_by_update,
    )


def of_programme(unit: Unit, programme: str) -> tuple[Note, ...]:
    """Give a programme's notes by day, those of one day in the order noted: of a value noted twice the last holds."""
    rows = unit.rows("SELECT * FROM notes WHERE programme = ? ORDER BY day, id", programme)
    return tuple(map(_note, rows))


def by_id(unit: Unit, note: int) -> Note | None:
    """Give a note."""
    row = unit.row("SELECT * FROM notes WHERE id = ?", note)
    return _note(row) if row else None


def made_by(unit: Unit, update: int) -> Note | None:
    """Give the note of the dialogue that an update began."""
    row = unit.row("SELECT * FROM notes WHERE made_by_update = ?", update)
    return _note(row) if row else None


def remove(unit: Unit, note: int) -> None:
    """Take a note away."""
    unit.run("DELETE FROM notes WHERE id = ?", note)


def _note(row: sqlite3.Row) -> Note:
    return Note(
        programme=row["programme"],
        fact=row["fact"],
        place=row["place"] or None,
        day=date.fromisoformat(row["day"]),
        value=value_from_text(row["value"]),
        by=row["by"],
        at=moment(row["at"]),
        made_by_update=row["made_by_update"],
        id=row["id"],
    )
