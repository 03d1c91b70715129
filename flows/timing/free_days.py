"""The days on which people in Sweden work: a few rules, where a library of all countries' days loads 280 modules."""

from datetime import date, timedelta
from functools import cache

_FRIDAY, _SATURDAY, _WEEK = 4, 5, 7
_SAME_EVERY_YEAR = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION = -2, 1, 39
"""Days after Easter Sunday."""


def is_working_day(day: date) -> bool:
    """Whether people work: neither Saturday, Sunday, a Swedish bank holiday nor one of the three great eves.

    Bank holidays are as since 2005 (lag 1989:253); the eves of Midsummer, Christmas and the new year count as Sundays
    (semesterlagen 1977:480, 3 a §). Bank holidays that are always a Saturday or a Sunday need no rule here.
    """
    return day.weekday() < _SATURDAY and day not in _free(day.year)


@cache
def _free(year: int) -> frozenset[date]:
    easter = _easter(year)
    first = date(year, 6, 19)
    midsummer_eve = first + timedelta(days=(_FRIDAY - first.weekday()) % _WEEK)
    return frozenset(
        {
            *(date(year, month, day) for month, day in _SAME_EVERY_YEAR),
            *(easter + timedelta(days=after) for after in (_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION)),
            midsummer_eve,
        }
    )


def _easter(year: int) -> date:
    """Give Easter Sunday: the one after the full moon of spring, by the Gregorian calendar's own reckoning of moons."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= moon == 29 or (moon == 28 and golden > 10)  # noqa: PLR2004  # the calendar's two exceptions
    full = date(year, 3, 21) + timedelta(days=moon)
    return full + timedelta(days=_WEEK - full.isoweekday() % _WEEK)
