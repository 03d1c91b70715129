"""What a goal comes to. A goal compares exact quotients: 149 of 200 prints 75 % and fails 75 %."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from flows.figures import Interval, wilson
from flows.goals.kinds import Goal
from flows.goals.pairs import Lost, Pairs
from flows.said import Said

Judgement = Literal["met", "not_met", "too_few", "no_target", "not_asked"]

_WORST_FIRST: tuple[Judgement, ...] = ("not_met", "too_few", "not_asked", "met", "no_target")


@dataclass(frozen=True)
class Verdict:
    """What a goal comes to, exactly, and the judgement. Numbers are ``None`` where too few are behind them."""

    goal: Goal
    judgement: Judgement
    n: int | None = None
    of: int | None = None
    """How many are counted, of how many: people, groups, places or parts; in a sum, the months of so many people."""
    value: int | Fraction | None = None
    """What is compared with the target where that is no share: people, points, days, groups, periods or times."""
    missing: int | None = None
    """People who stand outside because something is not known of them, such as the other answer of a pair."""
    period: tuple[date, date] | None = None
    """What is counted, first and last day; ``None`` is the whole time."""
    goes_on: bool = False
    """Whether the period is not over yet, so that what is not met may still be."""
    parts: tuple["Verdict", ...] = ()
    pairs: Pairs | None = None
    """Those who answered both times, and how their numbers changed."""
    lost: Lost | None = None
    """Who answered one of two times only, and why."""
    rule: Said | None = None
    """How it is counted, in words."""

    @property
    def is_judged(self) -> bool:
        """Whether it is compared with what it aims at, or shown without."""
        return self.judgement in {"met", "not_met", "no_target"}

    @property
    def has_numbers(self) -> bool:
        """Whether there are numbers to show of it, or of a part."""
        return self.is_judged or any(part.has_numbers for part in self.parts)

    @property
    def share(self) -> Fraction | None:
        """The exact share of people, or ``None`` where too few answered or the goal is about no share."""
        return Fraction(self.n, self.of) if self.goal.is_share and self.n is not None and self.of else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the share."""
        return wilson(self.n, self.of) if self.share is not None and self.n is not None and self.of else None


def together(judgements: Iterable[Judgement]) -> Judgement:
    """Judge a whole by its parts: met when every part with a target is."""
    return min(judgements, key=_WORST_FIRST.index)


def judge(value: Fraction | int, aim: Fraction | int | None) -> Judgement:
    """Compare exactly."""
    if aim is None:
        return "no_target"
    return "met" if value >= aim else "not_met"
