"""Pairs: the same people's numbers before and later, added up so that a release holds no single one of them.

A pair is kept as one whole number, so that both its halves are always released together; a sum of such numbers is the
sum of the firsts and the sum of the seconds.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from flows.figures import Interval, Withheld

HIGHEST = 10_000
"""The highest number that is paired; 200 000 people's still fit beside one another in 64 bits."""
_STEP = 2**31


class Lack(IntEnum):
    """Why somebody is in no pair."""

    BOTH = 0
    STAYS = 1
    """Takes part still, and the later form comes after the closure."""
    UNANSWERED = 2
    """Was asked later, and did not answer."""
    OPEN = 3
    """Has not been asked yet, or can still answer."""
    FIRST = 4
    """Answered later, and never the first form."""
    WAITS = 5
    """Answered both, and the answers wait to be released."""


class Lost(NamedTuple):
    """Who answered one of two times only. Asked and answered are ``None`` where nobody was asked."""

    before: tuple[int, int] | None
    later: tuple[int, int] | None
    why: tuple[tuple[Lack, int], ...] = ()


def pair(before: int, later: int) -> int:
    """Keep two numbers, neither below zero, as one."""
    return before * _STEP + later


def square(paired: int) -> int:
    """Give the square of a pair's change."""
    before, later = divmod(paired, _STEP)
    return (later - before) ** 2


def to_hold(alone: Sequence[int], minimum: int) -> int:
    """Give how many pairs must wait so that in each total nobody, or at least the minimum, stands beside the others.

    :param alone: how many stand beside all pairs in each total
    """
    if all(each == 0 or each >= minimum for each in alone):
        return 0
    return max(0, minimum - min(alone))


class Beside(NamedTuple):
    """When numbers of pairs may be told: the totals of the two forms, and the fewest pairs of which the goal tells."""

    totals: tuple[int, ...]
    least: int

    def tells(self, of: int, minimum: int) -> bool:
        """Whether numbers may be told of so many pairs."""
        return of >= self.least and to_hold([total - of for total in self.totals], minimum) == 0


def kept(squares: int, *, numbers: bool) -> int:
    """Give what a release keeps of the squares: below zero where no numbers may ever be told of it."""
    return squares if numbers else -1 - squares


def squares_of(value: int | None) -> int:
    """Give the squares of what a release kept."""
    found = value or 0
    return found if found >= 0 else -1 - found


@dataclass(frozen=True)
class Pairs:
    """So many people's numbers before and later, added up, and the squares of their changes added up."""

    of: int
    before: int
    later: int
    squares: int
    withheld: Withheld | None = None
    """Why the direction alone is told; ``None`` where numbers are."""

    @property
    def change(self) -> Fraction:
        """The mean change."""
        return Fraction(self.later - self.before, self.of)

    @property
    def direction(self) -> int:
        """1 for up, -1 for down, 0 for neither."""
        return (self.later > self.before) - (self.later < self.before)

    @property
    def relative(self) -> Fraction | None:
        """The change of the mean as a share of the mean before; ``None`` where that is zero."""
        return Fraction(self.later - self.before, self.before) if self.before else None

    @property
    def means(self) -> tuple[Fraction, Fraction]:
        """The means before and later."""
        return Fraction(self.before, self.of), Fraction(self.later, self.of)

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the mean change; ``None`` of fewer than two pairs."""
        if self.of <= 1:
            return None
        change = self.change
        variance = (self.squares - change * change * self.of) / (self.of - 1)
        half = _t(self.of - 1) * math.sqrt(variance / self.of)
        return Interval(float(change) - half, float(change) + half)

    def reaches(self, target: Fraction, better: str) -> bool:
        """Whether the mean changed for the better, and by at least so much of what it was. Exact, and without dividing.

        From zero any rise is enough, and nothing can fall.
        """
        gained = (self.later - self.before) * (1 if better == "higher" else -1)
        return gained > 0 and gained >= target * self.before


def added(several: Iterable[Pairs]) -> Pairs:
    """Add up the pairs of different people of whom numbers are told."""
    found = tuple(several)
    return Pairs(
        of=sum(each.of for each in found),
        before=sum(each.before for each in found),
        later=sum(each.later for each in found),
        squares=sum(each.squares for each in found),
    )


def unpacked(n: int, of: int, value: int | None, least: int) -> Pairs:
    """Give the pairs of a release.

    :param least: the fewest pairs of which numbers are told
    """
    before, later = divmod(n, _STEP)
    withheld: Withheld | None = "few" if of < least else "complement" if (value or 0) < 0 else None
    return Pairs(of, before, later, squares_of(value), withheld)


def _t(freedom: int) -> float:
    """Give the 97.5 % point of Student's t (Abramowitz & Stegun 26.7.5; within 0.02 from 4 degrees of freedom on)."""
    z, v = 1.959963984540054, freedom
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(v) ** power for power, term in enumerate(terms, 1))
