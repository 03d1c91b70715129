"""What is kept about a participant, and erasing it (GDPR 15 and 17; the association's retention decision)."""

from dataclasses import dataclass

from bot.actions.coach.carers import carers
from bot.actions.erasing import erase_enrolment
from bot.actions.here import Here, NotAllowed
from bot.actions.participant.forms import Form, of_run
from flows.timing.schedule import next_opening
from storage import enrolments, facts, guests, occasions, outbox, people, runs, tasks
from storage.enrolments import Enrolment
from storage.facts import Recorded
from storage.occasions import Occasion
from storage.tasks import Task

WITHDRAWN = "withdrawn"
"""The letter to staff that somebody takes part no longer; its subject is the enrolment."""


@dataclass(frozen=True)
class Kept:
    """What is kept of one enrolment: its state, forms and linked answers, what staff recorded, and the rest."""

    enrolment: Enrolment
    forms: tuple[Form, ...]
    facts: dict[str, Recorded]
    occasions: tuple[Occasion, ...]
    tasks: tuple[Task, ...]
    """Wishes for contact, and for erasing."""


def kept(here: Here) -> tuple[Kept, ...]:
    """Give everything that is kept about the caller as a participant."""
    person = here.caller.person
    found = enrolments.of_person(here.unit, person.id) if person else ()
    return tuple(
        Kept(
            enrolment,
            tuple(of_run(here, run) for run in runs.of_enrolment(here.unit, enrolment.id)),
            facts.present(here.unit, enrolment.id),
            occasions.of_enrolment(here.unit, enrolment.id),
            tasks.of_enrolment(here.unit, enrolment.id),
        )
        for enrolment in found
    )


def is_guest(here: Here) -> bool:
    """Whether the caller has begun the form of an event, which can be erased too."""
    person = here.caller.person
    return person is not None and bool(guests.of_person(here.unit, person.id))


def erase(here: Here, _: None = None) -> None:
    """Stop all messages to the caller at once and erase what is kept.

    What is erased and when is the association's retention decision (bot.actions.erasing). What is begun of an event's
    form is erased all the same, for it is nobody's file.

    :raises NotAllowed: if the caller does not take part in anything
    """
    person = here.person()
    found, guest = enrolments.of_person(here.unit, person.id), guests.of_person(here.unit, person.id)
    if not (found or guest):
        raise NotAllowed
    for each in guest:
        guests.leave(here.unit, each)
    for enrolment in found:
        erase_enrolment(here, enrolment)
    people.let_go(here.unit, person.id)


def withdraw(here: Here, _: None = None) -> None:
    """Stop all messages to the caller at once; what was sent in stays theirs to see, and to have erased.

    Forms that are not sent in end, and what was answered in them goes. Those who look after the caller are told.

    :raises NotAllowed: if the caller takes part in nothing
    """
    found = enrolments.of_person(here.unit, here.person().id)
    if not found:
        raise NotAllowed
    for enrolment in found:
        stop(here, enrolment)


def stop(here: Here, enrolment: Enrolment) -> None:
    """Let an enrolment's person take part no longer, once."""
    if enrolment.withdrawn_on is not None:
        return
    enrolments.withdraw(here.unit, enrolment.id, here.today.isoformat())
    here.note("withdrawn", f"enrolment {enrolment.id}")
    opening = next_opening(here.now, here.house.window, here.house.association.zone)
    for carer in carers(here, enrolment):
        key = f"{WITHDRAWN}:{enrolment.id}:{carer.id}:{here.update}"
        outbox.put(here.unit, key, carer.id, WITHDRAWN, enrolment.id, opening)
