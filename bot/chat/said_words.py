"""What the core says, in the reader's language."""

from datetime import date
from fractions import Fraction

from flows.said import Quote, Said, Word
from locales.translator import Translator


def spoken(t: Translator, said: Said) -> str:
    """Write a sentence with its values."""
    return t(said.message, **{name: _word(t, value) for name, value in said.values.items()})


def _word(t: Translator, value: Word) -> str:
    match value:
        case Said():
            words = spoken(t, value)
        case Quote():
            words = value.text
        case tuple():
            words = ", ".join(dict.fromkeys(_word(t, each) for each in value))
        case date():
            words = t.date(value)
        case int():
            words = t.number(value)
        case Fraction():
            words = t.percent(value)
        case _:
            words = t(value)
    return words
