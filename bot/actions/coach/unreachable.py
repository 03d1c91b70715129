"""Someone who cannot be reached: marked, and those who look after them told once, until the person is heard from."""

from bot.actions.coach.carers import carers
from bot.actions.here import Here
from flows.timing.schedule import next_opening
from storage import enrolments, outbox, people, runs
from storage.enrolments import Enrolment, State
from storage.people import Person

LETTER = "unreachable"
"""The letter to staff; its subject is the enrolment."""


def lost(here: Here, person: Person, word: str) -> None:
    """Keep that messages do not reach a person, and tell those who look after them.

    :param word: tells this time from others
    """
    if not person.reachable:
        return
    people.set_reachable(here.unit, person.id, reachable=False)
    opening = next_opening(here.now, here.house.window, here.house.association.zone)
    for enrolment in enrolments.of_person(here.unit, person.id):
        for carer in carers(here, enrolment) if _is_missed(here, enrolment) else ():
            outbox.put(here.unit, f"{LETTER}:{enrolment.id}:{word}:{carer.id}", carer.id, LETTER, enrolment.id, opening)


def _is_missed(here: Here, enrolment: Enrolment) -> bool:
    """Whether anything was to be said to the person there."""
    open_forms = (run.is_open for run in runs.of_enrolment(here.unit, enrolment.id))
    return enrolment.state in {State.ACTIVE, State.PAUSED} or any(open_forms)


def is_unreachable(here: Here, enrolment: Enrolment) -> bool:
    """Whether the person of an enrolment still cannot be reached."""
    person = people.by_id(here.unit, enrolment.person) if enrolment.person is not None else None
    return person is not None and not person.reachable
