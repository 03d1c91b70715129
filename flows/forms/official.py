"""The texts of an instrument that others own, in every language that has an official one; never translated by us."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from flows.forms.questions import Question
from flows.model import Definition, Key, Place, Text

SOURCE = "sv"
"""The language in which a form's own texts stand."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""A language as files name it, for example ``en``."""

Part = tuple[str, Place, str]
"""A text of a question: its name (``text``, ``options.ja``), its place in the question, and how it reads."""


class Official(str):
    """A Swedish text with its official wordings in other languages; translators give these or the Swedish as it is.

    Being a text it stands wherever a question's text does, so that no screen can translate it by mistake.
    """

    __slots__ = ("_others",)
    _others: Mapping[str, str]

    def __new__(cls, swedish: str, others: Mapping[str, str]) -> Self:
        """Give the Swedish text.

        :param others: the wordings by language
        """
        made = super().__new__(cls, swedish)
        made._others = others
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, Mapping[str, str]]]:
        """Give what makes it anew, as copying and pickling need."""
        return type(self), (str(self), self._others)

    @property
    def others(self) -> Mapping[str, str]:
        """The wordings in other languages than Swedish."""
        return self._others

    def worded(self, language: str) -> str:
        """Give the official wording in a language, or else the Swedish one."""
        return self._others.get(language, str(self))


class OfficialQuestion(Definition):
    """A question's official texts in one language, those that it has in Swedish."""

    text: Text
    help: Text | None = None
    low: Text | None = None
    high: Text | None = None
    area: Text | None = None
    unit: Text | None = None
    options: Mapping[Key, Text] = Field(default_factory=dict)

    def named(self) -> dict[str, str]:
        """Give the texts by name."""
        own = {name: getattr(self, name) for name in _NAMES}
        return {name: text for name, text in own.items() if text} | {
            f"options.{key}": label for key, label in self.options.items()
        }


class Translation(Definition):
    """A form's official texts in one language."""

    title: Text
    questions: Mapping[Key, OfficialQuestion] = Field(default_factory=dict)

    def in_order(self, questions: Sequence[Question]) -> Iterator[tuple[str, str, str]]:
        """Give the texts that there are with their question and name: as the form has them, then what it has not."""
        for question in questions:
            named = self.questions[question.key].named() if question.key in self.questions else {}
            names = dict.fromkeys([*(name for name, _, _ in parts(question)), *named])
            yield from ((question.key, name, named[name]) for name in names if name in named)
        keys = {question.key for question in questions}
        for key in (key for key in self.questions if key not in keys):
            yield from ((key, name, text) for name, text in self.questions[key].named().items())


Translations = Mapping[LanguageCode, Translation]

_NAMES = ("text", "help", "low", "high", "area", "unit")


def parts(question: Question) -> Iterator[Part]:
    """Give the texts of a question in Swedish, in the order in which they are read."""
    for name in _NAMES:
        if text := getattr(question, name, None):
            yield name, (name,), text
    for index, option in enumerate(getattr(question, "options", ())):
        yield f"options.{option.key}", ("options", index, "label"), option.label


def translation_problems(questions: tuple[Question, ...], translations: Translations) -> Iterator[tuple[Place, str]]:
    """Give what lacks an official text in a language, and official texts that belong to nothing."""
    wanted = {question.key: [name for name, _, _ in parts(question)] for question in questions}
    for language, translation in translations.items():
        place = ("translations", language, "questions")
        for key in [key for key in wanted if key not in translation.questions]:
            yield place, f"question '{key}' has no official text in '{language}'; add it under translations"
        for key, question in translation.questions.items():
            there = question.named()
            for name in wanted.get(key, ()):
                if name not in there:
                    yield (*place, key), f"question '{key}' lacks '{name}' in '{language}'; add the official text"
            for name in there:
                if name not in wanted.get(key, ()):
                    message = (
                        f"'{language}' has a text '{name}' of '{key}', which the form has not; correct or remove it"
                    )
                    yield (*place, key, *name.split(".")), message


def worded(question: Question, translations: Translations) -> Question:
    """Give a question whose texts are official in all their languages."""
    key = question.key
    found = {code: each.questions[key].named() for code, each in translations.items() if key in each.questions}

    def official(name: str, text: str) -> Official:
        return Official(text, {code: texts[name] for code, texts in found.items() if name in texts})

    texts = {name: official(name, text) for name, _, text in parts(question) if name in _NAMES}
    options = tuple(
        option.model_copy(update={"label": official(f"options.{option.key}", option.label)})
        for option in getattr(question, "options", ())
    )
    return question.model_copy(update=texts | ({"options": options} if options else {}))
