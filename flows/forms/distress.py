"""Finds words of acute distress in what people write, in any of the languages that the list has.

A word too many shows somebody a number to call; a word too few leaves somebody alone. So the list is generous.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pydantic import Field

from flows.model import Definition, Text

DISTRESS_FILE = "distress.yaml"


class DistressWords(Definition):
    """The list: words and phrases by language. One that ends in * may go on (``självmord*``); before it, begin."""

    words: dict[str, tuple[Text, ...]] = Field(min_length=1)

    def everything(self) -> tuple[str, ...]:
        """Give the phrases of every language: people write in another than they read."""
        return tuple(phrase for phrases in self.words.values() for phrase in phrases)


def sounds_distressed(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text holds one of the phrases; letter case, signs and line breaks make no difference."""
    words = f" {_plain(text)} "
    return any(_wanted(phrase) in words for phrase in phrases)


@cache
def _wanted(phrase: str) -> str:
    before, after = "" if phrase.startswith("*") else " ", "" if phrase.endswith("*") else " "
    return f"{before}{_plain(phrase)}{after}"


def _plain(text: str) -> str:
    """Write a text as words with single blanks between; marks above and below letters of other scripts are dropped."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(sign for sign in composed if unicodedata.category(sign) not in {"Mn", "Cf"})
    return " ".join(re.findall(r"\w+", letters.replace("'", "").replace("’", "")))
