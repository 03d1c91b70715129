"""Reads a short typed Swedish text as yes or no, a number, months or a day that has been."""

import re
import unicodedata
from datetime import date
from enum import Enum

from flows.swedish.past_days import read_past_day
from flows.swedish.time import Misread
from flows.swedish.words import NUMBER, number


class Unread(Enum):
    """Why a text gives no value."""

    UNKNOWN = "unknown"
    OUTSIDE = "outside what is possible"
    NO_SUCH_DAY = "no such day"
    AHEAD = "a day that has not been"


_YES = frozenset({"ja", "j", "jo", "japp", "yes", "y", "true"})
_NO = frozenset({"nej", "n", "nä", "nix", "no", "false"})
_COUNT = re.compile(rf"(?P<below>[-−] ?|minus )?{NUMBER}(?: ?(?:poäng|p|st|år))?")
_MONTHS = re.compile(rf"{NUMBER}(?: ?(?P<unit>mån(?:ad(?:er)?)?|m|år))?")
_HALF_A_YEAR = {"halvår", "ett halvår", "ett halvt år"}
_MONTHS_A_YEAR = 12


def with_latin_digits(text: str) -> str:
    """Write the digits of every script, such as ٣ and ۳, as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def folded(text: str) -> str:
    """Write a text in lower case with single blanks and digits from 0 to 9, without a full stop at its end."""
    return " ".join(with_latin_digits(text).casefold().split()).rstrip(".!")


def read_yes_no(text: str) -> bool | Unread:
    """Read yes or no."""
    word = folded(text)
    if word in _YES | _NO:
        return word in _YES
    return Unread.UNKNOWN


def read_number(text: str) -> int | Unread:
    """Read a whole number, in digits or as a word: "12", "tolv", "90 poäng", "-5"."""
    found = _COUNT.fullmatch(folded(text))
    if found is None:
        return Unread.UNKNOWN
    return -number(found) if found["below"] else number(found)


def read_months(text: str) -> int | Unread:
    """Read a number of months: "3", "3 mån", "tre månader", "ett halvår", "1 år"."""
    words = folded(text)
    if words in _HALF_A_YEAR:
        return _MONTHS_A_YEAR // 2
    found = _MONTHS.fullmatch(words)
    if found is None:
        return Unread.UNKNOWN
    return number(found) * (_MONTHS_A_YEAR if found["unit"] == "år" else 1)


def read_day(text: str, today: date) -> date | Unread:
    """Read a day that has been, or today; where no year is written, it is the latest such day."""
    day = read_past_day(text, today)
    if isinstance(day, Misread):
        return Unread.NO_SUCH_DAY if day is Misread.NO_SUCH_DAY else Unread.UNKNOWN
    return day if day <= today else Unread.AHEAD
