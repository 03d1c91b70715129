"""Key figures: what facts and outcomes come to over a programme's people, and when they may be shown anew.

Each is released as answers are (design: 3.8, 3.9): all its numbers together, once at least ``minimum`` people stand in
it, and later once at least that many stand otherwise than behind the numbers shown last, and as many or nobody have
come. Within a permitted base the numbers of a whole programme are shown, small ones too; divisions of people into
groups are breakdowns (flows.disclosure.breakdown).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from flows.figures import OptionCount, Withheld
from flows.goals.evidence import Person
from flows.goals.kinds import PeopleShare
from flows.goals.members import over_members
from flows.programme import Programme
from flows.traits import OutcomeIs

Name = Literal["outcomes", "livelihood", "support_before", "throughput"]

BEFORE, AFTER = "before:", "after:"
"""What stands before a livelihood's mark."""

_FACTS: dict[Name, tuple[str, ...]] = {
    "outcomes": (),
    "livelihood": ("forsorjning-fore", "forsorjning-efter"),
    "support_before": ("tid-i-offentlig-forsorjning",),
    "throughput": (),
}

Marks: TypeAlias = tuple[str, ...]
"""Under what a person is counted in a key figure."""


def names(programme: Programme) -> tuple[Name, ...]:
    """Give the key figures for which a programme has the facts."""
    held = (name for name, facts in _FACTS.items() if all(map(programme.fact, facts)))
    return tuple(held) if programme.has_participants else ()


def facts_of(names: Iterable[Name]) -> tuple[str, ...]:
    """Give the facts that key figures need."""
    return tuple(fact for name in names for fact in _FACTS[name])


def fact_of(name: Name) -> str:
    """Give the fact whose options a key figure is divided by."""
    return _FACTS[name][0]


def goals_beside(name: Name, programme: Programme) -> tuple[str, ...]:
    """Give the goals that count the same as a key figure, by name: taken from it, they could tell of a few."""
    if name != "outcomes":
        return ()
    shares = ((key, goal) for key, goal in over_members(programme.goals) if isinstance(goal, PeopleShare))
    return tuple(key for key, goal in shares if isinstance(goal.counted, OutcomeIs))


Beside: TypeAlias = Mapping[int, tuple[str, str]]
"""How people stand in the base of a goal now, and stood at its newest release; ``""`` is outside it."""


def fitting(now: Mapping[int, Marks], goals: Iterable[Beside], minimum: int) -> Mapping[int, Marks] | None:
    """Give the people over whom a key figure may stand beside the numbers of goals; ``None`` where it may not.

    The few who have come into a goal's base since its numbers were released wait with those. Between what is left and
    the numbers of each goal nobody may stand otherwise, or at least ``minimum``.
    """
    told = [goal for goal in goals if any(then for _, then in goal.values())]
    for goal in told:
        new = {key for key in now if goal.get(key, ("", ""))[0] and not goal[key][1]}
        now = {key: marks for key, marks in now.items() if len(new) >= minimum or key not in new}
    apart = [sum(_is_apart(key in now, *how) for key, how in goal.items()) for goal in told]
    return None if any(0 < each < minimum for each in apart) else now


def _is_apart(is_counted: bool, standing: str, then: str) -> bool:  # noqa: FBT001  # one of three that are alike
    """Whether somebody is counted otherwise in a key figure than in the numbers of a goal."""
    return standing != then if is_counted else bool(then)


def standings(name: Name, people: Sequence[Person]) -> dict[int, Marks]:
    """Give who stands in a key figure, and under which marks; of whom not enough is known stands outside.

    Those with a protected identity are in no figure.
    """
    found = ((person.key, _marks(name, person)) for person in people if not person.protected)
    return {key: marks for key, marks in found if marks}


def _marks(name: Name, person: Person) -> Marks:
    match name:
        case "outcomes":
            return (person.outcome,) if person.outcome else ()
        case "throughput":
            return (str((person.closed_on - person.enrolled_on).days),) if person.closed_on else ()
        case "livelihood":
            before, after = (person.facts.get(fact) for fact in _FACTS[name])
            is_known = person.closed_on and before is not None and after is not None
            return (f"{BEFORE}{before}", f"{AFTER}{after}") if is_known else ()
        case _:
            value = person.facts.get(fact_of(name))
            return () if value is None else (str(value),)


