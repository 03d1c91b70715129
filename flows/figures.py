"""Figures: exact counts and shares, and how they are rounded when printed."""

import math
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

Withheld = Literal["few", "complement", "batch"]
"""Why a figure is not shown: too few people, a neighbour could be computed from it, or its batch is not released."""


class QuestionKey(NamedTuple):
    """A question as it is counted: in one version of its form, at one moment of asking.

    The moment is that of the asking, such as ``closure``: all repetitions of an asking count together, for each alone
    would seldom reach the minimum base. It is ``""`` where it was not kept.
    """

    questionnaire: str
    version: str
    moment: str
    question: str


@dataclass(frozen=True)
class Tally:
    """Released counts of one question in one version: answers by option key, and those who chose not to answer."""

    counts: dict[str, int] = field(default_factory=dict)
    declined: int = 0
    answered: int | None = None
    """How many people answered, where the counts do not add up to people (several choices, days)."""

    @property
    def of(self) -> int:
        """How many people answered; "vill inte svara" is outside."""
        return sum(self.counts.values()) if self.answered is None else self.answered


@dataclass(frozen=True)
class OptionCount:
    """One option of a question: how many chose it, and their exact share of those who answered."""

    key: str
    label: str
    count: int | None
    share: Fraction | None
    end: str = ""
    """What it means, where it is an end of a scale."""


@dataclass(frozen=True)
class QuestionFigure:
    """A question as a coordinator may see it. ``of``, counts and shares are ``None`` when ``withheld`` says why."""

    questionnaire: str
    version: str
    key: str
    text: str
    of: int | None
    declined: int | None
    options: tuple[OptionCount, ...]
    withheld: Withheld | None = None
    mean: Fraction | None = None
    median: Fraction | None = None
    """Of numbers in linked forms: exact, and ``None`` where single numbers are not counted."""
    moment: str = ""
    """The moment of asking; ``""`` where it was not kept."""


class Interval(NamedTuple):
    """A confidence interval for a share, both ends between 0 and 1."""

    low: float
    high: float


def wilson(n: int, of: int) -> Interval:
    """Give the 95 % score interval of a share (Wilson 1927, J. Am. Stat. Assoc. 22:209); ``of`` must be positive."""
    z = 1.959963984540054
    share, spread = n / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def rounded(share: Fraction, decimals: int = 0) -> Decimal:
    """Give a share in per cent, rounded half up on the exact quotient (the rule that reproduces the seeds' tables).

    What fell is rounded as what rose: −2,25 is −2,3.
    """
    steps = math.floor(abs(share) * 100 * 10**decimals + Fraction(1, 2))
    return Decimal(steps if share > 0 else -steps).scaleb(-decimals)
