"""A coach's people: the list, one of them, and whether someone else has changed them since they were shown."""

from zlib import crc32

from bot.actions.coach.carers import cared_for, coaches_of
from bot.actions.here import Here, NotAllowed, Refused
from storage import course, invitations, stand_ins
from storage.enrolments import Enrolment, State
from storage.people import Person, Role


class Changed(Refused):
    """Someone else has changed the enrolment since it was shown."""


_GONE = {State.DECLINED, State.ERASED}


def own_people(here: Here) -> tuple[Enrolment, ...]:
    """Give the caller's people: their own, those they stand in for, and those that no coach has; closed ones last."""
    programmes = here.programmes(Role.COACH)
    allowed = {programme.key for programme in programmes}
    coaches = stand_ins.coaches_of(here.unit, here.person().id, here.today)
    found = {each.id: each for each in course.of_coaches(here.unit, coaches) if each.programme in allowed}
    for key in allowed:
        present = (coach.id for coach in coaches_of(here.unit, key))
        found |= {each.id: each for each in course.adrift(here.unit, key, present)}
    return tuple(sorted(found.values(), key=lambda each: (each.state is State.CLOSED, each.id)))


def person_of(here: Here, enrolment: int) -> Enrolment:
    """Give one of the caller's people.

    :raises NotAllowed: if it is another coach's, or the caller is no coach there
    """
    found = cared_for(here, enrolment)
    if found.protected or found.state in _GONE:
        raise NotAllowed
    return found


def colleagues(here: Here, *programmes: str) -> tuple[Person, ...]:
    """Give the other coaches of any of the programmes."""
    found = {
        coach.id: coach for key in programmes for coach in coaches_of(here.unit, key) if coach.id != here.caller.id
    }
    return tuple(found.values())


def mark(here: Here, enrolment: Enrolment) -> int:
    """Give a number that changes whenever the enrolment or its link does: buttons carry it."""
    link = invitations.of_enrolment(here.unit, enrolment.id)
    return crc32(repr((enrolment, link and (link.id, link.used, link.revoked))).encode())


def as_shown(here: Here, enrolment: int, shown: int) -> Enrolment:
    """Give one of the caller's people, if it still stands as it was shown.

    :raises NotAllowed: if it is not the caller's
    :raises Changed: if someone has changed it since
    """
    found = person_of(here, enrolment)
    if mark(here, found) != shown:
        raise Changed
    return found
