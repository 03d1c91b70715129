"""Following up: what a coach has to do about their people, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.actions.coach.missing import Gaps, gaps
from bot.actions.coach.people_of import own_people, person_of
from bot.actions.here import Here, NotAllowed
from bot.actions.words import tidied
from flows.forms import personal_data
from flows.timing.free_days import is_working_day
from flows.timing.plan import StaffReminder, due_at
from flows.timing.spans import after
from storage import agenda as stored
from storage import enrolments, occasions, tasks
from storage import people as staff
from storage.enrolments import Enrolment, State
from storage.occasions import Occasion
from storage.people import Role
from storage.tasks import Task

CONTACT = "contact"
"""The kind of task that a participant's wish for contact is."""
HOURS = range(7, 17)
"""The hours at which the day's list can come."""
LONGEST_REASON = 300
_WEEK = 7


@dataclass(frozen=True)
class FollowUp:
    """Something to do about someone, and the day on which it is to be done."""

    occasion: Occasion
    enrolment: Enrolment
    reminder: StaffReminder
    day: date

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it yet."""
        return self.occasion.state == "planned"


@dataclass(frozen=True)
class Contact:
    """Someone who asked for contact."""

    task: Task
    enrolment: Enrolment


@dataclass(frozen=True)
class Agenda:
    """What a coach has before them: who asked for contact, and what is late, due today and due later this week."""

    contacts: tuple[Contact, ...] = ()
    late: tuple[FollowUp, ...] = ()
    today: tuple[FollowUp, ...] = ()
    week: tuple[FollowUp, ...] = ()
    gaps: tuple[Gaps, ...] = ()
    """Of whom something is missing that ought to be recorded."""

    @property
    def is_pressing(self) -> bool:
        """Whether something is to be done today."""
        return bool(self.contacts or self.late or self.today)


def agenda(here: Here) -> Agenda:
    """Give what the caller has to follow up to the end of the week.

    :raises NotAllowed: if the caller is no coach
    """
    if not here.person().has(Role.COACH):
        raise NotAllowed
    sunday = here.today + timedelta(days=_WEEK - 1 - here.today.weekday())
    people = own_people(here)
    own = {enrolment.id for enrolment in people}
    found = [each for each in everything_until(here, sunday) if each.enrolment.id in own]
    return Agenda(
        contacts=tuple(each for each in contacts(here) if each.enrolment.id in own),
        late=tuple(each for each in found if each.day < here.today),
        today=tuple(each for each in found if each.day == here.today),
        week=tuple(each for each in found if each.day > here.today),
        gaps=gaps(here, people),
    )


def everything_until(here: Here, day: date) -> tuple[FollowUp, ...]:
    """Give what coaches have to follow up to the end of a day, whoever they are."""
    end = datetime.combine(day + timedelta(days=1), time(0), here.house.association.zone)
    found = (_follow_up(here, each) for each in stored.awaiting_staff(here.unit, end - timedelta(seconds=1)))
    return tuple(each for each in found if each and _holds(each))


def contacts(here: Here) -> tuple[Contact, ...]:
    """Give all who asked for contact and have not had it."""
    found = ((task, enrolments.by_id(here.unit, task.enrolment)) for task in tasks.open_of_kind(here.unit, CONTACT))
    return tuple(Contact(task, enrolment) for task, enrolment in found if enrolment)


def _follow_up(here: Here, occasion_id: int) -> FollowUp | None:
    occasion = occasions.by_id(here.unit, occasion_id)
    enrolment = enrolments.by_id(here.unit, occasion.enrolment) if occasion else None
    programme = here.house.programme(enrolment.programme) if enrolment else None
    reminder = programme.staff_reminder(occasion.item) if occasion and programme else None
    if occasion is None or enrolment is None or reminder is None or occasion.audience != "coach":
        return None
    return FollowUp(occasion, enrolment, reminder, occasion.due.astimezone(here.house.association.zone).date())


def _holds(found: FollowUp) -> bool:
    """Whether it still means something: not in a pause, and after the closure only what counts from it."""
    if found.enrolment.state is State.CLOSED:
        return found.occasion.moment.startswith("closure")
    return found.enrolment.state in {State.ACTIVE, State.INVITED, State.WAITING}


def find(here: Here, occasion: int) -> FollowUp:
    """Give something to follow up that is the caller's, open or settled.

    :raises NotAllowed: if it is another coach's
    """
    found = _follow_up(here, occasion)
    if found is None:
        raise NotAllowed
    person_of(here, found.enrolment.id)
    return found


def is_late(here: Here, found: FollowUp) -> bool:
    """Whether it has waited longer than the programme allows."""
    return here.today > after(found.day, found.reminder.late_after)


def done(here: Here, occasion: int) -> None:
    """Keep that it is done; what is settled already stays as it is.

    :raises NotAllowed: if it is another coach's
    """
    if find(here, occasion).is_open:
        occasions.settle(here.unit, occasion, "done", here.today)


@dataclass(frozen=True)
class Snooze:
    """Something to follow up, and the day until which it is to wait."""

    occasion: int
    until: date


def snooze(here: Here, request: Snooze) -> None:
    """Let something wait until a later day; what is settled already stays as it is.

    :raises NotAllowed: if it is another coach's, or the day is not ahead
    """
    if request.until <= here.today:
        raise NotAllowed
    due = due_at(request.until, here.house.window, here.house.association.zone)
    occasions.put_off(here.unit, find(here, request.occasion).occasion.id, due, snoozed=True)


@dataclass(frozen=True)
class NotRelevant:
    """Something to follow up that is not relevant, and why."""

    occasion: int
    reason: str


def fits(reason: str) -> bool:
    """Whether a reason can be kept: some words, not too many, and nothing that tells who a person is."""
    return 0 < len(tidied(reason)) <= LONGEST_REASON and not personal_data.find(reason)


def not_relevant(here: Here, request: NotRelevant) -> None:
    """Keep that it is not relevant, and why.

    :raises NotAllowed: if it is another coach's, or the reason cannot be kept
    """
    if not fits(request.reason):
        raise NotAllowed
    if find(here, request.occasion).is_open:
        occasions.settle(here.unit, request.occasion, "irrelevant", here.today, tidied(request.reason))


def next_working_day(day: date) -> date:
    """Give the first working day after a day."""
    following = day + timedelta(days=1)
    return following if is_working_day(following) else next_working_day(following)


def next_week(day: date) -> date:
    """Give the first working day of the week after."""
    return next_working_day(day + timedelta(days=_WEEK - 1 - day.weekday()))


def set_hour(here: Here, hour: int) -> None:
    """Let the day's list come at this local hour.

    :raises NotAllowed: if the caller is no coach, or the hour is not offered
    """
    if hour not in HOURS or not here.person().has(Role.COACH):
        raise NotAllowed
    staff.set_digest_hour(here.unit, here.person().id, hour)
