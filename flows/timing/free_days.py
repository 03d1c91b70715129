"""The days on which people in Sweden work: a table of the law's, with Easter."""

from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

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
    sunday = easter(year)
    first = date(year, 6, 19)
    midsummer_eve = first + timedelta(days=(_FRIDAY - first.weekday()) % _WEEK)
    return frozenset(
        {
            *(date(year, month, day) for month, day in _SAME_EVERY_YEAR),
            *(sunday + timedelta(days=after) for after in (_GOOD_FRIDAY, _EASTER_MONDAY, _ASCENSION)),
            midsummer_eve,
        }
    )
