"""Questionnaires: the kinds of question and what a well-made form fulfils."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator

from flows.conditions import Answer, AtLeast, Condition, Equals, OneOf, leaves
from flows.identity import identity_asked_for
from flows.model import Definition, Key, Place, Problems, Text, Whole

DECLINE = "vill-inte-svara"
"""The key under which figures and exports show those who chose not to answer; no option may take it."""


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
    indicator: tuple[Whole, ...] = ()
    """The national indicators that the statement is close to (the seeds: "mäts genom indikator 1 och 7")."""
    export: bool = False
    """Whether single answers may leave in an export (linked forms only)."""


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


class Scale(_Asked):
    """A number from ``lowest`` to ``highest``, with words at its ends."""

    kind: Literal["scale"]
    lowest: Literal[1] = 1
    highest: Literal[5, 10] = 5
    low: Text
    high: Text

    def answers(self) -> tuple[Option, ...]:
        """Give all possible answers with their labels, in the order shown."""
        return tuple(
            Option.model_construct(key=str(number), label=str(number))
            for number in range(self.lowest, self.highest + 1)
        )

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return type(answer) is int and self.lowest <= answer <= self.highest


class FreeText(_Asked):
    """The person's own words, at most ``longest`` characters."""

    kind: Literal["text"]
    longest: Whole = Field(default=1000, ge=1, le=3000)

    def answers(self) -> tuple[Option, ...]:
        """Give nothing: words cannot be listed."""
        return ()

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return isinstance(answer, str) and bool(answer.strip()) and len(answer) <= self.longest


class Information(_Asked):
    """A card to read; its answer is that it was read."""

    kind: Literal["information"]
    declinable: Literal[False] = False

    def answers(self) -> tuple[Option, ...]:
        """Give nothing: there is nothing to count."""
        return ()

    def allows(self, answer: Answer) -> bool:
        """Whether this may be kept as an answer."""
        return answer is True


Question: TypeAlias = Annotated[SingleChoice | Scale | FreeText | Information, Field(discriminator="kind")]


class Questionnaire(Definition):
    """A form: its questions in order, and whether its answers stay linked to the enrolment (design: 3.7)."""

    key: Key
    title: Text
    purpose: Text
    """One sentence that tells the person why the questions are asked."""
    source: str
    """Where the wording comes from and what the form is not. For staff, not for participants."""
    linked: bool
    minutes: Whole = Field(ge=1, le=30)
    questions: tuple[Question, ...] = Field(min_length=1, max_length=60)

    def question(self, key: str) -> Question | None:
        """Give the question with this key, if there is one."""
        return next((question for question in self.questions if question.key == key), None)

    def index(self, key: str) -> int:
        """Give a question's place in the form, from 0.

        :raises KeyError: if the form has no such question
        """
        for place, question in enumerate(self.questions):
            if question.key == key:
                return place
        raise KeyError(key)

    @model_validator(mode="after")
    def _is_well_made(self) -> "Questionnaire":
        problems = tuple(_problems(self))
        if problems:
            raise Problems(problems)
        return self


def _problems(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give what makes a form impossible to ask."""
    earlier: dict[str, Question] = {}
    for index, question in enumerate(questionnaire.questions):
        place = ("questions", index)
        if question.key in earlier:
            yield (*place, "key"), f"question '{question.key}' stands twice; give one of them another key"
        if identity := identity_asked_for(question.text):
            message = f"asks who the person is ('{identity}'), which no form may; ask something else"
            yield (*place, "text"), f"question '{question.key}' {message}"
        for option_place, message in option_problems(question.answers()):
            yield (*place, *option_place), f"question '{question.key}': {message}"
        for message in _condition_problems(questionnaire, question, earlier):
            yield (*place, "when"), f"question '{question.key}': its condition {message}"
        earlier.setdefault(question.key, question)


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


def _condition_problems(
    questionnaire: Questionnaire, question: Question, earlier: Mapping[str, Question]
) -> Iterator[str]:
    for leaf in leaves(question.when) if question.when else ():
        if leaf.question in earlier:
            yield from _leaf_problems(leaf, earlier[leaf.question])
        elif leaf.question == question.key:
            yield f"asks about '{leaf.question}' itself; name an earlier question"
        elif questionnaire.question(leaf.question):
            yield f"looks ahead to '{leaf.question}'; move '{leaf.question}' before it"
        else:
            yield f"names '{leaf.question}', which is no question of this form; correct the name"


def _leaf_problems(leaf: Definition, question: Question) -> Iterator[str]:
    match leaf:
        case AtLeast() if not isinstance(question, Scale):
            yield f"asks for at_least of '{question.key}', which is no scale; use equals or one_of"
        case AtLeast(at_least=number) if not question.allows(number):
            yield f"asks for at least {number} of '{question.key}'; write a number on its scale"
        case Equals(equals=value):
            yield from _impossible(value, question)
        case OneOf(one_of=values):
            for value in values:
                yield from _impossible(value, question)


def _impossible(value: str | int, question: Question) -> Iterator[str]:
    if not question.allows(value):
        possible = ", ".join(option.key for option in question.answers())
        quotes = ", without quotes" if isinstance(question, Scale) else ""
        remedy = f"use one of {possible}{quotes}" if possible else "use answered"
        yield f"compares '{question.key}' with '{value}', which it can never be; {remedy}"
