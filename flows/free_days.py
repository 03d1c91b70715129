"""The days on which Sweden rests.

Computed here because the library that knows the whole world's holidays takes longer to load than the bot does. The
tests hold the two against each other.
"""

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_FROM_EASTER = (-2, 0, 1, 39, 49)
_SATURDAY = 5


@cache
def free_days(year: int) -> frozenset[date]:
    """Give the bank holidays (lag 1989:253) and the eves that count as Sundays (semesterlagen 1977:480, 3 a §).

    :param year: from 2005 on, when 6 June took Whit Monday's place
    """
    fixed = (date(year, month, day) for month, day in _FIXED)
    moving = (_easter(year) + timedelta(days=days) for days in _FROM_EASTER)
    midsummer, all_saints = _saturday_from(date(year, 6, 20)), _saturday_from(date(year, 10, 31))
    return frozenset({*fixed, *moving, midsummer - timedelta(days=1), midsummer, all_saints})


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(_SATURDAY - day.weekday()) % 7)


def _easter(year: int) -> date:
    """Give Easter Sunday by the algorithm of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + sunday - 7 * ((golden + 11 * moon + 22 * sunday) // 451) + 114, 31)
    return date(year, month, day + 1)
