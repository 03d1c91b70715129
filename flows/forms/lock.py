"""The lock of an instrument that others own: its official text in every language, held so that no letter changes.

The checksum is the SHA-256 of the canonical form: for each language in the order of ``languages`` the title and then
each question's texts in the order of the form, every text a line of language, place and text with tabs between, as
UTF-8 with composed letters (NFC); before them a line for each question with what it is besides words, its language a
hyphen. Spaces around a text do not count; everything else does. The lock keeps each text with a hash of its own beside
the checksum, so that a difference can be named by question and language, whichever of the two was touched. It guards
against mistakes, not against somebody who computes both anew.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.forms.official import SOURCE, Translations, parts
from flows.forms.questions import Question
from flows.model import Definition, Place

_NO_LANGUAGE = "-"
_SHAPE = ("kind", "lowest", "highest", "least", "most", "earliest", "latest", "longest", "when")
"""What a question is besides words. ``declinable`` is the chat's own button and no part of it."""
_SHORT = 12


class LockedText(Definition):
    """One official text, as it was when the instrument was locked."""

    language: str
    at: str
    """``title``, a question's key, or that and the text's name: ``f1.options.ja``."""
    text: str
    hash: str


@dataclass(frozen=True)
class Standing:
    """A text as it stands in the file now."""

    language: str
    at: str
    text: str
    place: Place

    @property
    def line(self) -> str:
        """Its line in the canonical form."""
        return _line(self.language, self.at, self.text)


@dataclass(frozen=True)
class Instrument:
    """What of a form belongs to its owner."""

    title: str
    questions: tuple[Question, ...]
    languages: tuple[str, ...]
    translations: Translations

    def standing(self) -> tuple[Standing, ...]:
        """Give every text in the order of the canonical form."""
        return (*self._shapes(), *(each for language in self.languages for each in self._texts(language)))

    def _shapes(self) -> Iterator[Standing]:
        for index, question in enumerate(self.questions):
            yield Standing(_NO_LANGUAGE, question.key, _shape(question), ("questions", index, "kind"))

    def _texts(self, language: str) -> Iterator[Standing]:
        if language == SOURCE:
            yield Standing(SOURCE, "title", self.title, ("title",))
            for index, question in enumerate(self.questions):
                for name, place, text in parts(question):
                    yield Standing(SOURCE, f"{question.key}.{name}", text, ("questions", index, *place))
        elif translation := self.translations.get(language):
            base: Place = ("translations", language)
            yield Standing(language, "title", translation.title, (*base, "title"))
            for key, name, text in translation.in_order(self.questions):
                yield Standing(language, f"{key}.{name}", text, (*base, "questions", key, *name.split(".")))


def checksum(instrument: Instrument) -> str:
    """Give the checksum of the official text in every language."""
    return _sum(each.line for each in instrument.standing())


def locked_texts(instrument: Instrument) -> tuple[LockedText, ...]:
    """Give the official text as a lock holds it."""
    return tuple(
        LockedText(language=each.language, at=each.at, text=each.text, hash=_hash(each.line))
        for each in instrument.standing()
    )


def lock_block(instrument: Instrument) -> str:
    """Write the lock as it stands at the end of an instrument's file."""
    rows = (
        f'  - {{language: "{each.language}", at: {each.at}, text: {json.dumps(each.text, ensure_ascii=False)},'
        f' hash: "{each.hash}"}}\n'
        for each in locked_texts(instrument)
    )
    return "".join(
        (
            "\n# Locked by foljsam instrument: words, order and kinds of question are their owner's and stay.\n",
            f'locked: true\nchecksum: "{checksum(instrument)}"\nlocked_texts:\n',
            *rows,
        )
    )


def lock_problems(instrument: Instrument, total: str, texts: Sequence[LockedText]) -> Iterator[tuple[Place, str]]:
    """Give every difference between the official text and what stands now, each with its place."""
    lines = [_line(each.language, each.at, each.text) for each in texts]
    touched = {index for index, each in enumerate(texts) if _hash(lines[index]) != each.hash}
    for index in sorted(touched):
        yield ("locked_texts", index), f"the lock of {_named(texts[index])} was changed; import the official text anew"
    sound = [each for index, each in enumerate(texts) if index not in touched]
    found = tuple(_differences(instrument.standing(), sound, texts))
    yield from found
    if not touched and not found and total != _sum(lines):
        yield ("checksum",), "the checksum is not that of the locked text; import the official text anew"


