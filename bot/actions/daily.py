"""What staff are told without asking: own reminders, what cannot wait, the day's list, the week's count.

Every step can be taken again at any time: a letter's key says what it is about, so it is written once. What is in it
is read when it is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.actions.coach import follow_ups
from bot.actions.coach.at_work import at_work
from bot.actions.coach.carers import carers
from bot.actions.coach.follow_ups import next_working_day
from bot.actions.coordinator import paper_upload
from bot.actions.coordinator.left_to_do import remind_of_what_is_left
from bot.actions.coordinator.quarter import give_the_quarters_summary
from bot.actions.coordinator.settle import keep_standings, settle_quarters
from bot.actions.here import Here
from bot.actions.participant import contact
from flows.timing.free_days import is_working_day
from flows.timing.schedule import next_opening
from flows.timing.spans import Span, after
from storage import agenda, guests, outbox, own_reminders, people, tasks
from storage.enrolments import Enrolment
from storage.people import Role

LATE, LONGEST, DIGEST, WEEKLY, OWN = "late", "longest", "digest", "weekly", "own"
"""Kinds of letters to staff; their subjects: an occasion, an enrolment, a day's ordinal, the same, a reminder."""
_SHORT_MONTH = timedelta(days=3)
"""A span counted back may end so much before the day from which it leads here: months differ in length."""


def remind_of_own(here: Here) -> None:
    """Write what members of staff asked to be reminded of, at its own time; for one who has left it is let go."""
    for reminder in own_reminders.due(here.unit, here.now):
        person = people.by_id(here.unit, reminder.person)
        if person and person.grants:
            outbox.put(here.unit, f"{OWN}:{reminder.id}", person.id, OWN, reminder.id, here.now)
        own_reminders.settle(here.unit, reminder.id, "sent" if person and person.grants else "cancelled")


def tell_of_contacts(here: Here) -> None:
    """Write to those who look after someone who asked for contact, also when that has become someone else."""
    for found in follow_ups.contacts(here):
        if not found.task.taken:
            contact.tell(here, found.task, found.enrolment)


def tell_what_is_late(here: Here) -> None:
    """Write of what has waited longer than the programme allows, and of those who have been there longer."""
    for found in follow_ups.everything_until(here, here.today):
        if follow_ups.is_late(here, found):
            _tell(here, f"{LATE}:{found.occasion.id}:{found.day}", found.enrolment, LATE, found.occasion.id)
    for enrolment in overstaying(here):
        _tell(here, f"{LONGEST}:{enrolment.id}", enrolment, LONGEST, enrolment.id)


def _tell(here: Here, key: str, enrolment: Enrolment, kind: str, subject: int) -> None:
    opening = next_opening(here.now, here.house.window, here.house.association.zone)
    for carer in carers(here, enrolment):
        outbox.put(here.unit, f"{key}:{carer.id}", carer.id, kind, subject, opening)


def overstaying(here: Here) -> tuple[Enrolment, ...]:
    """Give those who have taken part longer than their programme's longest time."""
    found = (_overstaying(here, programme, longest) for programme, longest in _limited(here))
    return tuple(enrolment for several in found for enrolment in several)


def _limited(here: Here) -> Iterator[tuple[str, Span]]:
    for programme in here.house.catalogue.programmes.values():
        if programme.longest:
            yield programme.key, programme.longest


def _overstaying(here: Here, programme: str, longest: Span) -> Iterator[Enrolment]:
    began = after(here.today, longest, -1) + _SHORT_MONTH
    for enrolment in agenda.active(here.unit, programme, began):
        if enrolment.enrolled_on and after(enrolment.enrolled_on, longest) < here.today:
            yield enrolment


def give_the_days_list(here: Here) -> None:
    """Write each coach's list of the day: on working days, from their hour on, once."""
    for person in at_work(here, Role.COACH):
        key = f"{DIGEST}:{person.id}:{here.today}"
        outbox.put(here.unit, key, person.id, DIGEST, here.today.toordinal(), here.now)


def give_the_weeks_count(here: Here) -> None:
    """Write each coordinator's count on the first working day of the week, from their hour on, once."""
    if not _begins_the_week(here.today):
        return
    for person in at_work(here, Role.COORDINATOR):
        key = f"{WEEKLY}:{person.id}:{here.today}"
        outbox.put(here.unit, key, person.id, WEEKLY, here.today.toordinal(), here.now)


def next_due(here: Here) -> datetime | None:
    """Give the first moment after now at which something comes due: what is stored, or a list of a day at work."""
    hours, zone = people.digest_hours(here.unit), here.house.association.zone
    days = (here.today, next_working_day(here.today)) if hours else ()
    lists = (datetime.combine(day, time(hour), zone) for day in days if is_working_day(day) for hour in hours)
    stored = agenda.next_due(here.unit, here.now)
    return min([*(each for each in lists if each > here.now), *([stored] if stored else [])], default=None)


def _begins_the_week(day: date) -> bool:
    before = (day - timedelta(days=number) for number in range(1, day.weekday() + 1))
    return is_working_day(day) and not any(map(is_working_day, before))


def let_guests_go(here: Here) -> bool:
    """Forget who had not sent in when an event closed, and two days later who had; tell whether there were any."""
    return guests.forget(here.unit, here.now)


@dataclass(frozen=True)
class Count:
    """What a coordinator should know of a programme: how much is late, who cannot be reached, who wants erasing."""

    programme: str
    late: int
    unreachable: int
    erasures: int

    @property
    def is_zero(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.late or self.unreachable or self.erasures)


def weeks_count(here: Here) -> tuple[Count, ...]:
    """Give the counts of the caller's programmes that have something to tell."""
    late = [each.enrolment.programme for each in follow_ups.everything_until(here, here.today - timedelta(days=1))]
    counts = (
        Count(
            each.key,
            late.count(each.key),
            agenda.unreachable(here.unit, each.key),
            tasks.undecided_erasures(here.unit, each.key),
        )
        for each in here.programmes(Role.COORDINATOR)
    )
    return tuple(count for count in counts if not count.is_zero)


class Step(Protocol):
    """Something that is looked for again and again."""

    __name__: str

    def __call__(self, here: Here, /) -> bool | None:
        """Do what is due now; tell whether something was deleted that the disk must forget."""


STEPS: tuple[Step, ...] = (
    settle_quarters,
    keep_standings,
    tell_of_contacts,
    tell_what_is_late,
    give_the_days_list,
    give_the_weeks_count,
    give_the_quarters_summary,
    remind_of_what_is_left,
    paper_upload.let_go,
    let_guests_go,
    remind_of_own,
)
"""All that is looked for at every tick. A quarter is settled before anything else; own reminders come last, so that
what was due before them is written before."""
