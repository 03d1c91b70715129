"""A participant's quiet: nothing is written to them until they take it up again, or a form waits until tomorrow."""

from datetime import date, timedelta

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.forms import load
from flows.timing.plan import due_at
from storage import enrolments, occasions, people, runs


def set_silent(here: Here, silent: bool) -> None:  # noqa: FBT001  # a request is always the second argument
    """Let the bot start nothing with the caller, or let it begin again.

    :raises NotAllowed: if the caller takes part in nothing
    """
    person = here.person()
    if not enrolments.of_person(here.unit, person.id):
        raise NotAllowed
    people.set_silent(here.unit, person.id, silent=silent)


def tomorrow(here: Here, run: int) -> date | None:
    """Give the day of a reminder asked for now: tomorrow or the next day for it; ``None`` where that is too late.

    :raises NotAllowed: if the form is not the caller's, or an event's, whose guests are never written to
    """
    enrolment = enrolments.by_id(here.unit, load(here, run).run.enrolment)
    if enrolment is None or enrolment.event is not None:
        raise NotAllowed
    zone = here.house.association.zone
    day = due_at(here.today + timedelta(days=1), here.house.window, zone).astimezone(zone).date()
    last = runs.last_day(here.unit, run)
    return day if last is None or day <= last else None


def remind_tomorrow(here: Here, run: int) -> None:
    """Remind the caller of a form tomorrow, beside what is planned, and leave it till then; twice is once.

    :raises NotAllowed: if the form is not the caller's
    """
    form, day = load(here, run).run, tomorrow(here, run)
    offer = occasions.offer_of(here.unit, form.enrolment, form.questionnaire, form.moment)
    if day and offer and form.is_open:
        due = due_at(day, here.house.window, here.house.association.zone)
        occasions.ask_for(here.unit, offer, due, day.isoformat())
        runs.leave(here.unit, run)
