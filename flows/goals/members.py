"""Members: where one person stands for a goal over people: in its base, counted or not, or outside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from flows.goals.evidence import Person
from flows.goals.kinds import (
    Change,
    Goal,
    Improved,
    Parts,
    PeopleCount,
    PeopleShare,
    Periods,
    ShareBeside,
    SingleGoal,
    Wait,
    Wave,
)
from flows.goals.paired import pair_of
from flows.goals.standings import Place, Standing
from flows.timing.spans import after
from flows.traits import rose

_Share: TypeAlias = PeopleShare | ShareBeside | Improved | Wait
MembersGoal: TypeAlias = _Share | Periods | Change
"""Kinds of goal whose figures are over people, and therefore released in batches."""

PeopleGoal: TypeAlias = MembersGoal | PeopleCount
"""Kinds of goal that people stand somewhere for."""


def over_members(goals: Iterable[Goal]) -> Iterator[tuple[str, MembersGoal]]:
    """Give the goals over people, parts of goals too, each with the name under which it is released."""
    for name, goal in over_people(goals):
        if isinstance(goal, MembersGoal):
            yield name, goal


def over_people(goals: Iterable[Goal]) -> Iterator[tuple[str, PeopleGoal]]:
    """Give the goals that people stand somewhere for, parts of goals too, each with its name."""
    for name, goal in singles(goals):
        if isinstance(goal, Periods):
            yield from ((f"{name}/{of}", part) for of, part in goal.sums())
        elif isinstance(goal, Wave):
            yield from ((f"{name}/{of}", part) for of, part in goal.changes())
        elif isinstance(goal, PeopleGoal):
            yield name, goal


def singles(goals: Iterable[Goal]) -> Iterator[tuple[str, SingleGoal]]:
    """Give every goal and, in place of a goal of several parts, its parts, each with a name of its own."""
    for goal in goals:
        if isinstance(goal, Parts):
            yield from ((f"{goal.key}/{part.key}", part) for part in goal.parts)
        else:
            yield goal.key, goal


def place_of(goal: PeopleGoal, person: Person) -> Place | None:
    """Tell where a person stands for a goal; ``None``: it is not about them.

    Those with a protected identity are in no share, and counted among those who began or ended.
    """
    if isinstance(goal, PeopleCount):
        return _by_day(goal, person)
    if person.protected or (goal.people == "closed" and person.closed_on is None):
        return None
    if isinstance(goal, Periods | Change):
        return _summed(goal, person) if isinstance(goal, Periods) else pair_of(goal, person)
    return Place(_standing(goal, person), _wait(goal, person))


def _by_day(goal: PeopleCount, person: Person) -> Place | None:
    day = person.enrolled_on if goal.people == "enrolled" else person.closed_on
    if day is None or not (goal.among is None or goal.among.of(person)):
        return None
    return Place("by day", day.toordinal())


def _summed(goal: Periods, person: Person) -> Place | None:
    """Tell what months a person adds; ``None`` for who is in another sum, for nobody is in two of the same fact."""
    if (goal.among and not goal.among.of(person)) or (goal.apart and goal.apart.of(person)):
        return None
    months = person.facts.get(goal.facts[0])
    return Place("summed", months) if type(months) is int else Place("missing")


def _standing(goal: _Share, person: Person) -> Standing:
    is_among = goal.among.of(person) if goal.among else True
    if is_among is False:
        return "outside"
    counts = _counts(goal, person) if is_among else None
    if counts is None:
        return "missing"
    return "counted" if counts else "not counted"


def _counts(goal: _Share, person: Person) -> bool | None:
    match goal:
        case PeopleShare() | ShareBeside():
            return goal.counted.of(person)
        case Improved():
            return _improved(goal, person)
        case Wait():
            days = _days(goal, person)
            return None if days is None else days[1] <= after(days[0], goal.at_most)


def _improved(goal: Improved, person: Person) -> bool | None:
    """Tell whether enough dimensions rose; not known while those without a pair could decide it."""
    found = Counter(rose(person, question, goal.before, goal.later, goal.by) for question in goal.dimensions)
    if found[True] >= goal.in_at_least:
        return True
    return None if found[True] + found[None] >= goal.in_at_least else False


def _wait(goal: _Share, person: Person) -> int:
    """Give the days that a person waited; 0 where that is not known, or not asked."""
    days = _days(goal, person) if isinstance(goal, Wait) else None
    return max(0, (days[1] - days[0]).days) if days else 0


def _days(goal: Wait, person: Person) -> tuple[date, date] | None:
    """Give the days between which a person waited, if both are known."""
    since, until = _day(person, goal.since), _day(person, goal.until)
    return (since, until) if since and until else None


def _day(person: Person, name: str) -> date | None:
    anchors = {"referral": person.referred_on, "start": person.enrolled_on, "closure": person.closed_on}
    if name in anchors:
        return anchors[name]
    value = person.facts.get(name)
    return date.fromisoformat(value) if isinstance(value, str) else None
