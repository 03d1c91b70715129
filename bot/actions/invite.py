"""Inviting participants and staff."""

from dataclasses import dataclass

from bot.actions.here import Here, NoAssessment, NotAllowed, Refused
from bot.actions.words import tidied_line
from flows import personal_data
from storage import enrolments, invitations
from storage.enrolments import Enrolment, ReferenceTaken
from storage.invitations import Invitation
from storage.people import Grant, Role

LONGEST_REFERENCE = 40


class BadReference(Refused):
    """The reference cannot be used; another can."""


class ReferenceIsPersonal(BadReference):
    """The reference holds a personal identity number, a telephone number or an e-mail address."""


class ReferenceNotUsable(BadReference):
    """The reference is empty or too long."""


class ReferenceInUse(BadReference):
    """Another enrolment in the programme has this reference."""


@dataclass(frozen=True)
class Invited:
    """A participant's invitation and what it leads to."""

    enrolment: Enrolment
    invitation: Invitation


@dataclass(frozen=True)
class NewParticipant:
    """Someone to invite to a programme.

    ``reference`` is the coach's own word for the person, or ``None``; ``coach`` is a person's id where not the caller.
    """

    programme: str
    reference: str | None = None
    coach: int | None = None


def invite(here: Here, request: NewParticipant) -> Invited:
    """Invite a participant.

    :raises NotAllowed: if the caller is no coach there
    :raises NoAssessment: if the programme may not use Telegram
    :raises BadReference: if the reference cannot be used
    """
    programme = programme_to_invite_to(here, request.programme)
    reference = checked_reference(request.reference) if request.reference is not None else None
    coach = request.coach or here.caller.id
    try:
        enrolment = enrolments.invite(here.unit, programme, coach, reference, here.today, update=here.update)
    except ReferenceTaken:
        raise ReferenceInUse from None
    here.note("invited", f"enrolment {enrolment.id}")
    return Invited(enrolment, invitations.make(here.unit, here.now, enrolment=enrolment.id))


def programme_to_invite_to(here: Here, key: str) -> str:
    """Give the programme's key if the caller may invite to it.

    :raises NotAllowed: if the caller is no coach there
    :raises NoAssessment: if the programme may not use Telegram
    """
    programme = here.programme(key, Role.COACH)
    if not here.house.may_use_telegram(programme.key):
        raise NoAssessment
    return programme.key


def invited_by_this_update(here: Here) -> Invited | None:
    """Give what the caller's own update made when it came the first time."""
    enrolment = enrolments.made_by(here.unit, here.update) if here.update is not None else None
    if enrolment is None or enrolment.coach != here.caller.id:
        return None
    invitation = invitations.of_enrolment(here.unit, enrolment.id)
    return Invited(enrolment, invitation) if invitation else None


def checked_reference(text: str) -> str:
    """Give a reference with its spaces tidied.

    :raises BadReference: if it cannot be used
    """
    reference = tidied_line(text)
    if not 0 < len(reference) <= LONGEST_REFERENCE:
        raise ReferenceNotUsable
    if personal_data.find(reference):
        raise ReferenceIsPersonal
    return reference


@dataclass(frozen=True)
class NewStaff:
    """Someone to give roles to."""

    role: Role
    programmes: tuple[str, ...] = ()
    """Programme keys; none means all."""


def invite_staff(here: Here, request: NewStaff) -> Invitation:
    """Invite a member of staff.

    :raises NotAllowed: if the caller is neither operator nor administrator, or a programme does not exist
    """
    person = here.caller.person
    if not (here.caller.is_operator or (person and person.has(Role.ADMINISTRATOR))):
        raise NotAllowed
    if any(here.house.programme(key) is None for key in request.programmes):
        raise NotAllowed
    grants = tuple(Grant(request.role, key) for key in request.programmes or ("",))
    here.note("staff invited", request.role)
    return invitations.make(here.unit, here.now, grants=grants)
