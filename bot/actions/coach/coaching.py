"""What a coach does with one person between the invitation and the closing."""

from dataclasses import dataclass
from datetime import date

from bot.actions.coach.carers import coaches_of
from bot.actions.coach.invite import Invited, programme_to_invite_to
from bot.actions.coach.people_of import as_shown, person_of
from bot.actions.erasing import Promise, erase_enrolment
from bot.actions.here import Here, NotAllowed, Refused
from bot.actions.replan import replan
from flows.timing.spans import add_months
from storage import course, enrolments, invitations, outbox, tasks
from storage.enrolments import Enrolment, State
from storage.people import Role

_TAKES_PART = {State.ACTIVE, State.PAUSED}


class EndBeforeStart(Refused):
    """The planned end lies before the start, or has been."""


@dataclass(frozen=True)
class Which:
    """An enrolment as it was shown: ``mark`` tells whether someone has changed it since."""

    enrolment: int
    mark: int


def _shown(here: Here, which: Which, *states: State) -> Enrolment:
    found = as_shown(here, which.enrolment, which.mark)
    if found.state not in states:
        raise NotAllowed
    return found


@dataclass(frozen=True)
class NewEnd:
    """A planned end."""

    which: Which
    day: date


def set_planned_end(here: Here, request: NewEnd) -> None:
    """Keep when the enrolment is meant to end; its occasions follow.

    :raises EndBeforeStart: if it has been, or lies before the start
    """
    found = _shown(here, request.which, *_TAKES_PART)
    if request.day < max(here.today, found.enrolled_on or here.today):
        raise EndBeforeStart
    course.set_planned_end(here.unit, found.id, request.day)
    replan(here.unit, here.house, found.id)
    here.note("planned end set", f"enrolment {found.id}")


@dataclass(frozen=True)
class Extension:
    """Some months more."""

    which: Which
    months: int


def extend(here: Here, request: Extension) -> None:
    """Move the planned end some months on, counted from it or, where it has been, from today."""
    found = _shown(here, request.which, *_TAKES_PART)
    if found.planned_end is None or request.months not in {1, 3}:
        raise NotAllowed
    set_planned_end(here, NewEnd(request.which, add_months(max(found.planned_end, here.today), request.months)))


@dataclass(frozen=True)
class Pausing:
    """Whether an enrolment is to rest."""

    which: Which
    paused: bool


def set_paused(here: Here, request: Pausing) -> None:
    """Let an enrolment rest, in which nobody is asked anything, or go on."""
    found = _shown(here, request.which, State.ACTIVE if request.paused else State.PAUSED)
    course.set_state(here.unit, found.id, State.PAUSED if request.paused else State.ACTIVE)
    here.note("paused" if request.paused else "resumed", f"enrolment {found.id}")


@dataclass(frozen=True)
class Moving:
    """The coach to have the person from now on."""

    which: Which
    coach: int


def move(here: Here, request: Moving) -> None:
    """Give a person to another coach of the programme, who is told.

    :raises NotAllowed: if that is no coach there
    """
    found = _shown(here, request.which, *_TAKES_PART, State.INVITED, State.WAITING, State.CLOSED)
    if request.coach not in {coach.id for coach in coaches_of(here.unit, found.programme)}:
        raise NotAllowed
    course.move(here.unit, found.id, request.coach)
    here.note("moved", f"enrolment {found.id} to {request.coach}")
    if request.coach != here.caller.id:
        key = f"moved:{found.id}:{request.coach}:{here.update}"
        outbox.put(here.unit, key, request.coach, "moved", found.id, here.now)


def moved(here: Here, enrolment: int, coach: int) -> Enrolment:
    """Give an enrolment that the caller has given to another coach, to confirm it.

    :raises NotAllowed: if it is not that coach's, or the caller is no coach there
    """
    found = enrolments.by_id(here.unit, enrolment)
    if found is None or found.protected or found.coach != coach:
        raise NotAllowed
    here.programme(found.programme, Role.COACH)
    return found


def new_link(here: Here, which: Which) -> Invited:
    """Make another link for a person who takes part or is invited; an unused one works no longer.

    When another phone uses it, the enrolment moves there and the old chat is let go.

    :raises NoAssessment: if the programme may not use Telegram
    """
    found = _shown(here, which, *_TAKES_PART, State.INVITED, State.CLOSED)
    return _link(here, found)


def give_place(here: Here, which: Which) -> Invited:
    """Let the next one from the waiting list begin, with a link.

    :raises NoAssessment: if the programme may not use Telegram
    """
    found = _shown(here, which, State.WAITING)
    course.set_state(here.unit, found.id, State.INVITED)
    return _link(here, found)


def _link(here: Here, enrolment: Enrolment) -> Invited:
    programme_to_invite_to(here, enrolment.programme)
    if tasks.open_one(here.unit, "erasure", enrolment.id):
        raise NotAllowed
    invitations.revoke(here.unit, enrolment.id, only_unused=True)
    here.note("new link", f"enrolment {enrolment.id}")
    return Invited(person_of(here, enrolment.id), invitations.make(here.unit, here.now, enrolment=enrolment.id))


def revoke_link(here: Here, which: Which) -> None:
    """Let an unused link work no longer."""
    found = as_shown(here, which.enrolment, which.mark)
    if not invitations.revoke(here.unit, found.id, only_unused=True):
        raise NotAllowed
    here.note("link revoked", f"enrolment {found.id}")


def link_of(here: Here, enrolment: int) -> Invited | None:
    """Give a person's newest link, if it can still be used."""
    found = person_of(here, enrolment)
    invitation = invitations.of_enrolment(here.unit, found.id)
    return Invited(found, invitation) if invitation and invitation.is_open(here.now) else None


def erase_person(here: Here, which: Which) -> Promise:
    """Erase what is kept about a person, as the retention decision says."""
    return erase_enrolment(here, as_shown(here, which.enrolment, which.mark))
