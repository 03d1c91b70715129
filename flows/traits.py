"""Traits: what can be true of one person in a programme, by outcome, facts and linked answers.

A trait is true, false, or not known: who has no answer and no fact stands outside a share, on neither side.
"""

from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from pydantic import Discriminator, Field, Tag

from flows.facts import FactIs
from flows.forms.conditions import Answer, Answers, Value, chosen
from flows.goals.evidence import Filled, Person
from flows.model import Definition, Key, Whole
from flows.timing.plan import asking_moment


class Form(Definition):
    """A linked form; ``moment`` tells which asking where it is asked at several."""

    questionnaire: Key
    moment: str | None = None

    def answer(self, person: Person, question: str) -> Answer:
        """Give the person's latest answer to a question, ``None`` where there is none."""
        return self.among(person.answers, question)

    def among(self, answered: Mapping[Filled, Answers], question: str) -> Answer:
        """Give the latest of several forms' answers to a question, ``None`` where there is none."""
        found = [answers[question] for form, answers in answered.items() if self.is_of(form) and question in answers]
        return found[-1] if found else None

    def is_of(self, filled: Filled) -> bool:
        """Whether a form that came is this one, at its moment."""
        questionnaire, moment = filled
        return questionnaire == self.questionnaire and self.moment in {None, asking_moment(moment)}


class Asked(Form):
    """A question of a linked form."""

    question: Key


class OutcomeIs(Definition):
    """True of those who were closed with one of these outcomes; not known before the closure."""

    outcome: tuple[Key, ...] = Field(min_length=1)

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        return person.outcome in self.outcome if person.outcome else None


class FactOneOf(FactIs):
    """True where a fact has one of these values."""

    unknown: tuple[str, ...] = ()
    """Values that say that nobody knows, such as "not measured"."""

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        value = person.facts.get(self.fact)
        return None if value is None or value in self.unknown else self.holds(person.facts)


class Chose(Asked):
    """True of those whose answer in a linked form is one of these, or has one of these among several."""

    chose: tuple[Value, ...] = Field(min_length=1)

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        answer = self.answer(person, self.question)
        return None if answer is None else any(each in self.chose for each in chosen(answer))


class Rose(Definition):
    """True of those whose number rose by at least so much from one form to another; only pairs are known."""

    question: Key
    before: Form
    later: Form
    rose_by: Whole = Field(ge=1)

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        return rose(person, self.question, self.before, self.later, self.rose_by)


def rose(person: Person, question: str, before: Form, later: Form, by: int) -> bool | None:
    """Tell whether a person's number rose by at least so much; ``None`` without a pair."""
    first, last = before.answer(person, question), later.answer(person, question)
    return last - first >= by if isinstance(first, int) and isinstance(last, int) else None


class Climbed(Definition):
    """True of those who stand on a higher step by one fact than by another; only who has both is known."""

    climbed: Key
    """The later fact, a choice among the steps."""
    since: Key
    """The earlier fact."""
    steps: tuple[str, ...] = Field(min_length=2, max_length=12)
    """The options of both, from the lowest to the highest."""

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        before, later = (person.facts.get(key) for key in (self.since, self.climbed))
        if before not in self.steps or later not in self.steps:
            return None
        return self.steps.index(str(later)) > self.steps.index(str(before))


class AllOf(Definition):
    """True where every one of its traits is; false as soon as one is."""

    all: tuple["Trait", ...] = Field(min_length=1)

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        found = [trait.of(person) for trait in self.all]
        return False if False in found else None if None in found else True


class AnyOf(Definition):
    """True where one of its traits is, whatever is known of the others; not known only where none is known."""

    any: tuple["Trait", ...] = Field(min_length=1)

    def of(self, person: Person) -> bool | None:
        """Tell whether it is true of a person."""
        known = [found for trait in self.any if (found := trait.of(person)) is not None]
        return any(known) if known else None


_WORDS = ("outcome", "fact", "chose", "rose_by", "climbed", "all", "any")


def _word(value: Any) -> str | None:  # noqa: ANN401  # what a file holds can be anything
    """Tell by which word a trait is known; with a blank, so that it is no name in a file."""
    names = value.model_fields_set if isinstance(value, Definition) else value if isinstance(value, dict) else ()
    return next((f"is {word}" for word in _WORDS if word in names), None)


Trait: TypeAlias = Annotated[
    Annotated[OutcomeIs, Tag("is outcome")]
    | Annotated[FactOneOf, Tag("is fact")]
    | Annotated[Chose, Tag("is chose")]
    | Annotated[Rose, Tag("is rose_by")]
    | Annotated[Climbed, Tag("is climbed")]
    | Annotated[AllOf, Tag("is all")]
    | Annotated[AnyOf, Tag("is any")],
    Discriminator(
        _word,
        custom_error_type="trait",
        custom_error_message=f"what is counted needs one of the words {', '.join(_WORDS)}; add one",
    ),
]

for _recursive in (AllOf, AnyOf):
    _recursive.model_rebuild()
