"""The audit log: who did what, when, to what; never what was answered.

Lines are only added. Each carries a mark, the SHA-256 of the line and of the mark before it, so a line that was changed
or taken away is found (``faults``). Retention shortens the log from its beginning; the mark of the last line that it
took is kept, and the chain goes on from there. Somebody who may write the file and computes all marks anew is found by
the newest mark alone: ``foljsam doctor`` prints it, to be kept elsewhere.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit, moment, stamp

_MOST_FAULTS = 10


@dataclass(frozen=True)
class Line:
    """A line of the log. ``actor`` is a person's id, ``None`` for the command line."""

    id: int
    at: datetime
    actor: int | None
    action: str
    subject: str


def note(unit: Unit, now: datetime, actor: int | None, action: str, subject: str) -> None:
    """Add a line.

    :param actor: the person's id; ``None`` for the command line
    :param subject: what it was done to, by key or id
    """
    at = stamp(now)
    unit.run(
        "INSERT INTO audit (at, actor, action, subject, mark) VALUES (?, ?, ?, ?, ?)",
        at,
        actor,
        action,
        subject,
        _mark(newest_mark(unit), at, actor, action, subject),
    )


def newest(unit: Unit, most: int, before: int | None = None) -> tuple[Line, ...]:
    """Give the newest lines, newest first.

    :param before: only lines older than the one with this id
    """
    rows = unit.rows("SELECT * FROM audit WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2", before, most)
    return tuple(Line(row["id"], moment(row["at"]), row["actor"], row["action"], row["subject"]) for row in rows)


def newest_mark(unit: Unit) -> bytes:
    """Give the mark that stands for the whole log."""
    row = unit.row("SELECT mark FROM audit ORDER BY id DESC LIMIT 1")
    return bytes(row["mark"]) if row and row["mark"] else bytes(_anchor(unit)["mark"])


def faults(unit: Unit) -> tuple[str, ...]:
    """Name the lines that were changed or taken away, each with what to do; nothing when the log is as it was kept."""
    found = tuple(_faults(unit))
    more = (f"audit log: {len(found) - _MOST_FAULTS} more lines are not as they were",)
    return found[:_MOST_FAULTS] + (more if len(found) > _MOST_FAULTS else ())


_REMEDY = "find out who can write the database file, and compare with a backup"


def _faults(unit: Unit) -> Iterator[str]:
    anchor = _anchor(unit)
    last, mark = int(anchor["id"]), bytes(anchor["mark"])
    for row in unit.rows("SELECT * FROM audit WHERE id > ? ORDER BY id", last):
        if row["id"] != last + 1:
            yield _missing(last + 1, row["id"] - 1)
        elif row["mark"] != _mark(mark, row["at"], row["actor"], row["action"], row["subject"]):
            yield f"audit log: line {row['id']} was changed, or the one before it; {_REMEDY}"
        last, mark = row["id"], row["mark"] or b""
    given = unit.count("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    if given > last:
        yield _missing(last + 1, given)


def _missing(first: int, last: int) -> str:
    lines = f"line {first} is" if first == last else f"lines {first} to {last} are"
    return f"audit log: {lines} missing; {_REMEDY}"


def old(unit: Unit, before: datetime) -> int:
    """Give how many lines are older than a moment."""
    return unit.count("SELECT COUNT(*) FROM audit WHERE at < ?", stamp(before))


def trim(unit: Unit, before: datetime) -> None:
    """Take the lines that are older than a moment; the rest still verifies."""
    row = unit.row("SELECT id, mark FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1", stamp(before))
    if row is None:
        return
    anchor = _anchor(unit)
    mark = row["mark"] if row["id"] > anchor["id"] else anchor["mark"]
    unit.run(
        "UPDATE audit_anchor SET id = ?, mark = ?, trimmed = ?", max(row["id"], anchor["id"]), mark or b"", row["id"]
    )
    unit.run("DELETE FROM audit WHERE id <= ?", row["id"])


def _anchor(unit: Unit) -> sqlite3.Row:
    found = unit.row("SELECT id, mark FROM audit_anchor")
    if found is None:
        raise sqlite3.DatabaseError("the audit log has lost where it begins; restore a backup")
    return found


def _mark(before: bytes, *line: str | int | None) -> bytes:
    return hashlib.sha256(before + json.dumps(line, ensure_ascii=False).encode()).digest()
