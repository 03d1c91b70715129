"""Reads a day that has been, as people write it in Swedish: "igår", "i fredags", "för två veckor sedan", "3 mars"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from flows.swedish.time import Misread
from flows.swedish.words import MONTHS, NUMBER, WEEKDAYS, any_of, number
from flows.timing.spans import add_months

_WEEK = 7
_NEAR = {"idag": 0, "i dag": 0, "igår": 1, "i går": 1, "i förrgår": 2, "förrgår": 2}
_DAY, _MONTH = r"(?P<day>\d{1,2})(?::?[ea]|\.)?", f"(?P<month>{any_of(MONTHS)})"
_Reader: TypeAlias = Callable[[re.Match[str], date], date]


def read_past_day(text: str, today: date) -> date | Misread:
    """Read a day that has been, or today; where no year is written, it is the latest such day.

    A day with its year may lie ahead all the same: the caller knows whether that is meant.
    """
    low = " ".join(text.lower().split()).rstrip(".")
    try:
        found = (read(match, today) for pattern, read in _DAYS if (match := pattern.fullmatch(low)))
        return next(found, Misread.UNKNOWN)
    except (ValueError, OverflowError):
        return Misread.NO_SUCH_DAY


def _iso(found: re.Match[str], _: date) -> date:
    return date(int(found["y"]), int(found["m"]), int(found["d"]))


def _written(found: re.Match[str], today: date) -> date:
    month, day = MONTHS[found["month"]] if found["month"] else int(found["digits"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    is_over = (month, day) <= (today.month, today.day)
    return date(today.year if is_over else today.year - 1, month, day)


def _near(found: re.Match[str], today: date) -> date:
    return today - timedelta(days=_NEAR[found["near"]])


def _weekday(found: re.Match[str], today: date) -> date:
    return today - timedelta(days=(today.weekday() - WEEKDAYS[found["weekday"]] - 1) % _WEEK + 1)


def _ago(found: re.Match[str], today: date) -> date:
    unit, many = found["unit"], number(found)
    if unit.startswith("m"):
        return add_months(today, -many)
    return today - timedelta(days=many if unit.startswith("d") else _WEEK * many)


_DAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", _iso),
        (rf"(?:den )?{_DAY}(?:/(?P<digits>\d{{1,2}})| {_MONTH})(?:[ /-]?(?P<year>\d{{4}}))?", _written),
        (rf"(?P<near>{any_of(_NEAR)})", _near),
        (rf"(?:i |förra )(?P<weekday>{any_of(WEEKDAYS)})(?:s|en)?", _weekday),
        (rf"för {NUMBER} (?P<unit>dag(?:ar)?|vecka|veckor|månad(?:er)?) (?:sedan|sen)", _ago),
    )
)
