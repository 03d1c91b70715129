"""Facts: what staff know or decide about a person, a place or a programme, each declared by the programme."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StrictBool, model_validator

from flows.forms.questions import Option, option_problems
from flows.model import Definition, Key, Place, Problems, Text, Whole
from flows.swedish.typed import Unread, folded, read_day, read_months, read_number, read_yes_no
from flows.timing.plan import Days
from flows.timing.spans import Span, after

FactValue: TypeAlias = str | int | bool | None
"""An option's key or a place's name, a number, months, yes or no, a day as ISO text, ``True`` for what happened;
``None`` where nothing is known."""

Known: TypeAlias = Mapping[str, FactValue]
"""What is recorded about a person, by the fact's key; what is not known is missing or ``None``."""

About: TypeAlias = Literal["person", "place", "programme"]
"""What a fact is about, which says who records it: of a person a coach, of a place or the programme a coordinator."""

BIRTH_YEAR = "fodelsear"
"""The key of the fact by which ages are known."""
ELSEWHERE = "annan"
"""What stands for a place that is none of the programme's."""
_LONGEST_MONTHS = 240


class FactIs(Definition):
    """Holds when a fact has one of these values."""

    fact: Key
    one_of: tuple[StrictBool | Whole | str, ...] = Field(min_length=1)

    def holds(self, known: Known) -> bool:
        """Whether what is known fulfils it."""
        value = known.get(self.fact)
        return any(type(value) is type(each) and value == each for each in self.one_of)


class _Fact(Definition):
    """What every kind of fact has."""

    key: Key
    label: Text
    about: About = "person"
    due: Literal["start", "end", "later"] | None = None
    """When it ought to be known: from the first day, from the closure, or some time after that. Without it the fact is
    recorded when there is something to record, and is never missed."""
    after: Span | None = None
    """With ``due: later``: how long after the closure."""
    when: FactIs | None = None
    """It is asked for only where another fact, declared before it, has one of these values."""

    @property
    def options(self) -> tuple[Option, ...]:
        """The values to choose from, for kinds that have such."""
        return ()

    @model_validator(mode="after")
    def _is_well_made(self) -> "_Fact":
        problems = tuple(_own_problems(self))
        if problems:
            raise Problems(problems)
        return self

    def due_on(self, days: Days) -> date | None:
        """Give the day from which it ought to be known, as far as the enrolment's days tell."""
        match self.due:
            case "start":
                return days.start
            case "end":
                return days.closure
            case "later" if days.closure and self.after:
                return after(days.closure, self.after)
        return None

    def applies(self, known: Known) -> bool:
        """Whether it has a meaning beside what is known."""
        return self.when is None or self.when.holds(known)


class YesNo(_Fact):
    """Yes or no."""

    kind: Literal["yes_no"]

    def fits(self, value: FactValue, _today: date) -> bool:
        """Whether this may be recorded."""
        return type(value) is bool

    def read(self, text: str, _today: date) -> FactValue | Unread:
        """Read what was typed."""
        return read_yes_no(text)


class _Listed(_Fact):
    """One of several values."""

    def fits(self, value: FactValue, _today: date) -> bool:
        """Whether this may be recorded."""
        return any(option.key == value for option in self.options)

    def read(self, text: str, _today: date) -> FactValue | Unread:
        """Read what was typed: an option's words or its key."""
        words = folded(text)
        found = (each.key for each in self.options if words in {folded(each.label), folded(each.key)})
        return next(found, Unread.UNKNOWN)


class Choice(_Listed):
    """One option out of several."""

    kind: Literal["choice"]
    choices: tuple[Option, ...] = Field(alias="options", min_length=2, max_length=12)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options, in the order shown."""
        return self.choices


class InPlace(_Listed):
    """One of the programme's places, which the programme fills in, or another."""

    kind: Literal["place"]
    places: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """The places, each named by itself, and the rest of the world."""
        places = (*((place, place) for place in self.places), (ELSEWHERE, "Annan ort"))
        return tuple(Option.model_construct(key=key, label=label) for key, label in places)


