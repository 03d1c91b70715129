"""Periods that are reported on: a month, a quarter, a half-year, a year, or the whole time of a programme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from flows.timing.schedule import quarter
from flows.timing.spans import add_months

Kind = Literal["month", "quarter", "half_year", "year", "all"]

_MONTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_WRITTEN = re.compile(r"(?P<year>[12]\d{3})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half>[12])))?")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period. The whole time has neither a first day nor a last."""

    key: str
    """As it is written: ``2026-07``, ``2026-Q3``, ``2026-H1``, ``2026`` or ``all``."""
    kind: Kind
    first: date | None = None
    last: date | None = None

    def is_closed(self, today: date) -> bool:
        """Whether it is over on a day."""
        return self.last is not None and self.last < today

    def until(self, today: date) -> date:
        """Give its last day, or the day looked at while it is under way."""
        return min(self.last, today) if self.last else today

    def before(self) -> "Period | None":
        """Give the same period before this one; the whole time has none."""
        return None if self.first is None else of_kind(self.kind, self.first - _DAY)


WHOLE_TIME = Period("all", "all")


class Unfit(StrEnum):
    """Why a text gives no period to report on."""

    UNKNOWN = "unknown"
    AHEAD = "ahead"


def read_period(text: str, today: date) -> Period | Unfit:
    """Read a period, in any letter case; one that has not begun is not there yet."""
    written = text.strip()
    if written.casefold() in {"all", "allt"}:
        return WHOLE_TIME
    found = _WRITTEN.fullmatch(written.upper())
    if found is None:
        return Unfit.UNKNOWN
    period = _read(found)
    return Unfit.AHEAD if period.first and period.first > today else period


def _read(found: re.Match[str]) -> Period:
    year = int(found["year"])
    if found["month"]:
        return of_kind("month", date(year, int(found["month"]), 1))
    if found["quarter"]:
        return of_kind("quarter", date(year, int(found["quarter"]) * 3, 1))
    if found["half"]:
        return of_kind("half_year", date(year, int(found["half"]) * 6, 1))
    return of_kind("year", date(year, 1, 1))


def of_kind(kind: Kind, day: date) -> Period:
    """Give the period of a kind in which a day lies."""
    if kind == "all":
        return WHOLE_TIME
    length = _MONTHS[kind]
    first = day.replace(day=1, month=(day.month - 1) // length * length + 1)
    return Period(_key(kind, first), kind, first, add_months(first, length) - _DAY)


def _key(kind: Kind, first: date) -> str:
    match kind:
        case "month":
            return f"{first:%Y-%m}"
        case "quarter":
            return quarter(first)
        case "half_year":
            return f"{first.year}-H{1 if first.month == 1 else 2}"
        case _:
            return str(first.year)


def last_closed(kind: Kind, today: date) -> Period:
    """Give the last period of a kind that is over on a day."""
    under_way = of_kind(kind, today)
    return under_way.before() or under_way


def to_choose_from(today: date) -> tuple[Period, ...]:
    """Give the periods that are most asked for, the last closed quarter first."""
    closed = (last_closed(kind, today) for kind in ("quarter", "month", "half_year", "year"))
    under_way = (of_kind(kind, today) for kind in ("quarter", "year"))
    return (*closed, *under_way, WHOLE_TIME)


def quarters_until(last: date, most: int) -> tuple[Period, ...]:
    """Give so many quarters up to the one in which a day lies, the earliest first."""
    return tuple(reversed([*_quarters_back(last, most)]))


def _quarters_back(last: date, most: int) -> Iterator[Period]:
    found = of_kind("quarter", last)
    for _ in range(most):
        yield found
        found = of_kind("quarter", (found.first or last) - _DAY)
