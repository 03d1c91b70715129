"""Members: who stands in the base of a share of people, and who of them is counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from flows.evidence import Person
from flows.goals import Goal, Improved, Parts, PeopleShare, ShareBeside, SingleGoal, Wait
from flows.spans import after
from flows.traits import rose

MembersGoal: TypeAlias = PeopleShare | ShareBeside | Improved | Wait
"""Kinds of goal whose figures are over people, and therefore released in batches."""


@dataclass(frozen=True)
class Members:
    """The people behind a goal at one moment."""

    counted: Mapping[int, bool]
    """Everyone in the base, by key, and whether they are counted."""
    outside: int = 0
    """Those who are known to stand outside the base though they may stand in a total that is shown."""
    missing: int = 0
    """Those of whom not enough is known."""
    value: int | None = None
    """The longest wait in days."""
    is_breakdown: bool = False
    """Whether the counted are a group of people of their own, such as women, and the others its complement."""

    @property
    def n(self) -> int:
        """How many are counted."""
        return sum(self.counted.values())

    @property
    def of(self) -> int:
        """How many are in the base."""
        return len(self.counted)


def over_members(goals: Iterable[Goal]) -> Iterator[tuple[str, MembersGoal]]:
    """Give the goals over people, parts of goals too, each with the name under which it is released."""
    for name, goal in singles(goals):
        if isinstance(goal, MembersGoal):
            yield name, goal


def singles(goals: Iterable[Goal]) -> Iterator[tuple[str, SingleGoal]]:
    """Give every goal and, in place of a goal of several parts, its parts, each with a name of its own."""
    for goal in goals:
        if isinstance(goal, Parts):
            yield from ((f"{goal.key}/{part.key}", part) for part in goal.parts)
        else:
            yield goal.key, goal


def members_of(goal: MembersGoal, people: Sequence[Person]) -> Members:
    """Give the people behind a goal. Those with a protected identity are in no share."""
    standings = {person.key: _standing(goal, person) for person in people if _is_of(goal, person)}
    found = Counter(standings.values())
    counted = {key: standing == "counted" for key, standing in standings.items() if standing in _IN_THE_BASE}
    waits = [wait for person in people if person.key in counted and (wait := _wait(goal, person)) is not None]
    return Members(counted, found["outside"], found["missing"], max(waits, default=None), isinstance(goal, ShareBeside))


def _is_of(goal: MembersGoal, person: Person) -> bool:
    """Whether a person is one of those whom a goal is about, ``among`` apart."""
    return not person.protected and (goal.people == "enrolled" or person.closed_on is not None)


_Standing = Literal["counted", "not counted", "outside", "missing"]
_IN_THE_BASE = {"counted", "not counted"}


def _standing(goal: MembersGoal, person: Person) -> _Standing:
    is_among = goal.among.of(person) if goal.among else True
    if is_among is False:
        return "outside"
    counts = _counts(goal, person) if is_among else None
    if counts is None:
        return "missing"
    return "counted" if counts else "not counted"


def _counts(goal: MembersGoal, person: Person) -> bool | None:
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


def _wait(goal: MembersGoal, person: Person) -> int | None:
    days = _days(goal, person) if isinstance(goal, Wait) else None
    return max(0, (days[1] - days[0]).days) if days else None


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
