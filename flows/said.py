"""Sentences that the core says: a Swedish message with its values, put into the reader's language by the face."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias


@dataclass(frozen=True)
class Said:
    """A sentence of the catalogue and what its placeholders stand for."""

    message: str
    values: Mapping[str, "Word"]


@dataclass(frozen=True)
class Quote:
    """What somebody wrote: shown as it stands, in every language."""

    text: str


Word: TypeAlias = str | int | Fraction | date | Said | Quote | tuple["Word", ...]
"""A text to translate, a number, a share, a day, a sentence, a quotation, or a list of such."""


def marked(message: str) -> str:
    """Mark a sentence that stands in a table for translation; gives it back as it is."""
    return message


def said(message: str, /, **values: Word) -> Said:
    """Say a sentence, its ``{name}`` filled later."""
    return Said(message, values)
