"""The outbox: what the bot starts itself, written in the transaction that decides it (design: 3.4).

A row names what is to be said and to whom, never the words: those are made when it is sent, if it still holds. A row is
claimed before the call and settled after it, so a death in between leaves a claimed row, whose outcome is unknown.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit, stamp


@dataclass(frozen=True)
class Letter:
    """Something to send: its kind, what it is about (an id whose meaning the kind gives), and to whom."""

    id: int
    person: int
    kind: str
    subject: int
    attempts: int


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


def claim(unit: Unit, now: datetime, resting: Iterable[int] = ()) -> Letter | None:
    """Take the next letter that is due, counting the attempt; it must be settled or put off.

    :param resting: people who may not be written to just now
    """
    held = ",".join(str(int(person)) for person in resting)
    row = unit.row(
        "SELECT * FROM outbox WHERE state = 'waiting' AND due <= ?"
        f" AND person NOT IN ({held}) ORDER BY due, id LIMIT 1",
        stamp(now),
    )
    if row is None:
        return None
    unit.run("UPDATE outbox SET state = 'claimed', attempts = attempts + 1 WHERE id = ?", row["id"])
    return _letter(row)


def settle(unit: Unit, letter: int, state: str) -> None:
    """Keep what became of a claimed letter: sent, dropped or unknown."""
    unit.run("UPDATE outbox SET state = ? WHERE id = ?", state, letter)


def put_off(unit: Unit, letter: int, until: datetime) -> None:
    """Let a claimed letter wait until later."""
    unit.run("UPDATE outbox SET state = 'waiting', due = ? WHERE id = ?", stamp(until), letter)


def hold(unit: Unit, letter: int, until: datetime) -> None:
    """Let a claimed letter wait until later as if it had not been taken: no attempt was made."""
    unit.run("UPDATE outbox SET state = 'waiting', due = ?, attempts = attempts - 1 WHERE id = ?", stamp(until), letter)


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


def recover(unit: Unit, once_more: Iterable[str]) -> int:
    """Settle the letters that a death left claimed; give how many there were.

    :param once_more: the kinds that are sent a second time when nobody knows whether the first arrived
    """
    kinds = tuple(once_more)
    marks = ",".join("?" * len(kinds))
    left = unit.count("SELECT COUNT(*) FROM outbox WHERE state = 'claimed'")
    unit.run(
        f"UPDATE outbox SET state = 'waiting', again = 1 WHERE state = 'claimed' AND again = 0 AND kind IN ({marks})",
        *kinds,
    )
    unit.run("UPDATE outbox SET state = 'unknown' WHERE state = 'claimed'")
    return left


def counts(unit: Unit) -> dict[str, int]:
    """Give how many letters are in each state, and how many were sent once more."""
    rows = unit.rows("SELECT state, COUNT(*) AS n FROM outbox GROUP BY state")
    again = unit.count("SELECT COUNT(*) FROM outbox WHERE again = 1")
    return {row["state"]: row["n"] for row in rows} | {"again": again}


def _letter(row: sqlite3.Row) -> Letter:
    return Letter(row["id"], row["person"], row["kind"], row["subject"], row["attempts"] + 1)