@dataclass(frozen=True)
class Counted:
    """Released numbers: how many people, and a number for each mark or measure."""

    of: int = 0
    numbers: Mapping[str, int] = field(default_factory=dict)

    def less(self, earlier: "Counted") -> "Counted":
        """Give what came after earlier numbers."""
        marks = self.numbers.keys() | earlier.numbers.keys()
        later = {mark: self.numbers.get(mark, 0) - earlier.numbers.get(mark, 0) for mark in marks}
        return Counted(self.of - earlier.of, later)


def counted_anew(
    name: Name, last: Counted | None, then: Mapping[int, Marks], now: Mapping[int, Marks], minimum: int
) -> Counted | None:
    """Give the numbers to show from now on, or ``None`` where what was shown before must stay.

    What was counted of people who are erased since stays in for good, but for a spread, which holds no counts.

    :param then: where the people of the last release stood who are not erased
    """
    moved = sum(then.get(key) != now.get(key) for key in then.keys() | now.keys())
    came, left = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    if len(now) < minimum or (last and moved < minimum) or any(0 < each < minimum for each in (came, left)):
        return None
    if name == "throughput":
        return Counted(len(now), _spread(sorted(int(days) for (days,) in now.values())))
    numbers = Counter(mark for marks in now.values() for mark in marks)
    of = len(now)
    if last:
        numbers.update(last.numbers)
        numbers.subtract(mark for marks in then.values() for mark in marks)
        of += last.of - len(then)
    return Counted(of, {mark: n for mark, n in numbers.items() if n})


def _spread(days: list[int]) -> dict[str, int]:
    """Give twice the median and the quartiles, the medians of the halves: so they are whole."""
    half = len(days) // 2
    lower, upper = days[:half] or days, days[-half:] or days
    return {"median": _twice_median(days), "lower": _twice_median(lower), "upper": _twice_median(upper)}


def _twice_median(numbers: list[int]) -> int:
    return numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]


@dataclass(frozen=True)
class Distribution:
    """A key figure by its options; ``of`` and counts are ``None`` where ``withheld`` says why."""

    of: int | None
    options: tuple[OptionCount, ...] = ()
    withheld: Withheld | None = None

    @property
    def middle(self) -> OptionCount | None:
        """The option in which the median lies, where the options have an order."""
        passed = 0
        for option in self.options:
            passed += option.count or 0
            if self.of and 2 * passed >= self.of:
                return option
        return None


@dataclass(frozen=True)
class Spread:
    """A number of days over people: the median, and the quartiles where each half is large enough."""

    of: int | None = None
    median: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None
    withheld: Withheld | None = None


def distribution(
    options: Sequence[tuple[str, str]], counted: Counted | None, minimum: int, *, before: str = ""
) -> Distribution:
    """Give a key figure by its options, each a key and a label; those that nobody has any more keep their key.

    :param before: what stands before the marks to be counted
    """
    if counted is None or counted.of < minimum or any(n < 0 for n in counted.numbers.values()):
        return Distribution(None, tuple(OptionCount(key, label, None, None) for key, label in options), "few")
    labels = dict(options)
    marks = (mark.removeprefix(before) for mark in counted.numbers if mark.startswith(before))
    labels |= {mark: mark for mark in sorted(marks) if mark not in labels}
    counts = ((key, label, counted.numbers.get(before + key, 0)) for key, label in labels.items())
    shown = tuple(OptionCount(key, label, n, Fraction(n, counted.of)) for key, label, n in counts)
    return Distribution(counted.of, shown)


def spread(counted: Counted | None, minimum: int) -> Spread:
    """Give the median of days, and the quartiles where at least ``minimum`` people stand on each side of the median."""
    if counted is None or counted.of < minimum:
        return Spread(withheld="few")
    median, lower, upper = (Fraction(counted.numbers[name], 2) for name in ("median", "lower", "upper"))
    if counted.of < 2 * minimum:
        return Spread(counted.of, median)
    return Spread(counted.of, median, lower, upper)
