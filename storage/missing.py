"""Counts of whom a fact is missing; whose it is, nobody is told. It says the same as ``flows.facts.missing``."""

from datetime import date

from flows.goals.kept import kept_of
from flows.programme import Programme
from storage import standings
from storage.unit import Unit


def by_fact(unit: Unit, programme: Programme, today: date) -> dict[str, int]:
    """Give of how many people each fact ought to be known and is not, as they were last evaluated, by name.

    Nothing is asked any more about those whose identity is protected, nor about those who want to be erased.
    """
    leaving = _leaving(unit, programme.key, today)
    counted = standings.of_programme(unit, programme.key, kept_of(programme))
    return {name: found.between(date.min, today) - leaving.get(name, 0) for name, found in counted.items()}


def _leaving(unit: Unit, programme: str, today: date) -> dict[str, int]:
    """Give what is missing of those who want to be erased."""
    rows = unit.rows(
        "SELECT goal, COUNT(*) AS n FROM tasks JOIN standings ON standings.enrolment = tasks.enrolment"
        " WHERE kind = 'erasure' AND done = 0 AND standings.programme = ? AND standing = 'by day' AND value <= ?"
        " GROUP BY goal",
        programme,
        today.toordinal(),
    )
    return {row["goal"]: row["n"] for row in rows}
