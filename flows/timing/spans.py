"""Spans of time between days, and month arithmetic that is defined: 31 August + 6 months is the last of February."""

from calendar import monthrange
from datetime import date, timedelta

from pydantic import Field, model_validator

from flows.model import Definition

_MONTHS_A_YEAR = 12


class Span(Definition):
    """A length of time in months, weeks and days, of which at least one is given."""

    months: int = Field(default=0, ge=0, le=120)
    weeks: int = Field(default=0, ge=0, le=520)
    days: int = Field(default=0, ge=0, le=3650)

    @model_validator(mode="after")
    def _is_some_time(self) -> "Span":
        if not (self.months or self.weeks or self.days):
            message = "a length of time needs months, weeks or days; write for example {months: 1}"
            raise ValueError(message)
        return self


def after(day: date, span: Span, times: int = 1) -> date:
    """Give the day that lies ``times`` spans after another (before it, for a negative number).

    Months come first and end on the last day of a month that is too short; then weeks and days. Counting from the
    first day each time, three months after 30 November is the last of February, and six months after it 30 May.
    """
    return add_months(day, span.months * times) + timedelta(weeks=span.weeks * times, days=span.days * times)


def in_days(span: Span) -> int:
    """Give how many days a span is at the beginning of a year, for those that hold months."""
    start = date(2001, 1, 1)
    return (after(start, span) - start).days


def add_months(day: date, months: int) -> date:
    """Give the same day of another month, or that month's last day where it has no such day."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
