"""Standings: where people stand for a goal over people, as they are kept and counted (storage.standings).

Where one person stands is found by ``flows.goals.members``. How many stand where is counted as people change, so that
a look reads the counts and nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, NamedTuple, Protocol

from flows.goals.pairs import square

Standing = Literal["counted", "not counted", "summed", "outside", "missing", "by day", ""]
"""In the base and counted or not, or with a number that is added up; known to be outside it; not known; counted by a
day of theirs; not concerned."""

IN_THE_BASE: frozenset[Standing] = frozenset({"counted", "not counted", "summed"})


class Place(NamedTuple):
    """Where one person stands, and a number beside it: days waited, what is added up, or the day's ordinal."""

    standing: Standing
    value: int = 0


class Cell(NamedTuple):
    """A place, and where those who stand there stood in the base at the newest release (``""``: outside it)."""

    standing: Standing
    value: int
    shown: str

    @property
    def base(self) -> str:
        """The standing in the base, ``""`` outside it; two who differ in a number that is added up stand otherwise."""
        if self.standing == "summed":
            return f"summed:{self.value}"
        return self.standing if self.standing in IN_THE_BASE else ""


class Behind(Protocol):
    """How many people are behind a goal now."""

    @property
    def n(self) -> int:
        """How many are counted."""

    @property
    def of(self) -> int:
        """How many are in the base."""

    @property
    def outside(self) -> int:
        """Those who are known to stand outside the base though they may stand in a total that is shown."""

    @property
    def missing(self) -> int:
        """Those of whom not enough is known."""

    @property
    def value(self) -> int | None:
        """The longest wait in days; of pairs, the squares of their changes added up."""

    @property
    def is_breakdown(self) -> bool:
        """Whether the counted are a group of people of their own, such as women, and the others its complement."""


@dataclass(frozen=True)
class Moved:
    """What lies between the people of the last release who are not erased and those of now."""

    people: int
    """How many stand otherwise now: counted or not, or outside the base."""
    n: int
    of: int
    """How many were counted, of how many, at the last release."""
    squares: int | None = None
    """Of pairs, the squares of the changes that these had at the last release, added up."""


@dataclass(frozen=True)
class Standings:
    """How many people stand where for one goal, now and at the newest release."""

    cells: Mapping[Cell, int] = field(default_factory=dict)
    is_breakdown: bool = False
    waits: bool = False
    """Whether the numbers beside are days waited."""
    pairs: bool = False
    """Whether the numbers beside are pairs (``flows.goals.pairs``)."""

    def _sum(self, *standings: Standing) -> int:
        return sum(n for cell, n in self.cells.items() if cell.standing in standings)

    @property
    def n(self) -> int:
        """How many are counted, or what their numbers add up to."""
        return sum(_weight(cell.base) * n for cell, n in self.cells.items())

    @property
    def of(self) -> int:
        """How many are in the base."""
        return self._sum(*IN_THE_BASE)

    @property
    def outside(self) -> int:
        """Those who are known to stand outside the base."""
        return self._sum("outside")

    @property
    def missing(self) -> int:
        """Those of whom not enough is known."""
        return self._sum("missing")

    def lacking(self, why: int) -> int:
        """Count those of whom not enough is known for one reason, which is the number beside."""
        return sum(n for cell, n in self.cells.items() if cell.standing == "missing" and cell.value == why)

    @property
    def value(self) -> int | None:
        """The longest wait in days; of pairs, the squares of their changes added up."""
        if self.pairs:
            return sum(square(_weight(cell.base)) * n for cell, n in self.cells.items())
        in_base = (cell.value for cell in self.cells if cell.standing in IN_THE_BASE)
        return max(in_base, default=None) if self.waits else None

    @property
    def moved(self) -> Moved:
        """Give what lies between the newest release and now."""
        shown = {cell: n for cell, n in self.cells.items() if cell.shown}
        return Moved(
            people=sum(n for cell, n in self.cells.items() if cell.base != cell.shown),
            n=sum(_weight(cell.shown) * n for cell, n in shown.items()),
            of=sum(shown.values()),
            squares=sum(square(_weight(cell.shown)) * n for cell, n in shown.items()) if self.pairs else None,
        )

    def without(self, held: Iterable[Cell]) -> "Standings":
        """Take people out of the base who stand in these cells, as if something were not known of them."""
        some = list(held)
        left = Counter(self.cells)
        left.subtract(some)
        left.update(cell._replace(standing="missing", value=0) for cell in some)
        return replace(self, cells=+left)

    def between(self, first: date, last: date) -> int:
        """Count those whose day lies between two days, both included."""
        days = range(first.toordinal(), last.toordinal() + 1)
        return sum(n for cell, n in self.cells.items() if cell.standing == "by day" and cell.value in days)


def _weight(base: str) -> int:
    """Give how much somebody who stands so in the base counts: 1 or nothing, or the number that is added up."""
    return {"": 0, "not counted": 0, "counted": 1}.get(base) or int(base.partition(":")[2] or 0)


def counted(
    places: Iterable[Place], *, is_breakdown: bool = False, waits: bool = False, pairs: bool = False
) -> Standings:
    """Count people of whom nothing was released before."""
    cells = Counter(Cell(place.standing, place.value, "") for place in places)
    return Standings(cells, is_breakdown, waits, pairs)
