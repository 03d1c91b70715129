"""Goals as data, and what they come to. A goal compares exact quotients: 149 of 200 prints 75 % and fails 75 %."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field

from flows.figures import Interval, QuestionFigure, wilson
from flows.model import Definition, Key, Text

Judgement = Literal["met", "not_met", "too_few", "no_target", "not_asked"]


def _fraction(target: Decimal) -> Decimal:
    if not 0 < target <= 1:
        raise ValueError(f"the target is {target}; write a fraction above 0 and at most 1, such as 0.75 for 75 %")
    return target


class AnswerShare(Definition):
    """The share of answers to one question that lie in the counted options."""

    kind: Literal["answer_share"]
    key: Key
    text: Text
    """The goal as the programme states it."""
    source: str
    """Where the goal is written."""
    questionnaire: Key
    question: Key
    counted: tuple[str, ...] = Field(min_length=1)
    target: Annotated[Decimal, AfterValidator(_fraction)] | None = None
    """The least share that meets the goal, as a fraction; ``None`` for a goal that is only watched."""


Goal: TypeAlias = AnswerShare


@dataclass(frozen=True)
class Verdict:
    """What a goal comes to: ``n`` of ``of`` people, exactly, and the judgement. ``None`` where too few answered."""

    goal: Goal
    judgement: Judgement
    n: int | None = None
    of: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The exact share, or ``None`` where too few answered."""
        return Fraction(self.n, self.of) if self.n is not None and self.of else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the share."""
        return wilson(self.n, self.of) if self.n is not None and self.of else None


def evaluate(goal: Goal, figures: Iterable[QuestionFigure]) -> Verdict:
    """Judge a goal by the figures that may be shown; all versions of its question count together."""
    asked = [each for each in figures if (each.questionnaire, each.key) == (goal.questionnaire, goal.question)]
    if not asked:
        return Verdict(goal, "not_asked")
    shown = [each for each in asked if each.withheld is None]
    of = sum(each.of or 0 for each in shown)
    if not of:
        return Verdict(goal, "too_few")
    n = sum(option.count or 0 for each in shown for option in each.options if option.key in goal.counted)
    return Verdict(goal, _judge(Fraction(n, of), goal.target), n, of)


def _judge(share: Fraction, target: Decimal | None) -> Judgement:
    if target is None:
        return "no_target"
    return "met" if share >= Fraction(target) else "not_met"
