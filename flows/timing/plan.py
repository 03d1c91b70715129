"""The schedule: what is due for one enrolment, and on which day. A function of the programme and the enrolment's days.

Days are local dates. Nothing is counted from what happened to be sent: a late message never moves the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field

from flows.model import Definition, Key, Text
from flows.timing.schedule import SendWindow, last_opening_day, next_opening
from flows.timing.spans import Span, add_months, after

Anchor = Literal["referral", "start", "group_start", "planned_end", "closure", "calendar"]
"""The day counted from. ``start`` is the day of saying yes; ``calendar`` are the first days of calendar periods."""

Audience = Literal["participant", "coach", "coordinator"]
Kind = Literal["offer", "reminder", "last_day", "staff"]

_MOST_TIMES = 60


class When(Definition):
    """Days counted from one of the enrolment's days: once, or again and again until it is closed.

    ``before`` is taken from what ``at`` and ``after`` come to: twelve months after the start and one month before.
    Which of these go together is checked when definitions are read (``flows.timing.rhythm``).
    """

    at: Anchor
    after: Span | None = None
    before: Span | None = None
    every: Span | None = None
    """Repeats in this rhythm; the first time is one such span after ``at``, unless ``after`` says otherwise."""

    @property
    def moment(self) -> str:
        """A short name, such as ``closure`` or ``closure+6m``; unique within a programme for one form or reminder."""
        return f"{self.at}{_short('+', self.after)}{_short('-', self.before)}"


def _short(sign: str, span: Span | None) -> str:
    if span is None:
        return ""
    parts = ((span.months, "m"), (span.weeks, "w"), (span.days, "d"))
    return sign + "".join(f"{number}{letter}" for number, letter in parts if number)


class Reminding(Definition):
    """How a participant is reminded of a form that was offered."""

    at_most: Annotated[int, Field(ge=1, le=5)]
    every: Span
    last_day: bool = False
    """Whether one more message says that it is the last day."""


class Asking(When):
    """One of the programme's questionnaires, when it is asked, and how long it stays open."""

    questionnaire: Key
    open_for: Span | None = None
    """How long it can be answered after it was offered; ``None`` is without end."""
    reminders: Reminding | None = None

    @property
    def name(self) -> str:
        """What tells this asking from the programme's others: the same form may be asked at several moments."""
        return f"{self.questionnaire}:{self.moment}"


class StaffReminder(When):
    """Something that the bot remembers for staff."""

    key: Key
    text: Text
    to: Literal["coach", "coordinator"] = "coach"
    late_after: Span = Span(weeks=2)
    """How long it may wait undone before the coach is told at once, beside the day's list."""


@dataclass(frozen=True)
class Days:
    """An enrolment's days, as far as they are known."""

    referral: date | None = None
    start: date | None = None
    group_start: date | None = None
    planned_end: date | None = None
    closure: date | None = None


@dataclass(frozen=True, order=True)
class Planned:
    """Something that is due on a day. ``key`` is unique within the enrolment and stays the same from plan to plan."""

    day: date
    key: str
    kind: Kind
    audience: Audience
    item: str
    """The questionnaire's or the reminder's key."""
    moment: str
    expires: date | None = None
    """The last day on which it means something."""

    @property
    def follows_closure(self) -> bool:
        """Whether it is counted from the closure; nothing else outlives it."""
        return follows_closure(self.moment)


def follows_closure(moment: str) -> bool:
    """Whether a moment is counted from the closure."""
    return moment.startswith("closure")


def asking_moment(moment: str) -> str:
    """Give the moment of the asking, without the number of a repetition: ``start#3`` is ``start``."""
    return moment.partition("#")[0]


def asking_of(askings: Sequence[Asking], questionnaire: str, moment: str) -> Asking | None:
    """Give the asking that planned this form at this moment."""
    name = f"{questionnaire}:{asking_moment(moment)}"
    return next((asking for asking in askings if asking.name == name), None)


def plan(askings: Sequence[Asking], staff: Sequence[StaffReminder], days: Days) -> tuple[Planned, ...]:
    """Plan everything that is due for an enrolment, in order of day.

    After the closure there is nothing but what counts from it. What repeats goes on until then, at most sixty times:
    who stays past the planned end is still there.
    """
    planned = [each for asking in askings for each in _asked(asking, days)]
    planned += [each for reminder in staff for each in _reminded(reminder, days)]
    return tuple(sorted(each for each in planned if not _is_cut_off(each, days.closure)))


def _is_cut_off(planned: Planned, closure: date | None) -> bool:
    return closure is not None and planned.day > closure and not planned.follows_closure


def _asked(asking: Asking, days: Days) -> Iterator[Planned]:
    for moment, day in _days(asking, days):
        expires = after(day, asking.open_for) if asking.open_for else None
        name = f"{asking.questionnaire}:{moment}"
        yield Planned(day, name, "offer", "participant", asking.questionnaire, moment, expires)
        for kind, nth, reminder in _reminders(asking.reminders, day, expires):
            yield Planned(reminder, f"{name}:{nth}", kind, "participant", asking.questionnaire, moment, expires)


def _reminders(reminding: Reminding | None, offered: date, expires: date | None) -> Iterator[tuple[Kind, str, date]]:
    if reminding is None:
        return
    for number in range(1, reminding.at_most + 1):
        day = after(offered, reminding.every, number)
        if expires is None or day < expires:
            yield "reminder", f"reminder{number}", day
    if reminding.last_day and expires:
        yield "last_day", "last-day", expires


def _reminded(reminder: StaffReminder, days: Days) -> Iterator[Planned]:
    for moment, day in _days(reminder, days):
        # Named apart from an offer, for a reminder may have a questionnaire's key.
        yield Planned(day, f"{reminder.key}:{moment}:staff", "staff", reminder.to, reminder.key, moment)


def _days(when: When, days: Days) -> Iterator[tuple[str, date]]:
    """Give the moments and days of something that is due."""
    anchor = days.start if when.at == "calendar" else getattr(days, when.at)
    if anchor is None:
        return
    if when.every is None:
        day = after(anchor, when.after) if when.after else anchor
        yield when.moment, after(day, when.before, -1) if when.before else day
        return
    for number, day in enumerate(_repeated(when, when.every, anchor), 1):
        if number > _MOST_TIMES or (days.closure and day > days.closure):
            return
        yield f"{when.moment}#{number}", day


def _repeated(when: When, every: Span, anchor: date) -> Iterator[date]:
    if when.at == "calendar":
        origin, times = _period_after(anchor, every.months), 0
    else:
        origin, times = (after(anchor, when.after), 0) if when.after else (anchor, 1)
    while True:
        yield after(origin, every, times)
        times += 1


def _period_after(day: date, months: int) -> date:
    """Give the first day of the next calendar period of so many months, a part of a year (3: quarters)."""
    begun = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return add_months(begun, months)


def moment_of(planned: Planned, window: SendWindow, zone: ZoneInfo) -> datetime:
    """Give the moment at which something planned is due.

    Only the notice of a last day comes before its day when nothing is sent on that: after it, it would be too late.
    """
    is_notice = planned.kind == "last_day"
    return due_at(last_opening_day(planned.day, window) if is_notice else planned.day, window, zone)


def due_at(day: date, window: SendWindow, zone: ZoneInfo) -> datetime:
    """Give the first moment, on this local day or after it, at which a message that is due then may be sent."""
    return next_opening(datetime.combine(day, window.opens or time(0), zone), window, zone)
