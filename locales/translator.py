"""Renders Swedish sentences, numbers and dates in the reader's language; never raises towards a reader."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal, format_percent

from flows.figures import rounded
from flows.forms.official import Official
from locales.catalogue_file import ROOT, CatalogueError, read_catalogue
from locales.direction import begun_right, isolated, set_right
from locales.languages import SOURCE, Language, known
from locales.placeholders import filled, keeps, keeps_plural

_GROUPED = 1000
"""From here on a number's digits may stand in groups; up to here it is its digits, in every language."""


def marked(message: str) -> str:
    """Mark a sentence that stands in a table for translation; gives it back as it is."""
    return message


class Translator:
    """One language's words, numbers and dates."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self._language = language
        self._catalogue = catalogue

    @property
    def language(self) -> str:
        """The language's code, for example ``sv``."""
        return self._language.code

    @property
    def is_right_to_left(self) -> bool:
        """Whether the script runs from right to left."""
        return self._language.is_right_to_left

    @property
    def comma(self) -> str:
        """What stands between things in a row: some scripts have a comma of their own."""
        return {"ARABIC": "، ", "ETHIOPIC": "፣ "}.get(self._language.script, ", ")

    @property
    def colon(self) -> str:
        """What stands between a word and what is said of it: the Ethiopic script has a colon of its own."""
        return "፦ " if self._language.script == "ETHIOPIC" else ": "

    @property
    def can_be_drawn(self) -> bool:
        """Whether pictures can hold its words: our font has letters from left to right, and no syllables."""
        return self._language.script in {"LATIN", "CYRILLIC"}

    @property
    def _formats(self) -> Locale:
        return self._language.formats

    def __call__(self, message: str, /, **values: object) -> str:
        """Give a Swedish sentence in this language, its ``{name}`` filled; in Swedish if the translation is unfit.

        What others own is given as they wrote it in this language or in Swedish, and never translated.
        """
        if isinstance(message, Official):
            return set_right(message.worded(self.language)) if self.is_right_to_left else message.worded(self.language)
        translation = self._catalogue.gettext(message) if message else ""
        return self._filled(translation if keeps(message, translation) else message, values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Give the form for ``n`` things, with ``{n}`` written as a number."""
        form = self._catalogue.ngettext(one, many, n)
        if not keeps_plural(one, many, form):
            form = one if n == 1 else many
        return self._filled(form, {**values, "n": self.number(n)})

    def _filled(self, sentence: str, values: Mapping[str, object]) -> str:
        if not self.is_right_to_left:
            return filled(sentence, values)
        return filled(set_right(sentence), {name: isolated(str(value)) for name, value in values.items()})

    def aside(self, value: str) -> str:
        """Write a value that stands beside a sentence, not in it, so that neither turns the other around."""
        return isolated(value) if self.is_right_to_left else value

    def line(self, text: str) -> str:
        """Write a line that is put together, so that it begins where this language's lines begin."""
        return begun_right(text) if self.is_right_to_left else text

    def alone(self, text: str) -> str:
        """Write a name or an answer that has a line to itself: whatever its script, it lies as the other lines do."""
        return self.line(self.aside(text))

    def number(self, value: int | Decimal) -> str:
        """Write a number with the decimals that it has."""
        if isinstance(value, int) and 0 <= value < _GROUPED:
            return f"{value:d}"
        decimals = max(0, -int(Decimal(value).as_tuple().exponent))
        pattern = _with_decimals(self._formats.decimal_formats[None].pattern.partition(".")[0], decimals)
        return format_decimal(value, pattern, self._formats)

    def percent(self, share: Fraction | float, decimals: int = 0) -> str:
        """Write a share (1 is all) in per cent, rounded half up on the exact quotient; a float counts as it prints."""
        pattern = _with_decimals(self._formats.percent_formats[None].pattern, decimals)
        return format_percent(rounded(Fraction(str(share)), decimals) / 100, pattern, self._formats)

    def date(self, day: dt.date) -> str:
        """Write a day with its month's name, such as "3 nov. 2026"."""
        return format_date(day, self._language.day, self._formats)

    def weekday(self, day: dt.date) -> str:
        """Write a day with its weekday, such as "tisdag 3 november"."""
        return format_date(day, self._language.weekday, self._formats)

    def month(self, day: dt.date) -> str:
        """Write a day's month with its year, such as "november 2026"."""
        return format_date(day, "LLLL y", self._formats)


def _with_decimals(pattern: str, decimals: int) -> str:
    return pattern.replace("0", "0." + "0" * decimals) if decimals else pattern


def translator(language: str) -> Translator:
    """Give the translator of a language's code; Swedish for a language that is not spoken here."""
    return _translator(known(language))


@cache
def _translator(language: Language) -> Translator:
    return Translator(language, compiled(ROOT, language))


def compiled(root: Path, language: Language) -> NullTranslations:
    """Give a catalogue as the standard library reads it; an empty one if it is broken, which ``check`` complains of."""
    if language == SOURCE:
        return NullTranslations()
    try:
        content = BytesIO()
        write_mo(content, read_catalogue(root, language.code))
        content.seek(0)
        return GNUTranslations(content)
    except (CatalogueError, ValueError):
        return NullTranslations()
