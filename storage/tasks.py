"""What someone must do by hand: an erasure that the association decides about, or a contact that a person asked for."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from storage.unit import Unit, stamp


@dataclass(frozen=True)
class Task:
    """A task about an enrolment."""

    id: int
    kind: str
    enrolment: int
    due_on: date | None
    taken: bool
    done: bool


def add(unit: Unit, kind: str, programme: str, enrolment: int, now: datetime, due_on: date | None = None) -> bool:
    """Add a task, unless one of the kind is open for the enrolment; tell whether it is new."""
    done = unit.run(
        "INSERT INTO tasks (kind, programme, enrolment, since, due_on) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        kind,
        programme,
        enrolment,
        stamp(now),
        due_on.isoformat() if due_on else None,
    )
    return done.rowcount > 0


def count(unit: Unit, kind: str, programme: str) -> int:
    """Give how many such tasks wait in a programme."""
    return unit.count("SELECT COUNT(*) FROM tasks WHERE kind = ? AND programme = ? AND done = 0", kind, programme)


def undecided_erasures(unit: Unit, programme: str) -> int:
    """Give how many in a programme want erasing and wait for the association; others have a day on which it is done."""
    return unit.count(
        "SELECT COUNT(*) FROM tasks WHERE kind = 'erasure' AND programme = ? AND done = 0 AND due_on IS NULL", programme
    )


def by_id(unit: Unit, task: int) -> Task | None:
    """Give a task."""
    row = unit.row("SELECT * FROM tasks WHERE id = ?", task)
    return _task(row) if row else None


def open_one(unit: Unit, kind: str, enrolment: int) -> Task | None:
    """Give the enrolment's open task of a kind, if there is one."""
    row = unit.row("SELECT * FROM tasks WHERE kind = ? AND enrolment = ? AND done = 0", kind, enrolment)
    return _task(row) if row else None


def of_enrolment(unit: Unit, enrolment: int) -> tuple[Task, ...]:
    """Give an enrolment's tasks, oldest first."""
    return tuple(map(_task, unit.rows("SELECT * FROM tasks WHERE enrolment = ? ORDER BY id", enrolment)))


def open_of_kind(unit: Unit, kind: str) -> tuple[Task, ...]:
    """Give the open tasks of a kind, oldest first."""
    return tuple(map(_task, unit.rows("SELECT * FROM tasks WHERE kind = ? AND done = 0 ORDER BY id", kind)))


def of_coach(unit: Unit, kind: str, coaches: Iterable[int]) -> tuple[Task, ...]:
    """Give the open tasks of a kind about coaches' people, oldest first."""
    marks = ",".join(str(int(coach)) for coach in coaches)
    rows = unit.rows(
        "SELECT tasks.* FROM tasks JOIN enrolments ON enrolments.id = tasks.enrolment"
        f" WHERE kind = ? AND done = 0 AND coach IN ({marks}) ORDER BY tasks.id",
        kind,
    )
    return tuple(map(_task, rows))


def renew(unit: Unit, task: int, due_on: date) -> None:
    """Let a task be done by another day, and be taken anew."""
    unit.run("UPDATE tasks SET due_on = ?, taken = 0 WHERE id = ?", due_on.isoformat(), task)


def take(unit: Unit, task: int) -> None:
    """Keep that someone has taken a task."""
    unit.run("UPDATE tasks SET taken = 1 WHERE id = ?", task)


def finish(unit: Unit, task: int) -> None:
    """Keep that a task is done."""
    unit.run("UPDATE tasks SET taken = 1, done = 1 WHERE id = ?", task)


def _task(row: sqlite3.Row) -> Task:
    due = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return Task(row["id"], row["kind"], row["enrolment"], due, bool(row["taken"]), bool(row["done"]))
