"""The audit log: who did what, when, to what; never what was answered."""

from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Entry:
    """A line of the log. ``actor`` is a person's id; ``None`` for the command line."""

    id: int
    at: datetime
    actor: int | None
    action: str
    subject: str


def newest(unit: Unit, most: int, before: int = 0) -> tuple[Entry, ...]:
    """Give the newest lines, or those before one of them, newest first.

    :param before: the line's number; 0 for all
    """
    sql = "SELECT id, at, actor, action, subject FROM audit WHERE id < ?1 OR ?1 = 0 ORDER BY id DESC LIMIT ?2"
    return tuple(
        Entry(row["id"], moment(row["at"]), row["actor"], row["action"], row["subject"])
        for row in unit.rows(sql, before, most)
    )


def note(unit: Unit, now: datetime, actor: int | None, action: str, subject: str) -> None:
    """Add a line.

    :param actor: the person's id; ``None`` for the command line
    :param subject: what it was done to, by key or id
    """
    unit.run("INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)", stamp(now), actor, action, subject)
