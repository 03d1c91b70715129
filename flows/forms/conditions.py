"""Conditions on earlier answers: when a question is asked."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Discriminator, Field, Tag

from flows.model import Definition, Key, Whole

Answer: TypeAlias = str | int | bool | tuple[str, ...] | None
"""What is kept of a question: an option's key, the keys of several in the form's order, a number, a day as 2026-03-03,
a text, ``True`` for an information card that was read, ``None`` when the person chose not to answer."""

Answers: TypeAlias = Mapping[str, Answer]
"""Answers by question key. A key that is missing has not been answered."""

Value: TypeAlias = str | Whole
"""What an answer can be compared with: an option's key or a number on a scale."""


def chosen(answer: Answer) -> tuple[str | int, ...]:
    """Give what was chosen: nothing, one answer, or several."""
    return answer if isinstance(answer, tuple) else () if answer is None else (answer,)


class Equals(Definition):
    """Holds when the question was answered with exactly this."""

    question: Key
    equals: Value

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return self.question in answers and answers[self.question] == self.equals


class Contains(Definition):
    """Holds when this option is among the several chosen."""

    question: Key
    contains: Key

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return self.contains in chosen(answers.get(self.question))


class OneOf(Definition):
    """Holds when the question was answered with one of these; of several choices, when one of these is among them."""

    question: Key
    one_of: tuple[Value, ...] = Field(min_length=1)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return any(each in self.one_of for each in chosen(answers.get(self.question)))


class AtLeast(Definition):
    """Holds when a scale, a thermometer or a number was answered with this number or a higher one."""

    question: Key
    at_least: Whole

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        answer = answers.get(self.question)
        return isinstance(answer, int) and answer >= self.at_least


class Answered(Definition):
    """Holds when the question has an answer that is not "vill inte svara"."""

    question: Key
    answered: Literal[True]
    """Always ``true``; its opposite is written with ``not``."""

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return answers.get(self.question) is not None


class AllOf(Definition):
    """Holds when every one of its conditions holds."""

    all: tuple["Condition", ...] = Field(min_length=1)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return all(condition.holds(answers) for condition in self.all)


class AnyOf(Definition):
    """Holds when at least one of its conditions holds."""

    any: tuple["Condition", ...] = Field(min_length=1)

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return any(condition.holds(answers) for condition in self.any)


class Not(Definition):
    """Holds when its condition does not."""

    negated: "Condition" = Field(alias="not")

    def holds(self, answers: Answers) -> bool:
        """Whether the answers fulfil the condition."""
        return not self.negated.holds(answers)


_WORDS = ("equals", "contains", "one_of", "at_least", "answered", "all", "any", "not")


def word(value: Any) -> str | None:  # noqa: ANN401  # what a file holds can be anything
    """Tell by which word a condition is known, so that a complaint speaks of that kind alone."""
    if isinstance(value, Definition):
        return next(word for word in _WORDS if word in value.model_dump(by_alias=True))
    return next((word for word in _WORDS if isinstance(value, dict) and word in value), None)


Condition: TypeAlias = Annotated[
    Annotated[Equals, Tag("equals")]
    | Annotated[Contains, Tag("contains")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        word,
        custom_error_type="condition",
        custom_error_message=f"a condition needs one of the words {', '.join(_WORDS)}; add one",
    ),
]

for _recursive in (AllOf, AnyOf, Not):
    _recursive.model_rebuild()


def leaves(condition: Condition) -> Iterator[Equals | Contains | OneOf | AtLeast | Answered]:
    """Give the conditions on single questions inside a condition, in the order written."""
    match condition:
        case AllOf(all=inner) | AnyOf(any=inner):
            for each in inner:
                yield from leaves(each)
        case Not(negated=inner_one):
            yield from leaves(inner_one)
        case _:
            yield condition
