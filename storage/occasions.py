"""Occasions: what is to be asked of whom, and when it is due. Each has a unique key and happens once."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage.unit import Unit, stamp


@dataclass(frozen=True)
class Occasion:
    """A questionnaire to offer to an enrolment's person."""

    id: int
    enrolment: int
    questionnaire: str
    moment: str


def plan(unit: Unit, enrolment: int, questionnaire: str, moment: str, due: datetime) -> None:
    """Plan an occasion, unless it was planned before."""
    unit.run(
        "INSERT INTO occasions (key, enrolment, questionnaire, moment, due, state)"
        " VALUES (?, ?, ?, ?, ?, 'planned') ON CONFLICT DO NOTHING",
        f"{enrolment}:{questionnaire}:{moment}",
        enrolment,
        questionnaire,
        moment,
        stamp(due),
    )


def due(unit: Unit, now: datetime) -> tuple[Occasion, ...]:
    """Give the planned occasions that are due, earliest first."""
    rows = unit.rows("SELECT * FROM occasions WHERE state = 'planned' AND due <= ? ORDER BY due, id", stamp(now))
    return tuple(map(_occasion, rows))


def settle(unit: Unit, occasion: int, state: str) -> None:
    """Keep that an occasion was offered or cancelled."""
    unit.run("UPDATE occasions SET state = ? WHERE id = ?", state, occasion)


def _occasion(row: sqlite3.Row) -> Occasion:
    return Occasion(row["id"], row["enrolment"], row["questionnaire"], row["moment"])
