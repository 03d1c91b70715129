"""Cohorts: groups that go through a programme together."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from storage.unit import Unit


@dataclass(frozen=True)
class Cohort:
    """A group. ``people`` are those invited to it who have not declined or been erased."""

    id: int
    programme: str
    name: str
    starts_on: date
    people: int


_SELECT = (
    "SELECT cohorts.*, (SELECT COUNT(*) FROM enrolments WHERE cohort = cohorts.id"
    " AND state NOT IN ('declined', 'erased')) AS people FROM cohorts "
)


def add(unit: Unit, programme: str, name: str, starts_on: date) -> int:
    """Add a group; give its id, also if it was there already."""
    unit.run(
        "INSERT INTO cohorts (programme, name, starts_on) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        programme,
        name,
        starts_on.isoformat(),
    )
    return unit.count("SELECT id FROM cohorts WHERE programme = ? AND name = ?", programme, name)


def by_id(unit: Unit, cohort: int) -> Cohort | None:
    """Give a group."""
    row = unit.row(_SELECT + "WHERE id = ?", cohort)
    return _cohort(row) if row else None


def of_programme(unit: Unit, programme: str) -> tuple[Cohort, ...]:
    """Give a programme's groups, the latest first."""
    rows = unit.rows(_SELECT + "WHERE programme = ? ORDER BY starts_on DESC, id DESC", programme)
    return tuple(map(_cohort, rows))


def _cohort(row: sqlite3.Row) -> Cohort:
    return Cohort(row["id"], row["programme"], row["name"], date.fromisoformat(row["starts_on"]), row["people"])
