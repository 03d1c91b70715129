"""Whether numbers that are noted add up: a total and its parts, as the programme declares them.

A number holds for the year of the day that it is noted for; of one noted several times in a year the last holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flows.facts import Fact, Number
from flows.goals.evidence import Note
from flows.model import Place
from flows.said import Said, said


@dataclass(frozen=True)
class NotedNumber:
    """What a number of a place (``None``: of the programme itself) was in a year."""

    fact: Number
    place: str | None
    year: int
    value: int


@dataclass(frozen=True)
class Sum:
    """A total that is noted, and those of its parts that are, for the same place and year."""

    total: NotedNumber
    parts: tuple[NotedNumber, ...]

    @property
    def sum(self) -> int:
        """What the given parts come to."""
        return sum(part.value for part in self.parts)

    @property
    def is_whole(self) -> bool:
        """Whether all parts are given."""
        return len(self.parts) == len(self.total.fact.parts)

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the total; while some are not given, whether they still can."""
        return self.sum == self.total.value if self.is_whole else self.sum <= self.total.value


def noted_numbers(facts: Sequence[Fact], notes: Iterable[Note]) -> tuple[NotedNumber, ...]:
    """Give the numbers that are noted, the latest year first, each year in the order declared.

    :param notes: by day
    """
    numbers = {fact.key: fact for fact in facts if isinstance(fact, Number) and fact.about != "person"}
    last = {
        (note.item, note.place, note.day.year): note.value
        for note in notes
        if note.item in numbers and isinstance(note.value, int)
    }
    keys = list(numbers)
    found = (NotedNumber(numbers[key], place, year, value) for (key, place, year), value in last.items())
    return tuple(sorted(found, key=lambda each: (-each.year, keys.index(each.fact.key), each.place or "")))


def sums(numbers: Sequence[NotedNumber]) -> tuple[Sum, ...]:
    """Give the totals of which parts are given too."""
    by_what = {(each.fact.key, each.place, each.year): each for each in numbers}
    found = (Sum(total, tuple(_parts(total, by_what))) for total in numbers if total.fact.parts)
    return tuple(each for each in found if each.parts)


def _parts(total: NotedNumber, numbers: Mapping[tuple[str, str | None, int], NotedNumber]) -> Iterator[NotedNumber]:
    for key in total.fact.parts:
        part = numbers.get((key, total.place, total.year))
        if part:
            yield part


def latest(numbers: Iterable[NotedNumber]) -> tuple[NotedNumber, ...]:
    """Leave of each number and place the latest year.

    :param numbers: the latest year first
    """
    found: dict[tuple[str, str | None], NotedNumber] = {}
    for number in numbers:
        found.setdefault((number.fact.key, number.place), number)
    return tuple(found.values())


def named(found: Sum) -> Said:
    """Say of which number, place and year it is whether the parts add up."""
    return said("{what}: {words}", what=what(found.total), words=in_words(found))


def what(number: NotedNumber) -> Said:
    """Name a number with its place and its year."""
    label, year = number.fact.label, str(number.year)
    if number.place:
        return said("{label}, {place}, {year}", label=label, place=number.place, year=year)
    return said("{label}, {year}", label=label, year=year)


def in_words(found: Sum) -> Said:
    """Say whether the parts add up."""
    given, parts = found.total.value, _listed([part.value for part in found.parts])
    if found.is_whole and found.agrees:
        return said("Delarna {parts} blir {sum}, som angivet.", parts=parts, sum=found.sum)
    if found.is_whole:
        return said("Delarna {parts} blir {sum}, men {given} är angivet.", parts=parts, sum=found.sum, given=given)
    if found.agrees:
        return said("Delar av {given} är angivna: {parts}.", parts=parts, given=given)
    return said("Delar som är angivna ({parts}) är redan mer än {given}, som är angivet.", parts=parts, given=given)


def _listed(values: Sequence[int]) -> int | Said:
    """Write numbers as "24, 20 och 3"."""
    first, *rest = values
    if not rest:
        return first
    if len(rest) == 1:
        return said("{first} och {last}", first=first, last=rest[0])
    return said("{first}, {rest}", first=first, rest=_listed(rest))


def part_problems(facts: Sequence[Fact]) -> Iterator[tuple[Place, str]]:
    """Give what makes totals and parts impossible, each with its place among the facts."""
    known = {fact.key: fact for fact in facts}
    for index, fact in enumerate(facts):
        if not isinstance(fact, Number):
            continue
        for number, key in enumerate(fact.parts):
            message = _part_problem(fact, key, known)
            if message:
                yield (index, "parts", number), f"'{fact.key}' {message}"


def _part_problem(fact: Number, key: str, known: Mapping[str, Fact]) -> str | None:
    part = known.get(key)
    if fact.about == "person":
        return "is about a person, of whom nothing adds up; remove parts"
    if fact.parts.count(key) > 1:
        return f"has the part '{key}' twice; remove one"
    if not isinstance(part, Number) or part.about != fact.about:
        fitting = [each.key for each in known.values() if isinstance(each, Number) and each.about == fact.about]
        possible = ", ".join(each for each in fitting if each != fact.key) or "none yet"
        return f"has the part '{key}', which is no number about a {fact.about} ({possible}); correct or remove it"
    if fact.key in _below(part, known, frozenset()):
        return f"is a part of its own part '{key}'; let a total name only what is smaller"
    return None


def _below(fact: Fact, known: Mapping[str, Fact], seen: frozenset[str]) -> frozenset[str]:
    """Give a fact and everything that it is made of."""
    seen |= {fact.key}
    for key in fact.parts if isinstance(fact, Number) else ():
        if key in known and key not in seen:
            seen |= _below(known[key], known, seen)
    return seen
