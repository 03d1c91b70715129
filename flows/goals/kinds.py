"""Goals as data: what a programme promised, each kind with what it is measured by."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from flows.limits import GroupSize
from flows.model import Definition, Key, Problems, Text, Whole, doubled
from flows.timing.spans import Span, in_days
from flows.traits import Form, Trait

Period = Literal["year", "half_year", "total"]
"""Over what is counted: the calendar year or half-year of the day looked at, or the whole time."""


def _fraction(target: Decimal) -> Decimal:
    if not 0 < target <= 1:
        raise ValueError(f"the target is {target}; write a fraction above 0 and at most 1, such as 0.75 for 75 %")
    return target


Share: TypeAlias = Annotated[Decimal, AfterValidator(_fraction)]
"""A share as an exact fraction: 0.75 is 75 %."""

Least: TypeAlias = Annotated[Whole, Field(ge=1)]
"""The least number that meets a goal."""


class _Goal(Definition):
    """What every kind of goal has."""

    is_share: ClassVar[bool] = False
    """Whether it is about a share of people, to be printed in per cent."""
    key: Key
    text: Text
    """The goal as the programme states it."""
    source: str
    """Where the goal is written."""

    @property
    def aim(self) -> Fraction | None:
        """The least value that meets the goal, exactly; ``None`` for a goal that is only watched."""
        target: Decimal | int | None = getattr(self, "target", None)
        return None if target is None else Fraction(target)

    @property
    def rule(self) -> str:
        """The version of how it is counted, which neither its wording nor what it aims at changes."""
        return self.version_without("text", "source", "target", "reference")


class _Share(_Goal):
    """A share of people, with the least share that meets the goal."""

    is_share: ClassVar[bool] = True
    target: Share | None = None


class _OfPeople(_Goal):
    """About people: those who take or took part, or those who are closed, and of these those of whom ``among`` holds.

    Of whom it is not known whether it holds, or whether they count, stands outside, and that is said.
    """

    people: Literal["closed", "enrolled"] = "closed"
    among: Trait | None = None


class AnswerShare(_Share):
    """The share of answers to one question that lie in the counted options."""

    kind: Literal["answer_share"]
    questionnaire: Key
    question: Key
    counted: tuple[str, ...] = Field(min_length=1)


class PeopleShare(_Share, _OfPeople):
    """The share of people of whom something is true, among those of whom something else is."""

    kind: Literal["people_share"]
    counted: Trait


class Reference(Definition):
    """A share to compare with, as ``n`` of ``of``, and what it is the share of."""

    n: Whole = Field(ge=0)
    of: Whole = Field(ge=1)
    text: Text

    @model_validator(mode="after")
    def _is_a_share(self) -> "Reference":
        if self.n > self.of:
            raise Problems([(("n",), f"{self.n} is more than {self.of}; let n be a part of 'of'")])
        return self


class ShareBeside(_OfPeople):
    """The share of a group of people, such as women, that is shown beside a reference and never judged."""

    is_share: ClassVar[bool] = True
    kind: Literal["share_beside"]
    counted: Trait
    reference: Reference


class Improved(_Share, _OfPeople):
    """The share of people who rose in at least ``in_at_least`` of several dimensions, by ``by`` or more in each.

    Only pairs count: who answered too few dimensions both times to be told apart is not known.
    """

    kind: Literal["improved"]
    before: Form
    later: Form
    dimensions: tuple[Key, ...] = Field(min_length=1, max_length=20)
    """The questions, of the same keys in both forms."""
    in_at_least: Whole = Field(ge=1)
    by: Whole = Field(default=1, ge=1)


LEAST_PAIRS = 10
"""How many pairs it takes to tell more than a direction, unless a goal says otherwise."""


class Change(_Goal):
    """How a number changed on average from one form to another, over those alone who answered both times.

    In per cent it is the change of the mean, not the mean of each person's change: who began at zero then counts like
    everybody else, and those who began near zero do not decide it. It is always about all who answered both: beside
    everybody's change that of some would tell the change of the few others.
    """

    people: ClassVar[Literal["enrolled"]] = "enrolled"
    kind: Literal["change"]
    question: Key
    """Of the same key in both forms."""
    before: Form
    later: Form
    better: Literal["higher", "lower"] = "higher"
    numbers_from: Whole = Field(default=LEAST_PAIRS, ge=1)
    """The fewest pairs of which numbers are told; of fewer the direction alone."""
    target: Share | None = None
    """The least change towards the better, as a share of the mean before."""


class Wave(_Goal):
    """How a form's numbers changed from one asking of it to another, question by question, and who is lost between."""

    kind: Literal["wave"]
    before: Form
    later: Form
    questions: tuple[Key, ...] = Field(min_length=1, max_length=12)
    numbers_from: Whole = Field(default=LEAST_PAIRS, ge=1)

    def changes(self) -> tuple[tuple[str, Change], ...]:
        """Give the change of each question, by the question's key."""
        return tuple((key, self._change(key)) for key in self.questions)

    def _change(self, question: str) -> Change:
        return Change(
            key=question,
            kind="change",
            text=self.text,
            source=self.source,
            question=question,
            before=self.before,
            later=self.later,
            numbers_from=self.numbers_from,
        )


