"""Members: the people of a programme as breakdowns see them. Those with a protected identity are in none."""

from collections.abc import Sequence
from datetime import date

from flows.disclosure.breakdown import Member
from flows.facts import FactValue
from storage.answers import as_text
from storage.facts import known_of
from storage.unit import Unit


def of_programme(unit: Unit, programme: str, facts: Sequence[str], until: date) -> tuple[Member, ...]:
    """Give those who took part by the end of a day; some facts about them are as they are known now."""
    known = known_of(unit, programme, facts)
    rows = unit.rows(
        "SELECT enrolments.id, coach, name, closed_on <= ?2 AS is_closed FROM enrolments"
        " LEFT JOIN cohorts ON cohorts.id = cohort WHERE enrolments.programme = ?1 AND enrolled_on <= ?2"
        " AND state IN ('active', 'paused', 'closed') AND protected = 0 ORDER BY enrolments.id",
        programme,
        until.isoformat(),
    )
    return tuple(
        Member(row["id"], bool(row["is_closed"]), row["name"], known.get(row["id"], {}), row["coach"]) for row in rows
    )


def are_shared(unit: Unit, programme: str, fact: tuple[str, FactValue], minimum: int) -> bool:
    """Whether at least so many take part or took part of whom a fact has this value now."""
    key, value = fact
    return minimum <= unit.count(
        "SELECT COUNT(*) FROM (SELECT 1 FROM enrolments CROSS JOIN facts ON enrolment = enrolments.id"
        " WHERE programme = ?1 AND state IN ('active', 'paused', 'closed') AND protected = 0 AND fact = ?2"
        " AND value = ?3 AND facts.id = (SELECT MAX(newer.id) FROM facts AS newer"
        " WHERE newer.enrolment = enrolments.id AND newer.fact = ?2) LIMIT ?4)",
        programme,
        key,
        as_text(value),
        minimum,
    )
