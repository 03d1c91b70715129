"""What the year must bring to one person, worked out apart from the bot: the messages about each form, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from flows.catalogue import SHIPPED, read_catalogue
from flows.timing.free_days import is_working_day
from flows.timing.plan import Days, Planned, due_at, moment_of, plan
from flows.timing.schedule import SendWindow, last_opening_day
from tests.year.behaviour import COACHES_HOUR, END, Act, Year, days_between
from tests.year.zone import STOCKHOLM

TEAM = read_catalogue(SHIPPED).programmes["samverkansteam-finnveden"]
WINDOW = SendWindow(time(8), time(19))
OPENS = 8
OPEN_FOR = timedelta(days=60)

When = tuple[date, int]
"""A day and its hour."""


@dataclass(frozen=True)
class Came:
    """Something that the bot said by itself: when, to whom, and what."""

    day: date
    hour: int
    who: str
    what: str


def opening(day: date) -> date:
    """Give the first day from this on on which anything is sent."""
    return due_at(day, WINDOW, STOCKHOLM).astimezone(STOCKHOLM).date()


def to_participant(year: Year) -> Iterator[Came]:
    """Give all that a person is written."""
    joined, closed, taken = year.first("joins"), year.first("closed"), year.first("had contact")
    if joined:
        yield from _of_form(_start(year, joined))
    if joined and closed:
        yield from _of_form(_closing(year, closed))
    if taken:
        yield Came(taken.day, COACHES_HOUR, year.reference, "taken")


@dataclass
class _Due:
    """Something that is to be said of a form, and when it may be said."""

    at: When
    kind: str


@dataclass
class _Form:
    """A form of someone's: what is planned to be said of it, since when it is known, and its last day once offered."""

    year: Year
    pending: list[_Due]
    known: Act
    is_start: bool
    last: date | None = None

    def is_over(self, day: date, hour: int) -> bool:
        """Whether nothing can be said of it any more."""
        answered = self.year.first("answers", self.known.day)
        is_answered = answered is not None and (day, hour) >= (answered.day, answered.hour)
        return (
            self.year.has("eras", day, hour)
            or (self.is_start and self.year.has("closed", day, hour))
            or (is_answered and (self.is_start or self.last is not None))
            or (self.last is not None and day > self.last)
        )

    def is_held_back(self, day: date, hour: int) -> bool:
        """Whether the person is to be left in peace."""
        is_paused = self.is_start and self.year.holds("paused", "resumed", day, hour)
        return is_paused or self.year.holds("is silent", "is heard", day, hour)

    def say(self, due: list[_Due], day: date) -> str:
        """Say one thing for all that is due, and give what; a last day that is still ahead is told of when it comes."""
        if not self.is_start and self.last is None:
            self.last = day + OPEN_FOR
        notice = last_opening_day(self.last, WINDOW) if self.last else day
        said = [each for each in due if each.kind != "last_day" or day >= notice]
        for each in due:
            if each in said:
                self.pending.remove(each)
            else:
                each.at = (notice, OPENS)
        return next((each.kind for each in said if each.kind == "offer"), said[-1].kind if said else "")


def _start(year: Year, joined: Act) -> _Form:
    """Give the form of the start, which is shown at once: only its reminders are written."""
    planned = plan(TEAM.questionnaires, (), Days(start=joined.day))
    closed = year.first("closed")
    pending = [_Due(_moment(each), each.kind) for each in planned if each.item == "start" and each.kind != "offer"]
    return _Form(year, pending + _asked_for(year, joined.day, closed.day if closed else END), joined, is_start=True)


def _closing(year: Year, closed: Act) -> _Form:
    planned = plan(TEAM.questionnaires, (), Days(closure=closed.last_day))
    pending = [_Due(_moment(each), each.kind) for each in planned]
    return _Form(year, pending + _asked_for(year, closed.day, END), closed, is_start=False)


def _moment(planned: Planned) -> When:
    at = moment_of(planned, WINDOW, STOCKHOLM).astimezone(STOCKHOLM)
    return at.date(), at.hour


def _asked_for(year: Year, since: date, until: date) -> list[_Due]:
    """Give the reminders that the person asked for with "Påminn mig imorgon"."""
    asked = (act for act in year.acts if act.words == "asks for tomorrow" and since <= act.day < until)
    return [_Due((opening(act.day + timedelta(days=1)), OPENS), "reminder") for act in asked]


def _of_form(form: _Form) -> Iterator[Came]:
    """Go through the hours at which something may be said of a form: each opening, and when something was done."""
    year, since = form.year, (form.known.day, form.known.hour)
    openings = {(day, OPENS) for day in days_between(form.known.day, END) if is_working_day(day)}
    acts = {(act.day, act.hour) for act in year.acts if is_working_day(act.day)}
    for day, hour in sorted(when for when in openings | acts if when >= since):
        due = [each for each in form.pending if each.at <= (day, hour)]
        if form.is_over(day, hour) or not due:
            continue
        if form.is_held_back(day, hour):
            for each in due:
                each.at = (opening(day + timedelta(days=1)), OPENS)
            continue
        what = form.say(due, day)
        if what and not year.holds("blocks", "returns", day, hour):
            yield Came(day, hour, year.reference, what)
