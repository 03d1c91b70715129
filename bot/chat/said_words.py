"""What the core says, in the reader's language."""

from datetime import date
from fractions import Fraction

from flows.said import Said, Word
from locales.translator import Translator


def spoken(t: Translator, said: Said) -> str:
    """Write a sentence with its values."""
    return t(said.message, **{name: _word(t, value) for name, value in said.values.items()})


def _word(t: Translator, value: Word) -> str:
    match value:
        case Said():
            return spoken(t, value)
        case tuple():
            return ", ".join(dict.fromkeys(_word(t, each) for each in value))
        case date():
            return t.date(value)
        case int():
            return t.number(value)
        case Fraction():
            return t.percent(value)
        case str():
            return t(value)
