"""Finds the day that a Swedish text names: "imorgon", "om två veckor", "15 januari", "sista fredagen i månaden"."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from flows.swedish.words import MONTHS, NEAR, NUMBER, ORDINALS, WEEKDAYS, any_of, number
from flows.timing.spans import add_months

_WEEK = 7
_MONTHS_A_YEAR = 12
_FARTHEST = 100 * _MONTHS_A_YEAR

_NEXT = "n[äa]sta"
_MONTH = "m[åa]nad"
_WEEKDAY = f"(?P<weekday>{any_of(WEEKDAYS)})"
_OF_MONTH = rf"(?:i|av) (?:(?P<following>{_NEXT} )?{_MONTH}(?:en)?|(?P<of>{any_of(MONTHS)}))"
_ON_WEEKDAY = rf"(?:\b(?:p[åa] )?(?:{any_of(WEEKDAYS)}) )?"

_Reader: TypeAlias = Callable[[re.Match[str], date], date]


def find_day(text: str, today: date) -> tuple[date, re.Match[str]] | None:
    """Give the first day that a text in lower case names, and the words that name it.

    :raises ValueError: if there is no such day
    :raises OverflowError: if it lies too far ahead
    """
    found = next(((match, read) for pattern, read in _DAYS if (match := pattern.search(text))), None)
    return (found[1](found[0], today), found[0]) if found else None


def _iso(found: re.Match[str], _: date) -> date:
    return date(int(found["y"]), int(found["m"]), int(found["d"]))


def _written(found: re.Match[str], today: date) -> date:
    month, day = MONTHS[found["month"]] if found["month"] else int(found["digits"]), int(found["day"])
    if found["year"]:
        return date(int(found["year"]), month, day)
    return _first_there_is([(year, month, day) for year in (today.year, today.year + 1)], today)


def _of_some_month(found: re.Match[str], today: date) -> date:
    """Give the next day with this number, in a month that has it."""
    begin = add_months(today.replace(day=1), 1 if found["following"] else 0)
    months = [add_months(begin, ahead) for ahead in range(1 if found["following"] else _MONTHS_A_YEAR)]
    return _first_there_is([(each.year, each.month, int(found["day"])) for each in months], today)


def _first_there_is(days: list[tuple[int, int, int]], today: date) -> date:
    """Give the first of some days that exists and has not been."""
    for year, month, day in days:
        try:
            written = date(year, month, day)
        except ValueError:
            continue
        if written >= today:
            return written
    raise ValueError("there is no such day")


def _month_meant(found: re.Match[str], today: date) -> date:
    """Give the first day of the month that ``_OF_MONTH`` found."""
    month = MONTHS.get(found["of"] or "")
    ahead = 1 if found["following"] else (month - today.month) % _MONTHS_A_YEAR if month else 0
    return add_months(today.replace(day=1), ahead)


def _last_of_month(found: re.Match[str], today: date) -> date:
    return add_months(_month_meant(found, today), 1) - timedelta(days=1)


def _nth_weekday(found: re.Match[str], today: date) -> date:
    nth, weekday, first = ORDINALS[found["nth"]], WEEKDAYS[found["weekday"]], _month_meant(found, today)
    if nth < 0:
        last = add_months(first, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % _WEEK)
    return first + timedelta(days=(weekday - first.weekday()) % _WEEK + _WEEK * (nth - 1))


def _in_a_while(found: re.Match[str], today: date) -> date:
    if found["half"]:
        return add_months(today, _MONTHS_A_YEAR // 2)
    unit, many = found["unit"], number(found)
    if unit.startswith("v"):
        return today + timedelta(weeks=many)
    if unit.startswith("d"):
        return today + timedelta(days=many)
    months = many if unit.startswith("m") else _MONTHS_A_YEAR * many
    if months > _FARTHEST:
        raise OverflowError
    return add_months(today, months)


def _in_week(found: re.Match[str], today: date) -> date:
    """Give a weekday (Monday, if none is named) of a week by its number, or of the next week."""
    weekday = WEEKDAYS[found["weekday"] or found["then"] or "måndag"]
    if found["week"] is None:
        return today + timedelta(days=_WEEK - today.weekday() + weekday)
    week, year = int(found["week"]), today.isocalendar().year
    is_over = date.fromisocalendar(year, week, _WEEK) < today if _has_week(year, week) else True
    return date.fromisocalendar(year + 1 if is_over else year, week, weekday + 1)


def _has_week(year: int, week: int) -> bool:
    return 1 <= week <= date(year, 12, 28).isocalendar().week


def _next_month(_: re.Match[str], today: date) -> date:
    return add_months(today.replace(day=1), 1)


def _weekday(found: re.Match[str], today: date) -> date:
    ahead = (WEEKDAYS[found["weekday"]] - today.weekday() - 1) % _WEEK + 1
    is_this_week = today.weekday() + ahead < _WEEK
    return today + timedelta(days=ahead + (_WEEK if found["next"] and is_this_week else 0))


def _near(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=NEAR[found["near"]])


_WRITTEN = (
    rf"{_ON_WEEKDAY}\b(?:den )?(?P<day>\d{{1,2}})(?::?[ea]|\.)?"
    rf"(?:/(?P<digits>\d{{1,2}})(?!\d)| (?P<month>{any_of(MONTHS)})\b)(?:[ /-]?(?P<year>\d{{4}})\b)?"
)
_ISO = rf"{_ON_WEEKDAY}\b(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?!\d)"
_UNIT = f"(?P<unit>dag(?:ar)?|vecka|veckor|{_MONTH}(?:er)?|[åa]r)"
_HALF_A_YEAR = "(?P<half>ett halv(?:t )?[åa]r)"
_WEEK_NAMED = (
    rf"(?:\b(?:p[åa] )?{_WEEKDAY} (?:i )?)?\b(?:v(?:ecka|\.)? ?(?P<week>\d{{1,2}})|{_NEXT} vecka)\b"
    rf"(?: (?:p[åa] )?(?P<then>{any_of(WEEKDAYS)})\b)?"
)
_NUMBERED_DAY = rf"{_ON_WEEKDAY}\bden (?P<day>\d{{1,2}})(?!\d)(?::?[ea]\b)?(?P<following> (?:i )?{_NEXT} {_MONTH}\b)?"

_DAYS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(_ISO), _iso),
    (re.compile(_WRITTEN), _written),
    (re.compile(rf"\b(?:den )?(?P<nth>{any_of(ORDINALS)}) {_WEEKDAY}(?:en)? {_OF_MONTH}\b"), _nth_weekday),
    (re.compile(rf"\b(?:den )?sista (?:dagen )?{_OF_MONTH}\b"), _last_of_month),
    (re.compile(rf"\bom (?:{NUMBER} {_UNIT}|{_HALF_A_YEAR})\b"), _in_a_while),
    (re.compile(_WEEK_NAMED), _in_week),
    (re.compile(_NUMBERED_DAY), _of_some_month),
    (re.compile(rf"\b{_NEXT} {_MONTH}\b"), _next_month),
    (re.compile(rf"\b(?:nu )?(?:p[åa] )?(?P<next>{_NEXT} )?{_WEEKDAY}\b"), _weekday),
    (re.compile(rf"(?<!\w)(?P<near>{any_of(NEAR)})\b"), _near),
)
"""The ways of naming a day; where a text holds several, the one that comes first here counts."""
