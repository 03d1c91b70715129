"""Questionnaires: questions in order, and what a well-made form fulfils."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from pydantic import Field, model_validator

from flows.forms.conditions import AtLeast, Contains, Equals, OneOf, leaves
from flows.forms.identity import identity_asked_for
from flows.forms.lock import Instrument, LockedText, lock_problems
from flows.forms.official import SOURCE, LanguageCode, Official, Translation, translation_problems, worded
from flows.forms.questions import (
    CalendarDay,
    Numeric,
    Question,
    Scale,
    SeveralChoices,
    WholeNumber,
    option_problems,
)
from flows.model import Definition, Key, Place, Problems, Text, Whole

FEWEST_AREAS, MOST_AREAS = 3, 12
"""Fewer areas make no wheel, and more can not be read on a phone."""

State: TypeAlias = Literal["draft", "tried", "live", "retired"]
"""Where a form is in its life: being written, tried by staff, offered, or offered to nobody new (what stands stays)."""


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
    state: State = "live"
    owner: Text | None = None
    """Who owns the wording, where that is not the association; only official translations are shown then."""
    official_version: Text | None = None
    languages: tuple[LanguageCode, ...] = ()
    """The languages that have an official text, Swedish among them."""
    event: bool = False
    """Whether it is a form that staff events are opened with, for many by one link."""
    questions: tuple[Question, ...] = Field(min_length=1, max_length=60)
    translations: Mapping[LanguageCode, Translation] = Field(default_factory=dict)
    """The official texts in other languages than Swedish."""
    locked: bool = False
    checksum: str | None = None
    locked_texts: tuple[LockedText, ...] = ()

    @cached_property
    def version(self) -> str:
        """The version of the content; where the form is in its life is no part of it."""
        return self.version_without("state")

    @cached_property
    def is_straight(self) -> bool:
        """Whether every question is asked, whatever is answered."""
        return all(question.when is None for question in self.questions)

    @property
    def is_offered(self) -> bool:
        """Whether people are asked to answer it from now on."""
        return self.state == "live"

    @property
    def is_tried(self) -> bool:
        """Whether it is still on its way: staff may try it, and nobody else sees it."""
        return self.state in {"draft", "tried"}

    @property
    def instrument(self) -> Instrument:
        """What of it belongs to its owner."""
        return Instrument(self.title, self.questions, self.languages, self.translations)

    def is_official_in(self, language: str) -> bool:
        """Whether all that its owner wrote can be read in a language; our own forms are translated like all else."""
        return self.owner is None or language in self.languages

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
        problems = (*_problems(self), *_wheel_problems(self), *_owner_problems(self))
        if problems:
            raise Problems(problems)
        return _worded(self) if self.owner else self


def _worded(questionnaire: Questionnaire) -> Questionnaire:
    """Give a form that others own with texts that our catalogues never translate."""
    titles = {code: each.title for code, each in questionnaire.translations.items()}
    questions = tuple(worded(question, questionnaire.translations) for question in questionnaire.questions)
    return questionnaire.model_copy(update={"title": Official(questionnaire.title, titles), "questions": questions})


def _owner_problems(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give what an instrument that others own lacks, and where it differs from its locked text."""
    needed = (*_OWNED, *(_LOCK if questionnaire.locked else ()))
    given = [name for name in (*_OWNED, "translations", *_LOCK) if getattr(questionnaire, name)]
    lacking = [name for name in needed if name not in given]
    if given and lacking:
        message = f"'{given[0]}' is there but '{lacking[0]}' is missing; a form that others own has all of"
        yield (given[0],), f"{message} {', '.join(needed)}"
    elif given and not questionnaire.locked and set(given) & set(_LOCK):
        yield ("checksum",), "the form holds a lock but is not locked; write locked: true, or import the text anew"
    elif questionnaire.locked:
        yield from lock_problems(questionnaire.instrument, questionnaire.checksum or "", questionnaire.locked_texts)
    elif given:
        yield from _language_problems(questionnaire)
        yield from translation_problems(questionnaire.questions, questionnaire.translations)


_OWNED = ("owner", "official_version", "languages")
_LOCK = ("locked", "checksum", "locked_texts")


