"""Reads when something is to happen, as people write it in Swedish: "imorgon", "om två veckor", "15 januari kl 9".

What cannot be understood, does not exist (31 februari) or has been is told apart, so that each gets its own answer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias

from flows.spans import add_months

_WEEK = 7
_LATEST = timedelta(days=5 * 366)


class Misread(StrEnum):
    """Why a text gives no time to be reminded at."""

    UNKNOWN = "unknown"
    NO_SUCH_DAY = "no such day"
    PAST = "past"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Understood:
    """The local day and time that a text means, and what of the text is left over."""

    at: datetime
    rest: str


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("noll", "en ett", "två tva", "tre", "fyra", "fem", "sex", "sju", "åtta atta", "nio", "tio", "elva", "tolv")
    )
    for word in words.split()
}
_WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "måndag mandag mån",
            "tisdag tis",
            "onsdag ons",
            "torsdag tors",
            "fredag fre",
            "lördag lordag lör",
            "söndag sondag sön",
        )
    )
    for word in words.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb",
            "mars mar",
            "april apr",
            "maj",
            "juni jun",
            "juli jul",
            "augusti aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_NEAR = {
    "idag": 0,
    "i dag": 0,
    "imorgon": 1,
    "i morgon": 1,
    "imorron": 1,
    "i morron": 1,
    "i övermorgon": 2,
    "övermorgon": 2,
}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUMBER = rf"(?P<number>\d{{1,3}}|{_any(_NUMBERS)})"
_Reader: TypeAlias = Callable[[re.Match[str], date], date]


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=_NEAR[found["near"]])


def _in_a_while(found: re.Match[str], today: date) -> date:
    text = found["number"]
    number = int(text) if text.isdigit() else _NUMBERS[text]
    unit = found["unit"]
    if unit.startswith("v"):
        return today + timedelta(weeks=number)
    if unit.startswith("m"):
        return add_months(today, number)
    return add_months(today, 12 * number) if unit == "år" else today + timedelta(days=number)


def _weekday(found: re.Match[str], today: date) -> date:
    ahead = (_WEEKDAYS[found["weekday"]] - today.weekday() - 1) % _WEEK + 1
    is_this_week = today.weekday() + ahead < _WEEK
    return today + timedelta(days=ahead + (_WEEK if found["next"] and is_this_week else 0))


def _last_of_month(found: re.Match[str], today: date) -> date:
    month = _MONTHS.get(found["of"] or "")
    ahead = 1 if found["following"] else (month - today.month) % 12 if month else 0
    first = add_months(today.replace(day=1), ahead + 1)
    return first - timedelta(days=1)


def _written(found: re.Match[str], today: date) -> date:
    month = _MONTHS[found["month"]] if found["month"] else int(found["digits"])
    day = date(int(found["year"] or today.year), month, int(found["day"]))
    return day if found["year"] or day >= today else date(today.year + 1, month, int(found["day"]))


def _iso(found: re.Match[str], _: date) -> date:
    return date(int(found["y"]), int(found["m"]), int(found["d"]))


_DAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"\b(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"), _iso),
    (
        re.compile(
            rf"\b(?:den )?sista (?:dagen )?(?:i|av) (?:(?P<following>nästa )?månad(?:en)?|(?P<of>{_any(_MONTHS)}))\b"
        ),
        _last_of_month,
    ),
    (
        re.compile(
            r"\b(?:den )?(?P<day>\d{1,2})(?::?[ea]|\.)?"
            rf"(?:/(?P<digits>\d{{1,2}})| (?P<month>{_any(_MONTHS)})\b)(?:[ /-]?(?P<year>\d{{4}})\b)?"
        ),
        _written,
    ),
    (re.compile(rf"\bom {_NUMBER} (?P<unit>dag(?:ar)?|vecka|veckor|månad(?:er)?|år)\b"), _in_a_while),
    (re.compile(rf"\b(?:på |nu på )?(?P<next>nästa )?(?P<weekday>{_any(_WEEKDAYS)})\b"), _weekday),
    (re.compile(rf"(?<!\w)(?P<near>{_any(_NEAR)})\b"), _near),
)
_TIME = re.compile(
    r"\b(?:(?:kl|klockan)\.? ?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?|(?P<h>\d{1,2})[.:](?P<min>\d{2}))\b"
)


def read_time(text: str, now: datetime, usual: time) -> Understood | Misread:
    """Read a day and, if one is written, a time of day.

    :param now: the local time of asking
    :param usual: the time of day where none is written
    """
    written = " ".join(text.split())
    low = written.lower()
    try:
        hour, clock = _time_of_day(low, usual)
        low = _blanked(low, clock)
        found = next(((match, read) for pattern, read in _DAYS if (match := pattern.search(low))), None)
        if found is None:
            return Misread.UNKNOWN
        match, read = found
        at = datetime.combine(read(match, now.date()), hour, now.tzinfo)
    except (ValueError, OverflowError):
        return Misread.NO_SUCH_DAY
    if at <= now:
        return Misread.PAST
    rest = " ".join(_blanked(_blanked(written, clock), match).split())
    return Misread.TOO_FAR if at - now > _LATEST else Understood(at, rest)


_BACK = {"idag": 0, "i dag": 0, "igår": 1, "i går": 1, "i förrgår": 2, "förrgår": 2}
_PAST_DAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    *((pattern, read) for pattern, read in _DAYS if read is _iso),
    *((pattern, lambda found, today: _written(found, _a_year_before(today))) for pattern, r in _DAYS if r is _written),
    (re.compile(rf"(?P<back>{_any(_BACK)})"), lambda found, today: today - timedelta(days=_BACK[found["back"]])),
    (
        re.compile(rf"(?:i |förra )(?P<weekday>{_any(_WEEKDAYS)})(?:s|en)?"),
        lambda found, today: today - timedelta(days=(today.weekday() - _WEEKDAYS[found["weekday"]] - 1) % _WEEK + 1),
    ),
    (
        re.compile(rf"för {_NUMBER} (?P<unit>dag(?:ar)?|vecka|veckor) sed[ae]n"),
        lambda found, today: today - (_in_a_while(found, today) - today),
    ),
)


def _a_year_before(today: date) -> date:
    return add_months(today, -12) + timedelta(days=1)


def read_past_day(text: str, today: date) -> date | Misread:
    """Read a day that has been, or today; where no year is written, it is the latest such day.

    A day with its year may lie ahead all the same: the caller knows whether that is meant.
    """
    low = " ".join(text.lower().split()).rstrip(".")
    try:
        found = (read(match, today) for pattern, read in _PAST_DAYS if (match := pattern.fullmatch(low)))
        return next(found, Misread.UNKNOWN)
    except (ValueError, OverflowError):
        return Misread.NO_SUCH_DAY


def _time_of_day(text: str, usual: time) -> tuple[time, re.Match[str] | None]:
    match = _TIME.search(text)
    if match is None:
        return usual, None
    return time(int(match["hour"] or match["h"]), int(match["minute"] or match["min"] or 0)), match


def _blanked(text: str, match: re.Match[str] | None) -> str:
    """Put spaces in the place of what was understood, so that every other place stays where it is."""
    return f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}" if match else text
