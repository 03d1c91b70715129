"""Counts of whom a fact is missing; whose it is, nobody is told. It says the same as ``flows.facts.missing``."""

from datetime import date

from flows.facts import Fact
from storage.answers import as_text
from storage.unit import Unit

_ANCHORS = {"start": "enrolled_on", "end": "closed_on", "later": "closed_on"}
_NEWEST = (
    "COALESCE((SELECT value FROM facts WHERE enrolment = enrolments.id AND fact = ? ORDER BY id DESC LIMIT 1), 'null')"
)
_ERASING = "SELECT enrolment FROM tasks WHERE kind = 'erasure' AND done = 0"


def count(unit: Unit, programme: str, fact: Fact, today: date) -> int:
    """Give of how many people a fact ought to be known and is not.

    Nothing is asked any more about those whose identity is protected, nor about those who want to be erased.
    """
    last = fact.last_day_due(today)
    if fact.due is None or last is None:
        return 0
    when = fact.when
    values = tuple(as_text(value) for value in when.one_of) if when else ()
    applies = f" AND {_NEWEST} IN ({', '.join('?' for _ in values)})" if when else ""
    return unit.count(
        f"SELECT COUNT(*) FROM enrolments WHERE programme = ? AND protected = 0"
        f" AND state IN ('active', 'paused', 'closed') AND {_ANCHORS[fact.due]} <= ? AND {_NEWEST} = 'null'{applies}"
        f" AND id NOT IN ({_ERASING})",
        programme,
        last.isoformat(),
        fact.key,
        *((when.fact, *values) if when else ()),
    )
