"""What the operator does at the command line, who is told plainly what is not there."""

from datetime import date

from bot.actions.administrator import roles
from bot.actions.coach import close as closing
from bot.actions.coach.invite import Invited, NewParticipant, NewStaff, invite, invite_staff
from bot.actions.here import Here, NotAllowed, Refused
from flows.programme import Programme
from storage import enrolments, people
from storage.enrolments import Enrolment, State
from storage.invitations import Invitation
from storage.people import Person, Role


class Unknown(Refused):
    """What the operator named is not there; the message says what is."""


def programme_named(here: Here, key: str) -> Programme:
    """Give a programme.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme
    """
    _operator(here)
    found = here.house.programme(key)
    if found is None:
        raise Unknown(f"there is no programme '{key}'; write one of {', '.join(here.house.catalogue.programmes)}")
    return found


def programme_with_people(here: Here, key: str) -> Programme:
    """Give a programme in which people take part.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme, or it is work among staff alone
    """
    found = programme_named(here, key)
    if not found.has_participants:
        raise Unknown(f"nobody takes part in '{key}', which is work among staff; name another programme")
    return found


def day_gone_by(here: Here, day: date | None) -> date | None:
    """Give a day of which something can be known, or ``None`` for now.

    :raises Unknown: if it lies ahead
    """
    if day and day > here.today:
        raise Unknown(f"{day} lies ahead; write a day until today, {here.today}, or leave it out")
    return day


def programmes_named(here: Here, key: str | None) -> tuple[Programme, ...]:
    """Give one programme, or all that are not archived when none is named.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme
    """
    if key is not None:
        return (programme_named(here, key),)
    return tuple(programme for programme in here.programmes() if not programme.archived)


def staff(here: Here) -> tuple[Person, ...]:
    """Give everyone who has a role.

    :raises NotAllowed: if the caller is not the operator
    """
    _operator(here)
    return roles.everyone(here)


def invite_one(here: Here, role: Role, programmes: tuple[str, ...]) -> Invitation:
    """Invite a member of staff to some programmes, or to all when none is named.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme
    """
    _operator(here)
    for key in programmes:
        programme_named(here, key)
    return invite_staff(here, NewStaff(role, programmes))


def remove(here: Here, person: int) -> None:
    """Take all roles from a person; their menu shrinks.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if the person has no role
    """
    _operator(here)
    try:
        roles.take_away(here, roles.member(here, person))
    except NotAllowed:
        raise Unknown(f"no member of staff has the number {person}; see: foljsam staff list") from None


def invite_many(here: Here, programme: str, coach: int | None, count: int) -> list[Invited]:
    """Invite several participants, for a coach or for the programme's coaches together.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme, or the person is no coach there
    :raises NoAssessment: if the programme may not use Telegram
    """
    key = programme_with_people(here, programme).key
    found = people.by_id(here.unit, coach) if coach is not None else None
    if coach is not None and not (found and found.may(Role.COACH, key)):
        raise Unknown(f"no coach in {key} has the number {coach}; see: foljsam staff list")
    return [invite(here, NewParticipant(key, coach=coach)) for _ in range(count)]


def close_by_reference(here: Here, programme: str, reference: str, outcome: str) -> Enrolment:
    """Close the enrolment with this reference; one that is closed already stays as it is.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme, outcome or reference, the person does not take part yet, or was
        closed with another outcome
    """
    found = programme_with_people(here, programme)
    if found.outcome(outcome) is None:
        outcomes = ", ".join(each.key for each in found.outcomes)
        raise Unknown(f"{found.key} has no outcome '{outcome}'; write one of {outcomes}")
    enrolment = enrolment_named(here, found.key, reference)
    if enrolment.state in {State.INVITED, State.WAITING}:
        raise Unknown(f"'{reference}' has not said yes to taking part, so there is nothing to close")
    if enrolment.state is State.CLOSED and enrolment.outcome != outcome:
        raise Unknown(f"'{reference}' is closed already, with the outcome {enrolment.outcome}; nothing was changed")
    return closing.close_reference(here, found.key, reference, outcome)


def enrolment_named(here: Here, programme: str, reference: str) -> Enrolment:
    """Give the enrolment with this reference.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme or reference
    """
    found = programme_with_people(here, programme)
    enrolment = enrolments.by_reference(here.unit, found.key, reference)
    if enrolment is None:
        raise Unknown(f"nobody in {found.key} has the reference '{reference}'; ask the coach who gave it")
    return enrolment


def _operator(here: Here) -> None:
    if not here.caller.is_operator:
        raise NotAllowed
