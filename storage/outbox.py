"""The outbox: what the bot starts itself, written in the transaction that decides it (design: 3.4).

A row names what is to be said and to whom, never the words: those are made when it is sent, if it still holds. A row is
claimed before the call and settled after it, so a death in between leaves a claimed row, whose outcome is unknown.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.unit import Unit, moment, stamp

_UP = timedelta(microseconds=999_999)
"""What makes of a moment that is cut to the second one that is not too early."""


@dataclass(frozen=True)
class Letter:
    """Something to send: its kind, what it is about (an id whose meaning the kind gives), and to whom."""

    id: int
    person: int
    kind: str
    subject: int
    attempts: int
    """How many with the one that is made when it is claimed."""
    again: int = 0
    """How many of them were made because nobody knew what became of the one before."""


def put(unit: Unit, key: str, person: int, kind: str, subject: int, due: datetime) -> None:
    """Add a letter, unless one with this key was ever added."""
    unit.run(
        "INSERT INTO outbox (key, person, kind, subject, due, state) VALUES (?, ?, ?, ?, ?, 'waiting')"
        " ON CONFLICT DO NOTHING",
        key,
        person,
        kind,
        subject,
        stamp(due),
    )


def next_due(unit: Unit, now: datetime, resting: Iterable[int] = ()) -> Letter | None:
    """Give the next letter that is due. Each person's keep their order over what is under way or to be tried again.

    :param resting: people who may not be written to just now
    """
    held = ",".join(str(int(person)) for person in resting)
    row = unit.row(
        f"SELECT * FROM outbox AS one WHERE state = 'waiting' AND due <= ? AND person NOT IN ({held})"
        " AND person NOT IN (SELECT person FROM outbox WHERE state = 'claimed')"
        " AND NOT EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND attempts > 0"
        " AND person = one.person AND id < one.id) ORDER BY due, id LIMIT 1",
        stamp(now),
    )
    return _letter(row) if row else None


def due_after(unit: Unit, now: datetime) -> datetime | None:
    """Give when the first letter comes due that is not yet."""
    row = unit.row("SELECT MIN(due) AS due FROM outbox WHERE state = 'waiting' AND due > ?", stamp(now))
    return moment(row["due"]) if row and row["due"] else None


def waiting(unit: Unit, now: datetime) -> tuple[int, datetime | None]:
    """Give how many letters have still to go, and since when the one waits that came due first."""
    depth = unit.count("SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'claimed')")
    row = unit.row("SELECT MIN(due) AS due FROM outbox WHERE state = 'waiting' AND due <= ?", stamp(now))
    return depth, moment(row["due"]) if row and row["due"] else None


def claim(unit: Unit, letter: int) -> None:
    """Take a letter, counting the attempt; it must be settled or put off."""
    unit.run("UPDATE outbox SET state = 'claimed', attempts = attempts + 1 WHERE id = ?", letter)


def settle(unit: Unit, letter: int, state: str) -> None:
    """Keep what became of a letter: sent, dropped or unknown."""
    unit.run("UPDATE outbox SET state = ? WHERE id = ?", state, letter)


def put_off(unit: Unit, letter: int, until: datetime, *, again: bool = False) -> None:
    """Let a letter wait until later, to the next full second.

    :param again: whether because nobody knows what became of it
    """
    unit.run(
        "UPDATE outbox SET state = 'waiting', due = ?, again = again + ? WHERE id = ?",
        stamp(until + _UP),
        int(again),
        letter,
    )


def is_overtaken(unit: Unit, letter: Letter, kinds: Iterable[str]) -> bool:
    """Whether a later letter of one of these kinds about the same thing waits for the same person."""
    wanted = tuple(kinds)
    marks = ",".join("?" * len(wanted))
    later = unit.row(
        f"SELECT 1 FROM outbox WHERE state = 'waiting' AND person = ? AND subject = ? AND id > ? AND kind IN ({marks})",
        letter.person,
        letter.subject,
        letter.id,
        *wanted,
    )
    return later is not None


def recover(unit: Unit, kinds: Iterable[str], most: int) -> int:
    """Settle the letters that a death left claimed; give how many there were.

    :param kinds: those that are sent again when nobody knows whether they arrived
    :param most: how often at most
    """
    wanted = tuple(kinds)
    marks = ",".join("?" * len(wanted))
    left = unit.count("SELECT COUNT(*) FROM outbox WHERE state = 'claimed'")
    unit.run(
        "UPDATE outbox SET state = 'waiting', again = again + 1"
        f" WHERE state = 'claimed' AND again < ? AND kind IN ({marks})",
        most,
        *wanted,
    )
    unit.run("UPDATE outbox SET state = 'unknown' WHERE state = 'claimed'")
    return left


def drop(unit: Unit, kind: str) -> None:
    """Let go of the letters of a kind that have not gone yet: what they tell holds no more."""
    unit.run("UPDATE outbox SET state = 'dropped' WHERE state = 'waiting' AND kind = ?", kind)


def mark(unit: Unit, letter: int, subject: int) -> None:
    """Keep with a letter that went what it said, in place of what it was about."""
    unit.run("UPDATE outbox SET subject = ? WHERE id = ?", subject, letter)


def last_of_kind(unit: Unit, kind: str) -> dict[int, int]:
    """Give the subject of each person's last letter of a kind, unless it has still to go."""
    rows = unit.rows(
        "SELECT person, subject FROM outbox WHERE state NOT IN ('waiting', 'claimed')"
        " AND id IN (SELECT MAX(id) FROM outbox WHERE kind = ? GROUP BY person)",
        kind,
    )
    return {row["person"]: row["subject"] for row in rows}


def counts(unit: Unit) -> dict[str, int]:
    """Give how many letters are in each state, and how often one was sent again because its outcome was unknown."""
    rows = unit.rows("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state")
    again = unit.count("SELECT SUM(again) FROM outbox")
    return {row["state"]: row["n"] for row in rows} | {"again": again}


def _letter(row: sqlite3.Row) -> Letter:
    return Letter(row["id"], row["person"], row["kind"], row["subject"], row["attempts"] + 1, row["again"])
