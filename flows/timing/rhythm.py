"""Whether a programme's rhythm can be kept: what could never be due, has no end, or runs into itself."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

from flows.model import Place
from flows.programme import Programme
from flows.timing.plan import Asking, When
from flows.timing.spans import Span, after

_PARTS_OF_A_YEAR = (1, 2, 3, 4, 6, 12)
_DAYS = tuple(date(2001, month, 1) for month in range(1, 13))
"""Days from which spans are compared: months differ in length."""
_A_WEEK = Span(weeks=1)
"""Longer than any row of days on which nothing is sent."""

_Problem: TypeAlias = tuple[Place, str]


def rhythm_problems(programme: Programme) -> Iterator[_Problem]:
    """Give what is wrong with when a programme asks and reminds, each with its place."""
    for index, asking in enumerate(programme.questionnaires):
        for check in (_when_problems, _asking_problems):
            for place, message in check(programme, asking):
                yield ("questionnaires", index, *place), f"'{asking.questionnaire}' {message}"
    for index, reminder in enumerate(programme.staff_reminders):
        for place, message in _when_problems(programme, reminder):
            yield ("staff_reminders", index, *place), f"'{reminder.key}' {message}"


def _when_problems(programme: Programme, when: When) -> Iterator[_Problem]:
    if when.at == "group_start" and programme.groups is None:
        yield ("at",), "would never be due, since the programme has no groups; add groups or count from another day"
    if when.at == "calendar":
        yield from _calendar_problems(when)
    elif when.every and when.at == "closure":
        message = "would never be due, since what repeats ends there; write it once for each time, with 'after'"
        yield ("every",), message
    elif when.every and when.before:
        yield ("before",), "repeats, so 'before' means nothing; remove it, or let 'after' say when it begins"
    elif when.before and when.at in {"referral", "start", "closure"} and _is_before_its_day(when, when.before):
        message = f"would always be late: it comes before '{when.at}', which nobody knows ahead; make 'before' shorter"
        yield ("before",), message


def _calendar_problems(when: When) -> Iterator[_Problem]:
    every = when.every
    if every is None or every.weeks or every.days or every.months not in _PARTS_OF_A_YEAR:
        message = "follows the calendar, which has only parts of a year; write for example every: {months: 3}"
        yield ("every" if every else "at",), message
    for name in ("after", "before"):
        if getattr(when, name):
            yield (name,), f"comes on the first day of each period, so '{name}' means nothing; remove it"


def _is_before_its_day(when: When, before: Span) -> bool:
    return any(after(after(day, when.after) if when.after else day, before, -1) < day for day in _DAYS)


def _asking_problems(programme: Programme, asking: Asking) -> Iterator[_Problem]:
    if asking.open_for is None:
        yield from _endless_problems(asking)
        return
    yield from _limit_problems(programme, asking, asking.open_for)
    reminding = asking.reminders
    if reminding is None:
        return
    in_time = min(_in_time(reminding.every, asking.open_for, day) for day in _DAYS)
    if in_time < reminding.at_most:
        remedy = f"write at_most: {in_time} or a longer open_for" if in_time else "write a longer open_for"
        yield ("reminders",), f"has {reminding.at_most - in_time} of its reminders on its last day or later; {remedy}"


def _endless_problems(asking: Asking) -> Iterator[_Problem]:
    if asking.every:
        yield ("every",), "is asked again and again and never closes, so unanswered ones pile up; add open_for"
    if asking.reminders and asking.reminders.last_day:
        yield ("reminders", "last_day"), "never closes, so it has no last day; add open_for or remove last_day"


def _limit_problems(programme: Programme, asking: Asking, open_for: Span) -> Iterator[_Problem]:
    if _any_day(lambda day: after(day, open_for) < after(day, _A_WEEK)):
        yield ("open_for",), "could close before a day on which it may be sent; keep it open for at least a week"
    if asking.every and _outlasts(open_for, asking.every):
        yield ("open_for",), "is still open when it is asked again; make open_for shorter than every"
    if programme.cool_down and _outlasts(programme.cool_down, open_for):
        yield ("open_for",), "could close while the programme's cool_down keeps it back; make open_for longer than that"


def _outlasts(span: Span, other: Span) -> bool:
    """Whether a span can be as long as another, or longer."""
    return _any_day(lambda day: after(day, span) >= after(day, other))


def _any_day(holds: Callable[[date], bool]) -> bool:
    return any(holds(day) for day in _DAYS)


def _in_time(every: Span, open_for: Span, offered: date) -> int:
    """Give how many reminders in a rhythm come before the last day."""
    last, number = after(offered, open_for), 0
    while after(offered, every, number + 1) < last:
        number += 1
    return number
