"""The kinds of question, and which answers each takes."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AliasChoices, Field, model_validator

from flows.forms.conditions import Answer, Condition
from flows.forms.indicators import IndicatorName
from flows.model import Definition, Key, Place, Problems, Text, Whole

DECLINE = "vill-inte-svara"
"""The key under which figures and exports show those who chose not to answer; no option may take it."""

TEN = 10
"""How many numbers of a thermometer are counted together."""


class Option(Definition):
    """One of the answers to choose from."""

    key: Key
    label: Text


class _Asked(Definition):
    """What every kind of question has."""

    key: Key
    text: Text
    help: Text | None = None
    declinable: bool = True
    when: Condition | None = None
    indicators: tuple[IndicatorName, ...] = Field(
        default=(), validation_alias=AliasChoices("indicators", "indicator"), serialization_alias="indicator"
    )
    """The national indicators that the question measures (the seeds: "mäts genom indikator 1 och 7"). They are kept
    under ``indicator``, so that forms that were asked under that name are read and are the same version."""
    export: bool = False
    """Whether single answers may leave in an export (linked forms only)."""

    def answers(self) -> tuple[Option, ...]:
        """Give all answers that are counted one by one, with their labels, in the order shown."""
        return ()

    def is_whole(self, _answer: Answer) -> bool:
        """Whether a kept answer is finished; only one that grows press by press can be half."""
        return True

    @model_validator(mode="after")
    def _has_room(self) -> "_Asked":
        problems = tuple(self._own_problems())
        if problems:
            raise Problems(problems)
        return self

    def _own_problems(self) -> Iterator[tuple[Place, str]]:
        """Give what in the question contradicts itself."""
        yield from ()


class SingleChoice(_Asked):
    """One option out of several."""

    kind: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)

    def answers(self) -> tuple[Option, ...]:
        """Give all possible answers with their labels, in the order shown."""
        return self.options

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return any(option.key == answer for option in self.options)


HALF = ""
"""Ends what is chosen so far, until the person says that it is all; no option has this key."""


class SeveralChoices(_Asked):
    """Some of several options, from ``least`` to ``most``. The answer is their keys, in the form's order."""

    kind: Literal["choices"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)
    least: Whole = Field(default=1, ge=1)
    most: Whole | None = None
    """``None``: all of them."""

    @property
    def highest(self) -> int:
        """How many can be chosen."""
        return len(self.options) if self.most is None else self.most

    def answers(self) -> tuple[Option, ...]:
        """Give all options with their labels, in the order shown."""
        return self.options

    def chosen(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Write what was chosen as an answer: each option once, in the form's order."""
        wanted = set(keys)
        return tuple(option.key for option in self.options if option.key in wanted)

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as a finished answer."""
        return isinstance(answer, tuple) and self.least <= len(answer) <= self.highest and self.chosen(answer) == answer

    def is_whole(self, answer: Answer) -> bool:
        """Whether the person has said that this is all."""
        return not isinstance(answer, tuple) or HALF not in answer

    def _own_problems(self) -> Iterator[tuple[Place, str]]:
        if not self.least <= self.highest <= len(self.options):
            message = f"asks for {self.least} to {self.highest} of {len(self.options)} options"
            yield ("most",), f"question '{self.key}' {message}; let least be at most most, and most at most the options"


class Scale(_Asked):
    """A number from ``lowest`` to ``highest``, with words at its ends."""

    kind: Literal["scale"]
    lowest: Literal[1] = 1
    highest: Literal[5, 10] = 5
    low: Text
    high: Text
    area: Annotated[Text, Field(max_length=30)] | None = None
    """What the scale is about, in few words, where it is one area of a wheel of life (``flows.forms.wheel``)."""

    def answers(self) -> tuple[Option, ...]:
        """Give all possible answers with their labels, in the order shown."""
        return tuple(
            Option.model_construct(key=str(number), label=str(number))
            for number in range(self.lowest, self.highest + 1)
        )

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return type(answer) is int and self.lowest <= answer <= self.highest


class Thermometer(_Asked):
    """A number from 0 to 100, with words at its ends; it is counted in tens."""

    kind: Literal["thermometer"]
    low: Text
    high: Text

    lowest: ClassVar[int] = 0
    highest: ClassVar[int] = 100

    def answers(self) -> tuple[Option, ...]:
        """Give the tens, each called after its lowest number."""
        tens = range(self.lowest, self.highest, TEN)
        whole = tuple(Option.model_construct(key=str(ten), label=f"{ten}–{ten + TEN - 1}") for ten in tens)
        return (*whole, Option.model_construct(key=str(self.highest), label=str(self.highest)))

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return type(answer) is int and self.lowest <= answer <= self.highest


class WholeNumber(_Asked):
    """A whole number that is typed, from ``lowest`` to ``highest``."""

    kind: Literal["number"]
    lowest: Whole = 0
    highest: Whole
    unit: Text | None = None
    """What is counted, as it stands after the number."""
    unit_one: Text | None = None
    """The same after the number 1, where that is another word."""

    @property
    def counted(self) -> tuple[str, str] | None:
        """How one and how several are written, with ``{n}`` for the number; ``None`` where the number stands alone."""
        return (f"{{n}} {self.unit_one or self.unit}", f"{{n}} {self.unit}") if self.unit else None

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return type(answer) is int and self.lowest <= answer <= self.highest

    def _own_problems(self) -> Iterator[tuple[Place, str]]:
        if self.lowest > self.highest:
            yield ("highest",), f"question '{self.key}' has a lowest above its highest; let them change places"


Edge: TypeAlias = date | Literal["today"]
"""The first or last day that can be answered; ``today`` is the day of answering."""


class CalendarDay(_Asked):
    """A day that is typed, from ``earliest`` to ``latest``. The answer is the day as 2026-03-03."""

    kind: Literal["date"]
    earliest: Edge | None = None
    latest: Edge | None = None

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer; what was within "today" when it was given stays possible."""
        try:
            day = date.fromisoformat(answer) if isinstance(answer, str) else None
        except ValueError:
            return False
        return day is not None and day.isoformat() == answer and self.is_within(day, None)

    def is_within(self, day: date, today: date | None) -> bool:
        """Whether a day lies within the edges; ``None``: whatever day it is today."""
        first, last = (today if edge == "today" else edge for edge in (self.earliest, self.latest))
        return (first or date.min) <= day <= (last or date.max)

    def _own_problems(self) -> Iterator[tuple[Place, str]]:
        first, last = self.earliest, self.latest
        if isinstance(first, date) and isinstance(last, date) and first > last:
            yield ("latest",), f"question '{self.key}' has an earliest day after its latest; let them change places"


class FreeText(_Asked):
    """The person's own words, at most ``longest`` characters."""

    kind: Literal["text"]
    longest: Whole = Field(default=1000, ge=1, le=3000)

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return isinstance(answer, str) and bool(answer.strip()) and len(answer) <= self.longest


class Information(_Asked):
    """A card to read; its answer is that it was read."""

    kind: Literal["information"]
    declinable: Literal[False] = False

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return answer is True


Question: TypeAlias = Annotated[
    SingleChoice | SeveralChoices | Scale | Thermometer | WholeNumber | CalendarDay | FreeText | Information,
    Field(discriminator="kind"),
]

Numeric: TypeAlias = Scale | Thermometer | WholeNumber
"""Kinds that are answered with a number, which can be compared and can rise."""

Typed: TypeAlias = Thermometer | WholeNumber | CalendarDay
"""Kinds of which a typed text is read as a value."""


def option_problems(options: tuple[Option, ...]) -> Iterator[tuple[Place, str]]:
    """Give what makes options impossible to tell apart."""
    for index, option in enumerate(options):
        before = options[:index]
        if option.key == DECLINE:
            yield ("options", index, "key"), f"'{DECLINE}' is taken; remove it or name it otherwise"
        if any(option.key == other.key for other in before):
            yield ("options", index, "key"), f"option '{option.key}' stands twice; give one of them another key"
        if any(option.label == other.label for other in before):
            yield ("options", index, "label"), f"two options read '{option.label}'; give one of them another label"