class PeopleCount(_OfPeople):
    """How many people began (``people: enrolled``) or ended (``closed``) in a period."""

    kind: Literal["people_count"]
    per: Period = "year"
    target: Least | None = None


class Score(_Goal):
    """A score that each place reaches by a day: the latest noted for it until then."""

    kind: Literal["score"]
    fact: Key
    places: tuple[str, ...] = Field(min_length=1)
    by: date
    target: Least


class Wait(_OfPeople):
    """The longest time between two of a person's days, and the share of people who waited no longer than that."""

    kind: Literal["wait"]
    since: str
    """``referral``, ``start``, ``closure``, or the key of a fact that is a day."""
    until: str
    at_most: Span

    @property
    def aim(self) -> Fraction:
        """The most days that anybody may wait."""
        return Fraction(in_days(self.at_most))


class Periods(_OfPeople):
    """How many periods of so many months people's months come to; each fact's months are released by themselves."""

    kind: Literal["periods"]
    facts: tuple[Key, ...] = Field(min_length=1, max_length=6)
    """Facts that are months; who has none of one recorded is no part of its sum."""
    months: Whole = Field(ge=1)
    """How long a period is."""
    apart: Trait | None = None
    """People whose months are released by themselves and added to those of all others, so that both may be shown: a
    group's sum taken from everybody's would otherwise tell the months of a few who are left."""
    part_of: Key | None = None
    """The goal of which this one shows those who are released apart (``among``)."""
    target: Least | None = None

    def sums(self) -> tuple[tuple[str, "Periods"], ...]:
        """Give the sums that it is made of, each with a name in it; nobody is in two of the same fact."""
        if self.part_of:
            return ()
        found = [(fact, self.sum_of(fact)) for fact in self.facts]
        if self.apart:
            only = self.model_copy(update={"among": self.apart, "apart": None})
            found += [(f"{fact}/apart", only.sum_of(fact)) for fact in self.facts]
        return tuple(found)

    def sum_of(self, fact: str) -> "Periods":
        """Give the sum of one fact, named after it and judged by nobody."""
        return self.model_copy(update={"key": fact, "facts": (fact,), "target": None})


class Groups(_Goal):
    """How many groups of a fitting size began in a period."""

    kind: Literal["groups"]
    size: GroupSize
    per: Period = "year"
    target: Least


class Deliverable(_Goal):
    """Something that is done by a day."""

    kind: Literal["deliverable"]
    fact: Key
    by: date


class Activities(_Goal):
    """How many times something was noted in a period, or what noted numbers add up to; at every place, if given."""

    kind: Literal["activities"]
    fact: Key
    places: tuple[str, ...] = ()
    per: Period = "half_year"
    target: Least | None = 1


_Single: TypeAlias = (
    AnswerShare
    | PeopleShare
    | ShareBeside
    | Improved
    | Change
    | Wave
    | PeopleCount
    | Periods
    | Score
    | Wait
    | Groups
    | Deliverable
    | Activities
)
SingleGoal: TypeAlias = Annotated[_Single, Field(discriminator="kind")]


class Parts(_Goal):
    """A goal of several parts, each judged by itself; it is met when all are."""

    kind: Literal["parts"]
    parts: tuple[SingleGoal, ...] = Field(min_length=2, max_length=12)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "Parts":
        problems = tuple(doubled(("parts", "key"), [part.key for part in self.parts]))
        if problems:
            raise Problems(problems)
        return self


Goal: TypeAlias = Annotated[_Single | Parts, Field(discriminator="kind")]
