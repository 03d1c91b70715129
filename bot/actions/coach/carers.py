"""Who looks after an enrolment: its coach and who stands in today, or else every coach of the programme.

Nobody is left to nobody: where the coach is gone, all the programme's coaches are told and may act.
"""

from bot.actions.here import Here, NotAllowed
from storage import enrolments, people, stand_ins
from storage.enrolments import Enrolment
from storage.people import Person, Role
from storage.unit import Unit


def carers(here: Here, enrolment: Enrolment) -> tuple[Person, ...]:
    """Give the members of staff who look after an enrolment today."""
    coaches = coaches_of(here.unit, enrolment.programme)
    own = next((coach for coach in coaches if coach.id == enrolment.coach), None)
    if own is None:
        return coaches
    found = stand_ins.of_coach(here.unit, own.id, here.today)
    return (own, *(coach for coach in coaches if found and coach.id == found.person))


def coaches_of(unit: Unit, programme: str) -> tuple[Person, ...]:
    """Give a programme's coaches."""
    return tuple(person for person in people.staff(unit) if person.may(Role.COACH, programme))


def looks_after(here: Here, enrolment: Enrolment) -> bool:
    """Whether the caller is among those who look after an enrolment, or the operator."""
    return here.caller.is_operator or any(carer.id == here.caller.id for carer in carers(here, enrolment))


def cared_for(here: Here, enrolment: int) -> Enrolment:
    """Give an enrolment that the caller looks after.

    :raises NotAllowed: if there is none, or it is another coach's
    """
    found = enrolments.by_id(here.unit, enrolment)
    if found is None or not looks_after(here, found):
        raise NotAllowed
    return found