def _differences(
    standing: Sequence[Standing], sound: Sequence[LockedText], texts: Sequence[LockedText]
) -> Iterator[tuple[Place, str]]:
    now = {(each.language, each.at): each for each in standing}
    then = {(each.language, each.at) for each in texts}
    yield from _removed([each for each in sound if (each.language, each.at) not in now], standing, texts)
    for each in standing:
        if (each.language, each.at) not in then:
            yield each.place, f"{_named(each)} is not in the official text: {_quoted(each.text)}; remove it"
    for locked in sound:
        present = now.get((locked.language, locked.at))
        if present and present.line != _line(locked.language, locked.at, locked.text):
            yield present.place, _changed(locked, present)
    yield from _moved(standing, texts)


def _removed(
    missing: Sequence[LockedText], standing: Sequence[Standing], texts: Sequence[LockedText]
) -> Iterator[tuple[Place, str]]:
    """Give what is missing: a whole language, a whole question, or a text, each once."""
    languages = {each.language for each in standing}
    lost = dict.fromkeys(each.language for each in missing if each.language not in languages)
    for language in lost:
        yield ("languages",), f"the official text in '{language}' is missing; put it back in languages and translations"
    questions = {each.at for each in missing if each.language == _NO_LANGUAGE}
    swedish = {each.at: each.text for each in texts if each.language == SOURCE}
    for each in missing:
        key = each.at.partition(".")[0]
        if each.at in questions:
            read = _quoted(swedish.get(f"{key}.text", key))
            yield ("questions",), f"question '{key}' is missing; the official text has {read}: put it back"
        elif key not in questions and each.language not in lost:
            message = f"{_named(each)} is missing; the official text has {_quoted(each.text)}: put it back"
            yield _near(each.language, key, standing), message


def _near(language: str, key: str, standing: Sequence[Standing]) -> Place:
    """Give the place of a question in a language, or of all questions."""
    of_question = (each.place for each in standing if (each.language, each.at) == (language, f"{key}.text"))
    return next(of_question, ("questions",))[:-1] or ("questions",)


def _moved(standing: Sequence[Standing], texts: Sequence[LockedText]) -> Iterator[tuple[Place, str]]:
    """Give the first question, or else the first option, that stands in another's place; translations have no order."""
    for language in (_NO_LANGUAGE, SOURCE):
        wanted = {each.at: None for each in texts if each.language == language}
        present = {each.at: each for each in standing if each.language == language and each.at in wanted}
        for each, at in zip(present.values(), (at for at in wanted if at in present), strict=True):
            if each.at != at:
                yield each.place, f"'{each.at}' stands where the official text has '{at}'; put them back in order"
                return


def _changed(locked: LockedText, present: Standing) -> str:
    return (
        f"{_named(locked)} differs from the official text, which reads {_quoted(locked.text)}; here stands"
        f" {_quoted(present.text)}: put the official text back, or import a new official version"
    )


def _named(text: LockedText | Standing) -> str:
    if text.language == _NO_LANGUAGE:
        return f"the kind of question '{text.at}'"
    question, _, part = text.at.partition(".")
    return f"'{part}' of question '{question}' in '{text.language}'" if part else f"'title' in '{text.language}'"


def _quoted(text: str) -> str:
    """Quote a text with what cannot be seen in it, such as a hard space, written out."""
    return '"' + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text) + '"'


def _shape(question: Question) -> str:
    content = question.model_dump(mode="json", by_alias=True, exclude_defaults=True, include=set(_SHAPE))
    return " ".join(f"{name}={json.dumps(content[name], sort_keys=True)}" for name in _SHAPE if name in content)


def _line(language: str, at: str, text: str) -> str:
    return unicodedata.normalize("NFC", f"{language}\t{at}\t{text}\n")


def _hash(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()[:_SHORT]


def _sum(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(lines).encode()).hexdigest()
