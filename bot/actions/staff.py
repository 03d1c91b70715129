"""What the operator does with staff and invitations in bulk."""

from bot.actions.here import Here, NotAllowed
from bot.actions.invite import Invited, NewParticipant, invite
from storage import outbox, people
from storage.people import Person, Role


def staff(here: Here) -> tuple[Person, ...]:
    """Give everyone who has a role.

    :raises NotAllowed: if the caller is not the operator
    """
    _operator(here)
    return people.staff(here.unit)


def remove(here: Here, person: int) -> None:
    """Take all roles from a person; their menu shrinks.

    :raises NotAllowed: if the caller is not the operator, or the person has no role
    """
    _operator(here)
    if not people.revoke(here.unit, person):
        raise NotAllowed
    outbox.put(here.unit, f"menu:{person}:removed:{here.now.isoformat()}", person, "menu", person, here.now)
    here.note("staff removed", str(person))


def invite_many(here: Here, programme: str, coach: int | None, count: int) -> list[Invited]:
    """Invite several participants, for a coach or for the programme's coaches together.

    :raises NotAllowed: if the caller is not the operator, or the person is no coach there
    :raises NoAssessment: if the programme may not use Telegram
    """
    _operator(here)
    found = people.by_id(here.unit, coach) if coach is not None else None
    if coach is not None and not (found and found.may(Role.COACH, programme)):
        raise NotAllowed
    return [invite(here, NewParticipant(programme, coach=coach)) for _ in range(count)]


def _operator(here: Here) -> None:
    if not here.caller.is_operator:
        raise NotAllowed
