"""Counts of groups: how many of those who began or ended are of some group, told only where no few can be computed.

How many began and ended in a programme is known, so a count of a group tells that of all others too; several counts of
one fact are the cells of a table, and hidden as such (design: 3.9).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from flows.disclosure.breakdown import UNKNOWN
from flows.disclosure.hiding import Part, hidden
from flows.goals.evaluate import counted_by
from flows.goals.kinds import Goal, PeopleCount
from flows.goals.members import over_people
from flows.goals.standings import Standings
from flows.traits import FactOneOf, OutcomeIs

_Values: TypeAlias = tuple[str, frozenset[object]]
"""What a group is a group by, of which everybody has one value at most, and the values that it has."""


def wholes(goals: Iterable[Goal]) -> dict[str, PeopleCount]:
    """Give the counts of everybody of whom goals count a group, by the names under which they are kept; no goal's."""
    counted = {f"/{goal.people}": goal for _, goal in _groups(goals)}
    everybody = {"among": None, "per": "total"}
    return {name: goal.model_copy(update={"key": goal.people, **everybody}) for name, goal in counted.items()}


def groups_told(goals: Iterable[Goal], standings: Mapping[str, Standings], today: date, minimum: int) -> frozenset[str]:
    """Give the names of the counts of groups that may be shown on a day.

    :param standings: where people stand for these counts and their wholes; nobody where a name is missing
    """
    tables: dict[tuple[object, ...], dict[str, Part]] = defaultdict(dict)
    left: dict[tuple[object, ...], Part] = {}
    found = dict(_groups(goals))
    for name, goal in found.items():
        if any(_overlap(goal, other) for key, other in found.items() if key != name):
            continue
        values = _values(goal)
        table = goal.people, goal.per, values[0] if values else name
        whole = _part(counted_by(goal, standings.get(f"/{goal.people}", Standings()), today))
        tables[table][name] = _part(counted_by(goal, standings.get(name, Standings()), today))
        left[table] = left.get(table, whole) - tables[table][name]
    return frozenset(name for table in tables for name in _told({**tables[table], UNKNOWN: left[table]}, minimum))


def _groups(goals: Iterable[Goal]) -> Iterator[tuple[str, PeopleCount]]:
    return ((name, goal) for name, goal in over_people(goals) if isinstance(goal, PeopleCount) and goal.among)


def _told(table: Mapping[str, Part], minimum: int) -> Iterator[str]:
    """Give the groups of a table that are shown; all who are in none of them are its last cell."""
    found = hidden(table, minimum)
    return (name for name in table if found is not None and name != UNKNOWN and name not in found)


def _part(number: int) -> Part:
    return Part(of=number)


def _overlap(one: PeopleCount, other: PeopleCount) -> bool:
    """Whether people may be in both groups, so that the difference of the counts tells how many are in one alone."""
    if one.people != other.people:
        return False
    mine, others = _values(one), _values(other)
    if mine is None or others is None:
        return True
    return mine[0] == others[0] and (one.per != other.per or not mine[1].isdisjoint(others[1]))


def _values(goal: PeopleCount) -> _Values | None:
    match goal.among:
        case FactOneOf(fact=fact, one_of=values):
            return f"fact {fact}", frozenset(values)
        case OutcomeIs(outcome=keys):
            return "outcome", frozenset(keys)
    return None