def _language_problems(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give the languages that are promised and not there, and those there that are not promised."""
    languages = questionnaire.languages
    if SOURCE not in languages:
        yield ("languages",), f"'languages' lacks {SOURCE}, in which the form's own texts stand; add it"
    for index, language in enumerate(languages):
        if language in languages[:index]:
            yield ("languages", index), f"'{language}' stands twice in languages; remove one"
        elif language != SOURCE and language not in questionnaire.translations:
            message = f"'languages' names '{language}', but there is no official text in it"
            yield ("languages", index), f"{message}; add it under translations, or remove '{language}' here"
    for language in questionnaire.translations:
        if language not in languages or language == SOURCE:
            message = f"there is an official text in '{language}', which is not among the other languages"
            yield ("translations", language), f"{message}; correct languages, or remove the text"


def _problems(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give what makes a form impossible to ask."""
    if questionnaire.event and questionnaire.linked:
        yield ("event",), "a form for events is answered by people who are nobody here; let it be linked: false"
    earlier: dict[str, Question] = {}
    for index, question in enumerate(questionnaire.questions):
        place = ("questions", index)
        if question.key in earlier:
            yield (*place, "key"), f"question '{question.key}' stands twice; give one of them another key"
        if identity := identity_asked_for(question.text):
            message = f"asks who the person is ('{identity}'), which no form may; ask something else"
            yield (*place, "text"), f"question '{question.key}' {message}"
        if not questionnaire.linked and isinstance(question, WholeNumber | CalendarDay):
            yield (*place, "kind"), _rare(question)
        for option_place, message in option_problems(question.answers()):
            yield (*place, *option_place), f"question '{question.key}': {message}"
        for message in _condition_problems(questionnaire, question, earlier):
            yield (*place, "when"), f"question '{question.key}': its condition {message}"
        earlier.setdefault(question.key, question)


def _wheel_problems(questionnaire: Questionnaire) -> Iterator[tuple[Place, str]]:
    """Give what hinders the areas of a form from being one wheel."""
    areas = [
        (index, each) for index, each in enumerate(questionnaire.questions) if isinstance(each, Scale) and each.area
    ]
    if areas and not FEWEST_AREAS <= len(areas) <= MOST_AREAS:
        message = f"a wheel has {FEWEST_AREAS} to {MOST_AREAS} areas, and here are {len(areas)}; write more or fewer"
        yield ("questions", areas[0][0], "area"), message
    for place, (index, each) in enumerate(areas):
        earlier = [other for _, other in areas[:place]]
        if any(other.area == each.area for other in earlier):
            yield ("questions", index, "area"), f"two areas read '{each.area}'; give one of them another name"
        if any(other.highest != each.highest for other in earlier[:1]):
            yield ("questions", index, "highest"), "the areas of a wheel have different scales; let all end alike"


def _rare(question: WholeNumber | CalendarDay) -> str:
    return (
        f"question '{question.key}' is a {question.kind}, and a rare one tells in an anonymous form whose it is;"
        " let the form be linked: true, or ask with options"
    )


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
        case AtLeast() if not isinstance(question, Numeric):
            yield f"asks for at_least of '{question.key}', which is no scale or number; use equals or one_of"
        case AtLeast(at_least=number) if not question.allows(number):
            yield f"asks for at least {number} of '{question.key}'; write a number on its scale"
        case Equals() if isinstance(question, SeveralChoices):
            yield f"compares '{question.key}' with one answer, but several can be chosen; use contains or one_of"
        case Contains() if not isinstance(question, SeveralChoices):
            yield f"asks what '{question.key}' contains, but only one answer can be chosen; use equals"
        case Equals(equals=value) | Contains(contains=value):
            yield from _impossible(value, question)
        case OneOf(one_of=values):
            for value in values:
                yield from _impossible(value, question)


def _impossible(value: str | int, question: Question) -> Iterator[str]:
    is_possible = any(option.key == value for option in question.answers())
    if not (is_possible if isinstance(question, SeveralChoices) else question.allows(value)):
        yield f"compares '{question.key}' with '{value}', which it can never be; {_remedy(question)}"


def _remedy(question: Question) -> str:
    if isinstance(question, Numeric):
        return f"write a number from {question.lowest} to {question.highest}, without quotes"
    possible = ", ".join(option.key for option in question.answers())
    return f"use one of {possible}" if possible else "use answered"