class _Counted(_Fact):
    """A whole number within limits."""

    lowest: Whole = 0
    highest: Whole

    def fits(self, value: FactValue, _today: date) -> bool:
        """Whether this may be recorded."""
        return type(value) is int and self.lowest <= value <= self.highest

    def _within(self, value: int | Unread) -> FactValue | Unread:
        return value if isinstance(value, Unread) or self.lowest <= value <= self.highest else Unread.OUTSIDE


class Number(_Counted):
    """A whole number."""

    kind: Literal["number"]
    parts: tuple[Key, ...] = Field(default=(), min_length=2)
    """Other numbers of the programme, or of the same place, that add up to this one."""

    def read(self, text: str, _today: date) -> FactValue | Unread:
        """Read what was typed."""
        return self._within(read_number(text))


class Months(_Counted):
    """A number of whole months."""

    kind: Literal["months"]
    highest: Whole = Field(default=_LONGEST_MONTHS, le=_LONGEST_MONTHS)

    def read(self, text: str, _today: date) -> FactValue | Unread:
        """Read what was typed."""
        return self._within(read_months(text))


class Day(_Fact):
    """A day that has been, or today."""

    kind: Literal["date"]

    def fits(self, value: FactValue, today: date) -> bool:
        """Whether this may be recorded."""
        return isinstance(value, str) and self.read(value, today) == value

    def read(self, text: str, today: date) -> FactValue | Unread:
        """Read what was typed."""
        day = read_day(text, today)
        return day if isinstance(day, Unread) else day.isoformat()


class Event(_Fact):
    """Something that happens, again and again, and is noted with its day each time: a meeting, an activity."""

    kind: Literal["event"]
    about: Literal["place", "programme"] = "programme"

    def fits(self, value: FactValue, _today: date) -> bool:
        """Whether this may be recorded."""
        return value is True

    def read(self, text: str, _today: date) -> FactValue | Unread:
        """Read what was typed."""
        return True if read_yes_no(text) is True else Unread.UNKNOWN


Fact: TypeAlias = Annotated[
    YesNo | Choice | InPlace | Number | Months | Day | Event,
    Field(discriminator="kind"),
]


def missing(facts: Sequence[Fact], known: Known, days: Days, today: date) -> tuple[Fact, ...]:
    """Give the facts about a person that ought to be known on a day and are not, in the order declared."""
    return tuple(
        fact
        for fact in facts
        if known.get(fact.key) is None
        and fact.applies(known)
        and (due := fact.due_on(days)) is not None
        and due <= today
    )


def _own_problems(fact: _Fact) -> Iterator[tuple[Place, str]]:
    """Give what in a fact contradicts itself."""
    if fact.about != "person" and fact.due:
        yield ("due",), f"'{fact.key}' is about no person, so it is due at no start or end; remove due"
    if fact.due == "later" and fact.after is None:
        yield ("due",), f"'{fact.key}' is due later, but not how much later; add for example after: {{months: 12}}"
    if fact.due != "later" and fact.after:
        yield ("after",), f"'{fact.key}' has 'after', which goes with due: later only; correct one of them"
    if isinstance(fact, _Counted) and fact.lowest > fact.highest:
        yield ("highest",), f"'{fact.key}' has a lowest above its highest; let them change places"
    yield from option_problems(fact.options)


def fact_problems(facts: Sequence[Fact]) -> Iterator[tuple[Place, str]]:
    """Give what makes facts impossible to record together, each with its place among them."""
    earlier: dict[str, Fact] = {}
    for index, fact in enumerate(facts):
        if fact.key in earlier:
            yield (index, "key"), f"'{fact.key}' stands twice in facts; remove one or give it another key"
        if fact.when:
            for message in _when_problems(fact, fact.when, earlier):
                yield (index, "when"), f"'{fact.key}' {message}"
        earlier.setdefault(fact.key, fact)


def _when_problems(fact: Fact, when: FactIs, earlier: Mapping[str, Fact]) -> Iterator[str]:
    other = earlier.get(when.fact)
    if other is None:
        yield f"depends on '{when.fact}', which is no fact before it; correct the name or move it up"
    elif fact.about != "person" or other.about != "person":
        yield "depends on another fact, which only facts about a person can; remove when"
    else:
        for value in when.one_of:
            if not other.fits(value, date.max):
                yield f"depends on '{other.key}' being {str(value).lower()}, which it can never be; correct the value"
