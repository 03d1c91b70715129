"""Facts about people: what holds now, and who recorded what when. Nothing here is free text."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from flows.facts import FactValue
from storage.answers import as_text, value_from_text
from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Recorded:
    """A value as it was recorded. ``by`` is the person's id, ``None`` for the command line or someone erased."""

    fact: str
    value: FactValue
    by: int | None
    at: datetime


def record(unit: Unit, enrolment: int, recorded: Recorded) -> None:
    """Let a value hold from now on; ``None`` takes away what held. What held before stays in the history."""
    unit.run(
        "INSERT INTO facts (enrolment, fact, value, by, at) VALUES (?, ?, ?, ?, ?)",
        enrolment,
        recorded.fact,
        as_text(recorded.value),
        recorded.by,
        stamp(recorded.at),
    )


def present(unit: Unit, enrolment: int) -> dict[str, Recorded]:
    """Give what holds of an enrolment, by fact."""
    rows = unit.rows(
        "SELECT * FROM facts WHERE id IN (SELECT MAX(id) FROM facts WHERE enrolment = ? GROUP BY fact)"
        " AND value <> 'null' ORDER BY id",
        enrolment,
    )
    return {row["fact"]: _recorded(row) for row in rows}


def known(unit: Unit, enrolment: int) -> dict[str, FactValue]:
    """Give the values that hold of an enrolment, by fact."""
    return {key: recorded.value for key, recorded in present(unit, enrolment).items()}


def known_of_touched(unit: Unit, programme: str) -> dict[int, dict[str, FactValue]]:
    """Give the values that hold of each of a programme's touched enrolments of which something is known."""
    rows = unit.rows(
        "SELECT facts.enrolment, fact, value, MAX(id) FROM touched JOIN facts ON facts.enrolment = touched.enrolment"
        " WHERE programme = ? GROUP BY facts.enrolment, fact",
        programme,
    )
    return _by_enrolment(rows)


def known_of(unit: Unit, programme: str, facts: Collection[str]) -> dict[int, dict[str, FactValue]]:
    """Give the values that hold of some facts, for each of a programme's enrolments of which any is known."""
    rows = unit.rows(
        "SELECT enrolment, fact, value, MAX(facts.id) FROM facts JOIN enrolments ON enrolments.id = enrolment"
        f" WHERE programme = ? AND fact IN ({','.join('?' * len(facts))}) GROUP BY enrolment, fact",
        programme,
        *facts,
    )
    return _by_enrolment(rows)


def _by_enrolment(rows: Iterable[sqlite3.Row]) -> dict[int, dict[str, FactValue]]:
    """Sort values by whom they are of; what was taken away is not known."""
    found: dict[int, dict[str, FactValue]] = {}
    for row in rows:
        if row["value"] != "null":
            found.setdefault(row["enrolment"], {})[row["fact"]] = value_from_text(row["value"])
    return found


def history(unit: Unit, enrolment: int, fact: str) -> tuple[Recorded, ...]:
    """Give every recording of a fact, oldest first."""
    rows = unit.rows("SELECT * FROM facts WHERE enrolment = ? AND fact = ? ORDER BY id", enrolment, fact)
    return tuple(map(_recorded, rows))


def _recorded(row: sqlite3.Row) -> Recorded:
    return Recorded(row["fact"], value_from_text(row["value"]), row["by"], moment(row["at"]))
