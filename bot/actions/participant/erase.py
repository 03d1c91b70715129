"""What is kept about a participant, and erasing it (GDPR 15 and 17; the association's retention decision)."""

from dataclasses import dataclass

from bot.actions.here import Here, NotAllowed
from bot.actions.participant.forms import Form, of_run
from flows.facts import FactValue
from storage import enrolments, facts, guests, people, runs, tasks
from storage.enrolments import Enrolment, State


@dataclass(frozen=True)
class Kept:
    """What is kept of one enrolment: its state, its forms with their linked answers, and what staff recorded."""

    enrolment: Enrolment
    forms: tuple[Form, ...]
    facts: dict[str, FactValue]


def kept(here: Here) -> tuple[Kept, ...]:
    """Give everything that is kept about the caller as a participant."""
    person = here.caller.person
    found = enrolments.of_person(here.unit, person.id) if person else ()
    return tuple(
        Kept(
            enrolment,
            tuple(of_run(here, run) for run in runs.of_enrolment(here.unit, enrolment.id)),
            facts.known(here.unit, enrolment.id),
        )
        for enrolment in found
    )


def is_guest(here: Here) -> bool:
    """Whether the caller has begun the form of an event, which can be erased too."""
    person = here.caller.person
    return person is not None and bool(guests.of_person(here.unit, person.id))


def erase(here: Here, _: None = None) -> bool:
    """Stop all messages to the caller and erase what is kept; tell whether it was erased.

    Without a retention decision the association must decide: the chat is let go and a task is left for it. What is
    begun of an event's form is erased all the same, for it is nobody's file.

    :raises NotAllowed: if the caller does not take part in anything
    """
    person = here.person()
    found, guest = enrolments.of_person(here.unit, person.id), guests.of_person(here.unit, person.id)
    decided = here.house.association.retention is not None or not found
    if not (found or guest):
        raise NotAllowed
    for each in guest:
        guests.leave(here.unit, each)
    for enrolment in found:
        here.note("erased" if decided else "erasure asked for", f"enrolment {enrolment.id}")
        if decided:
            enrolments.let_go(here.unit, enrolment.id, State.ERASED)
        else:
            enrolments.detach(here.unit, enrolment.id)
            tasks.add(here.unit, "erasure", enrolment.programme, enrolment.id, here.now)
    people.let_go(here.unit, person.id)
    return decided
