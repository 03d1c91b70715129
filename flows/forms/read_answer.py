"""Reads what a person typed as an answer: a number, a day, or the names of several options."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from flows.forms.conditions import Answer
from flows.forms.questions import CalendarDay, Typed
from flows.forms.spelling import bare
from flows.swedish.days import find_day
from flows.swedish.past_days import read_past_day
from flows.swedish.time import Misread
from flows.swedish.typed import Unread, folded, read_number, with_latin_digits
from flows.swedish.words import MONTHS, WEEKDAYS

_DIGITS = re.compile(r"(?P<sign>[-−]?)(?P<digits>\d{1,3}(?: \d{3})*|\d{1,9})(?: ?(?P<unit>[^\W\d]+)\.?)?")
_OF_DAYS = MONTHS.keys() | WEEKDAYS.keys()
"""What makes a day of a number before it, and is no unit."""
_COMMAS = r"[,;،؛、፣፤]|(?<=\d) (?=\d)"
_AND = "och|and|و|iyo|ከምኡውን|та|і|i|y"
_BETWEEN = (re.compile(_COMMAS), re.compile(rf"{_COMMAS}| (?:{_AND}) "))
"""What stands between names: first what is hardly part of one, then also the word for "and" in every language."""


def read_answer(question: Typed, text: str, today: date) -> Answer | Unread:
    """Read a number or a day, as it may be kept.

    :param today: the day of answering, on which words such as "igår" depend
    """
    if isinstance(question, CalendarDay):
        day = _day(question, with_latin_digits(text), today)
        return day if isinstance(day, Unread) else day.isoformat()
    found = _number(text)
    return found if isinstance(found, Unread) or question.allows(found) else Unread.OUTSIDE


def _number(text: str) -> int | Unread:
    """Read a whole number, in digits (perhaps with a unit behind) or as a word."""
    found = _DIGITS.fullmatch(folded(text))
    if found is None:
        return read_number(text)
    if found["unit"] in _OF_DAYS:
        return Unread.UNKNOWN
    value = int(found["digits"].replace(" ", ""))
    return -value if found["sign"] else value


def _day(question: CalendarDay, text: str, today: date) -> date | Unread:
    """Read a day; one without a year has been, unless the question is about days to come."""
    readings = (_past, _coming) if question.earliest != "today" else (_coming, _past)
    found = [read(text, today) for read in readings]
    day = next((each for each in found if isinstance(each, date) and question.is_within(each, today)), None)
    if day:
        return day
    if any(isinstance(each, date) for each in found):
        return Unread.OUTSIDE
    return Unread.NO_SUCH_DAY if Unread.NO_SUCH_DAY in found else Unread.UNKNOWN


def _past(text: str, today: date) -> date | Unread:
    day = read_past_day(text, today)
    if isinstance(day, Misread):
        return Unread.NO_SUCH_DAY if day is Misread.NO_SUCH_DAY else Unread.UNKNOWN
    return day


def _coming(text: str, today: date) -> date | Unread:
    """Read a day from today on, if the text is nothing but that."""
    low = folded(text)
    try:
        found = find_day(low, today)
    except (ValueError, OverflowError):
        return Unread.NO_SUCH_DAY
    return found[0] if found and found[1].group().strip() == low else Unread.UNKNOWN


def options_named(text: str, named: Mapping[str, str]) -> tuple[str, ...] | None:
    """Give the options that a text names, ``None`` where one of the names is none.

    :param named: the keys of options by the words that name them; spelt about so is enough, where it is no number
    """
    spelt = {bare(name): key for name, key in named.items()}

    def option(words: str) -> str | None:
        return spelt.get(bare(words)) if any(map(str.isalpha, words)) else named.get(folded(words))

    whole = option(text)
    if whole:
        return (whole,)
    parts = (between.split(with_latin_digits(text).casefold()) for between in _BETWEEN)
    found = ([option(part) for part in each] for each in parts)
    return next((_without_none(each) for each in found if all(each)), None)


def _without_none(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))
