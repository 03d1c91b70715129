"""What members of staff asked to be reminded of, in their own words."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class OwnReminder:
    """A staff member's own reminder."""

    id: int
    person: int
    words: str
    due: datetime
    state: str


def add(unit: Unit, person: int, words: str, due: datetime, update: int | None) -> None:
    """Add a reminder.

    :param update: the Telegram update that asked for it, so that it is made once
    """
    unit.run(
        "INSERT INTO own_reminders (person, words, due, state, made_by_update) VALUES (?, ?, ?, 'planned', ?)"
        " ON CONFLICT DO NOTHING",
        person,
        unit.seal.close(words),
        stamp(due),
        update,
    )


def due(unit: Unit, now: datetime) -> tuple[OwnReminder, ...]:
    """Give the reminders that are due, earliest first."""
    rows = unit.rows("SELECT * FROM own_reminders WHERE state = 'planned' AND due <= ? ORDER BY due, id", stamp(now))
    return tuple(_reminder(unit, row) for row in rows)


def of_person(unit: Unit, person: int) -> tuple[OwnReminder, ...]:
    """Give the reminders that a person still waits for, earliest first."""
    rows = unit.rows("SELECT * FROM own_reminders WHERE state = 'planned' AND person = ? ORDER BY due, id", person)
    return tuple(_reminder(unit, row) for row in rows)


def by_id(unit: Unit, reminder: int, person: int) -> OwnReminder | None:
    """Give a reminder if it is this person's."""
    row = unit.row("SELECT * FROM own_reminders WHERE id = ? AND person = ?", reminder, person)
    return _reminder(unit, row) if row else None


def made_by(unit: Unit, update: int, person: int) -> OwnReminder | None:
    """Give the reminder that a Telegram update made, if it is this person's."""
    row = unit.row("SELECT * FROM own_reminders WHERE made_by_update = ? AND person = ?", update, person)
    return _reminder(unit, row) if row else None


def settle(unit: Unit, reminder: int, state: str) -> None:
    """Keep that a reminder was sent or cancelled."""
    unit.run("UPDATE own_reminders SET state = ? WHERE id = ?", state, reminder)


def _reminder(unit: Unit, row: sqlite3.Row) -> OwnReminder:
    return OwnReminder(row["id"], row["person"], unit.seal.open(row["words"]), moment(row["due"]), row["state"])
