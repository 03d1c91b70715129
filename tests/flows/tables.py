"""An invented programme whose people come, are closed and are corrected, and its tables as they are released."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, product
from random import Random

from flows.disclosure.audit import People, recoverable
from flows.disclosure.breakdown import CLOSED, ENROLLED, GROUP, Dimension, Member, positions
from flows.disclosure.hiding import common
from flows.disclosure.release_round import Round
from flows.disclosure.released_table import Candidate, Last, ReleasedTable
from flows.disclosure.shown_table import Beside, Shown
from flows.goals.standings import Standing

MINIMUM = 5
_PLACES, _GENDERS, _GROUPS = ("Gislaved", "Gnosjö", "Vaggeryd"), ("kvinna", "man", "annat"), ("Höst", "Vår")
DIMENSIONS = (
    Dimension("ort", "Ort", "Övriga orter", tuple((place, place) for place in _PLACES), is_place=True),
    Dimension("kon", "Kön", "Övriga", tuple((gender, gender) for gender in _GENDERS)),
    Dimension(GROUP, "Grupp", "Övriga grupper"),
)
WORK = "arbete"
_Key = tuple[str, str]
"""Dimension and what is counted."""


@dataclass
class Programme:
    """People by key, who of the closed found work, and what was released: each table that was shown, in order."""

    chance: Random
    people: dict[int, Member] = field(default_factory=dict)
    works: dict[int, bool] = field(default_factory=dict)
    goal: dict[int, Standing] = field(default_factory=dict)
    last: dict[_Key, Last] = field(default_factory=dict)
    shown: dict[_Key, list[Shown]] = field(default_factory=dict)

    def come(self, number: int) -> None:
        """Let people begin, some of whom not everything is known of."""
        for _ in range(number):
            key = len(self.people) + 1
            facts = {
                "ort": self.chance.choices((*_PLACES, None), (8, 5, 2, 1))[0],
                "kon": self.chance.choices(_GENDERS, (10, 8, 1))[0],
            }
            group = self.chance.choices((*_GROUPS, None), (5, 5, 1))[0]
            self.people[key] = Member(key, False, group, facts, self.chance.randrange(3))  # noqa: FBT003  # not closed

    def close(self, number: int) -> None:
        """Let some be closed."""
        active = [key for key, member in self.people.items() if not member.is_closed]
        for key in self.chance.sample(active, min(number, len(active))):
            self.people[key] = replace(self.people[key], is_closed=True)
            self.works[key] = self.chance.random() < 2 / 3

    def correct(self, number: int) -> None:
        """Let the place of some be corrected, and whether they found work."""
        for key in self.chance.sample(sorted(self.people), min(number, len(self.people))):
            member = self.people[key]
            self.people[key] = replace(member, facts={**member.facts, "ort": self.chance.choice(_PLACES)})
            if key in self.works:
                self.works[key] = self.chance.random() < 1 / 2

    def look(self, quarter: str) -> dict[_Key, ReleasedTable]:
        """Release what may be released, and give all tables that are shown now."""
        self._release_goal()
        candidates = {each.which: each for each in self._candidates()}
        new = Round(self.last, Beside((), self.coaches()), MINIMUM, quarter).released(candidates.values())
        for which, table in new.items():
            self.last[which] = Last(table, candidates[which].positions)
            self.shown.setdefault(which, []).append(candidates[which].shown(table.hidden))
        return {which: last.released for which, last in self.last.items()}

    def _candidates(self) -> Iterator[Candidate]:
        for dimension, what in product(DIMENSIONS, (ENROLLED, CLOSED, WORK)):
            goal = self.goal if what == WORK else None
            yield Candidate(dimension, what, positions(dimension, what, self.people.values(), goal))

    def _release_goal(self) -> None:
        now: dict[int, Standing] = {key: "counted" if works else "not counted" for key, works in self.works.items()}
        if sum(self.goal.get(key) != how for key, how in now.items()) >= MINIMUM:
            self.goal = now

    def coaches(self) -> list[People]:
        """Give each coach's people."""
        return [frozenset(key for key, member in self.people.items() if member.coach == each) for each in range(3)]


def found_by_audit(programme: Programme) -> dict[str, int]:
    """Count what can be computed from each table, each pair of tables, each table and its next, and by coaches."""
    every = [table for tables in programme.shown.values() for table in tables]
    newest = [tables[-1] for tables in programme.shown.values()]
    steps = [step for tables in programme.shown.values() for step in pairwise(tables)]
    return {
        "alone": sum(_computed([table]) for table in every),
        "pairs": sum(_computed(pair) for pair in _related(newest)),
        "quarters": sum(_computed(step) + _moved_by_few(*step) for step in steps),
        "coaches": sum(_computed([table], own) for table in newest for own in programme.coaches()),
    }


def _related(tables: Sequence[Shown]) -> Iterator[tuple[Shown, Shown]]:
    return ((a, b) for a, b in combinations(tables, 2) if (a.dimension == b.dimension) != (a.what == b.what))


def _computed(tables: Sequence[Shown], own: People = frozenset()) -> int:
    """Count the small sets that are the sum of figures, or that lie between two of them."""
    published = [figure.people for table in tables for figure in table.figures]
    secrets = [people for table in tables for people in _small_sets(table)]
    return len(recoverable(published, secrets, known=own))


def _small_sets(table: Shown) -> Iterator[People]:
    """Give the sets of 1 to minimum - 1 people of every cell, shown or not."""
    for cell in {cell for cell, _ in table.positions.values()}:
        for how in (("counted", "not counted"), ("counted",), ("not counted",), ("outside",)):
            found = table.people({cell}, *how)
            if 0 < len(found) < MINIMUM:
                yield found


def _moved_by_few(before: Shown, after: Shown) -> int:
    """Count the cells that can be compared and in which 1 to minimum - 1 people stand otherwise."""
    blocks = common(before.blocks, after.blocks)
    return sum(0 < len(_moved(before, after, block)) < MINIMUM for block in blocks)


def _moved(before: Shown, after: Shown, block: frozenset[str]) -> set[object]:
    def here(table: Shown) -> Mapping[object, str]:
        return {key: how for key, (cell, how) in table.positions.items() if cell in block and how != "missing"}

    then, now = here(before), here(after)
    return {key for key in then.keys() | now.keys() if then.get(key) != now.get(key)}


def lived(seeds: Iterable[int], people: int = 40) -> Iterator[Programme]:
    """Let programmes live through a year of quarters, each with its look."""
    for seed in seeds:
        programme = Programme(Random(seed))  # noqa: S311  # to be repeated, not to be secret
        for quarter in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"):
            programme.come(people)
            programme.close(people * 2 // 3)
            programme.correct(3)
            programme.look(quarter)
        yield programme


def splits(of: int, into: int) -> Iterator[tuple[int, ...]]:
    """Give every way to split at most so many people."""
    if into == 0:
        yield ()
        return
    for here in range(of + 1):
        yield from ((here, *rest) for rest in splits(of - here, into - 1))
