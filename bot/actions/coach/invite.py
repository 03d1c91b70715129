"""Inviting participants and staff."""

from dataclasses import dataclass
from datetime import date

from bot.actions.here import Archived, Here, NoAssessment, NotAllowed, Refused
from bot.actions.words import tidied_line
from flows.forms import personal_data
from flows.programme import Programme
from storage import cohorts, course, enrolments, invitations
from storage.cohorts import Cohort
from storage.course import Referral
from storage.enrolments import Enrolment, ReferenceTaken, State
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


class GroupFull(Refused):
    """The group has no place left."""


@dataclass(frozen=True)
class Invited:
    """A participant's invitation and what it leads to."""

    enrolment: Enrolment
    invitation: Invitation


@dataclass(frozen=True)
class NewGroup:
    """A group to make."""

    name: str
    starts_on: date


_NOTHING_KNOWN = Referral()


@dataclass(frozen=True)
class NewParticipant:
    """Someone to invite to a programme.

    ``reference`` is the coach's own word for the person, or ``None``; ``coach`` is a person's id where not the caller.
    """

    programme: str
    reference: str | None = None
    coach: int | None = None
    referral: Referral = _NOTHING_KNOWN
    group: NewGroup | None = None
    """The group to make for the person, and for others to come."""


def invite(here: Here, request: NewParticipant) -> Invited:
    """Invite a participant with a link.

    :raises NotAllowed: if the caller is no coach there
    :raises NoAssessment: if the programme may not use Telegram
    :raises BadReference: if the reference cannot be used
    :raises GroupFull: if the group has no place left
    """
    programme_to_invite_to(here, request.programme)
    enrolment = _enrol(here, request)
    return Invited(enrolment, invitations.make(here.unit, here.now, enrolment=enrolment.id))


def put_in_line(here: Here, request: NewParticipant) -> Enrolment:
    """Put someone on the programme's waiting list; the link is made when there is a place.

    :raises Refused: as ``invite`` does
    """
    programme_to_invite_to(here, request.programme)
    return _enrol(here, request)


def _enrol(here: Here, request: NewParticipant) -> Enrolment:
    programme = here.programme(request.programme, Role.COACH)
    reference = checked_reference(request.reference) if request.reference is not None else None
    coach = request.coach or here.caller.id
    cohort = _cohort(here, programme, request)
    try:
        enrolment = enrolments.invite(here.unit, programme.key, coach, reference, here.today, update=here.update)
    except ReferenceTaken:
        raise ReferenceInUse from None
    known = request.referral
    course.refer(here.unit, enrolment.id, Referral(known.referred_on, known.waiver, cohort, known.waits))
    here.note("invited", f"enrolment {enrolment.id}")
    return enrolments.by_id(here.unit, enrolment.id) or enrolment


def _cohort(here: Here, programme: Programme, request: NewParticipant) -> int | None:
    """Give the group to put the person into, made now if it is new."""
    if request.group:
        return cohorts.add(here.unit, programme.key, request.group.name, request.group.starts_on)
    if request.referral.cohort is None:
        return None
    cohort = cohorts.by_id(here.unit, request.referral.cohort)
    if cohort is None or cohort.programme != programme.key:
        raise NotAllowed
    if is_full(programme, cohort):
        raise GroupFull
    return cohort.id


def is_full(programme: Programme, cohort: Cohort) -> bool:
    """Whether a group has as many people as it is meant for."""
    return programme.groups is not None and cohort.people >= programme.groups.most


@dataclass(frozen=True)
class Protected:
    """Someone with a protected identity: counted by sex and year of birth alone."""

    programme: str
    sex: str | None = None
    birth_year: int | None = None


def count_protected(here: Here, request: Protected) -> None:
    """Count someone with a protected identity: no link, no reference, no list; all questions are asked on paper.

    :raises NotAllowed: if the caller is no coach there
    """
    programme = going_on(here.programme(request.programme, Role.COACH))
    enrolment = enrolments.invite(here.unit, programme.key, None, None, here.today, update=here.update)
    course.protect(here.unit, enrolment.id, request.sex, request.birth_year)
    here.note("counted with a protected identity", programme.key)


def programme_to_invite_to(here: Here, key: str) -> str:
    """Give the programme's key if the caller may invite to it.

    :raises NotAllowed: if the caller is no coach there
    :raises Archived: if the programme is over
    :raises NoAssessment: if the programme may not use Telegram
    """
    programme = going_on(here.programme(key, Role.COACH))
    if not here.house.may_use_telegram(programme.key):
        raise NoAssessment
    return programme.key


def going_on(programme: Programme) -> Programme:
    """Give a programme that is not over.

    :raises Archived: if it is
    """
    if programme.archived:
        raise Archived
    return programme


def made_by_this_update(here: Here) -> Enrolment | None:
    """Give the enrolment that the caller's own update made when it came the first time."""
    found = enrolments.made_by(here.unit, here.update) if here.update is not None else None
    if found is None or found.coach not in {None, here.caller.id}:
        return None
    return found if any(found.programme == each.key for each in here.programmes(Role.COACH)) else None


def invited_by_this_update(here: Here) -> Invited | None:
    """Give the invitation that the caller's own update made when it came the first time."""
    enrolment = made_by_this_update(here)
    if enrolment is None or enrolment.coach != here.caller.id or enrolment.state is not State.INVITED:
        return None
    invitation = invitations.of_enrolment(here.unit, enrolment.id)
    return Invited(enrolment, invitation) if invitation else None


def usable_reference(here: Here, programme: str, text: str) -> str:
    """Give a reference as it will be kept, if nobody in the programme has it.

    :raises BadReference: if it cannot be used
    """
    reference = checked_reference(text)
    if enrolments.by_reference(here.unit, programme, reference):
        raise ReferenceInUse
    return reference


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

    :raises NotAllowed: if the caller is not administrator of all that the roles are for, or there is no such programme
    """
    if any(here.house.programme(key) is None for key in request.programmes):
        raise NotAllowed
    if not all(here.administers(key) for key in request.programmes or ("",)):
        raise NotAllowed
    grants = tuple(Grant(request.role, key) for key in request.programmes or ("",))
    here.note("staff invited", request.role)
    return invitations.make(here.unit, here.now, grants=grants)
