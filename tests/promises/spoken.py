"""Tells in which language a text on a screen was written, by the catalogues."""

import re
from collections.abc import Iterable
from functools import cache

from locales.catalogue_file import ROOT, read_catalogue
from locales.languages import SOURCE, TRANSLATED

_PLACE = re.compile(r"\{\w+\}")
_LEAST_LETTERS = 6
"""A sentence with places to fill tells a language only if this many letters of it stand fast."""


@cache
def foreign(line: str, language: str) -> bool:
    """Whether a line is a sentence of ours in another language than this one."""
    return any(_is_of(line, other) for other in _languages() if other != language) and not _is_of(line, language)


def foreign_lines(texts: Iterable[str], language: str) -> list[str]:
    """Give the lines of these texts that are not in the reader's language."""
    return [line for text in texts for line in text.splitlines() if line.strip() and foreign(line.strip(), language)]


def _languages() -> tuple[str, ...]:
    return (SOURCE.code, *(language.code for language in TRANSLATED))


def _is_of(line: str, language: str) -> bool:
    whole, filled = _sentences(language)
    return line in whole or filled.fullmatch(line) is not None


@cache
def _sentences(language: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the lines that stand as they are, and a pattern of those with places to fill."""
    lines = {line.strip() for text in _texts(language) for line in text.splitlines()}
    patterns = [_pattern(line) for line in sorted(lines) if _PLACE.search(line) and _tells(line)]
    return frozenset(line for line in lines if not _PLACE.search(line)), re.compile("|".join(patterns))


def _texts(language: str) -> Iterable[str]:
    for message in read_catalogue(ROOT, TRANSLATED[0].code if language == SOURCE.code else language):
        said = message.id if language == SOURCE.code else message.string
        if message.id:
            yield from map(str, said if isinstance(said, tuple | list) else (said,))


def _tells(line: str) -> bool:
    return sum(sign.isalpha() for sign in _PLACE.sub("", line)) >= _LEAST_LETTERS


def _pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in _PLACE.split(line))
