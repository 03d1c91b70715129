"""Who has which role: looked at, given by a link, and taken away; each only where the caller is administrator."""

from dataclasses import dataclass, replace
from zlib import crc32

from bot.actions.coach.invite import NewStaff, invite_staff
from bot.actions.here import Here, NotAllowed
from bot.actions.menus import MENU
from storage import expectations, invitations, outbox, people, stand_ins
from storage.invitations import Invitation
from storage.people import Grant, Person, Role


def administered(here: Here) -> tuple[str, ...]:
    """Give what the caller may give roles in: programmes by key, and first ``""`` for who may in all.

    :raises NotAllowed: if the caller is administrator nowhere
    """
    found = tuple(key for key in ("", *here.house.catalogue.programmes) if here.administers(key))
    if not found:
        raise NotAllowed
    return found


def everyone(here: Here) -> tuple[Person, ...]:
    """Give the staff, each with those roles that the caller may take away; the others' are left out.

    :raises NotAllowed: if the caller is administrator nowhere
    """
    administered(here)
    found = (_as_seen(here, person) for person in people.staff(here.unit))
    return tuple(person for person in found if person.grants)


def _as_seen(here: Here, person: Person) -> Person:
    return replace(person, grants=tuple(grant for grant in person.grants if here.administers(grant.programme)))


def member(here: Here, person: int) -> Person:
    """Give a member of staff with those roles that the caller may take away.

    :raises NotAllowed: if there is none
    """
    found = people.by_id(here.unit, person)
    seen = _as_seen(here, found) if found else None
    if seen is None or not seen.grants:
        raise NotAllowed
    return seen


def mark(person: Person) -> int:
    """Give a number that changes with a person's roles: the button that takes them away carries it."""
    return crc32(people.grants_as_text(person.grants).encode())


@dataclass(frozen=True)
class Removal:
    """The roles of a person to take away, as they were shown."""

    person: int
    mark: int


def remove(here: Here, request: Removal) -> None:
    """Take away from a person all roles that the caller may take.

    :raises NotAllowed: if the person is the caller, or has other such roles than were shown
    """
    found = member(here, request.person)
    if found.id == here.caller.id or mark(found) != request.mark:
        raise NotAllowed
    take_away(here, found)


def take_away(here: Here, person: Person) -> None:
    """Take roles from a person, who is refused from the next press on: nothing begun goes on, and the menu shrinks.

    With an administrator go the links to roles that nobody has used: one of them may be in the administrator's hands.
    """
    people.revoke(here.unit, person.id, person.grants)
    expectations.clear(here.unit, person.id)
    stand_ins.end(here.unit, person.id)
    if person.has(Role.ADMINISTRATOR):
        invitations.revoke_to_staff(here.unit)
    outbox.put(here.unit, f"{MENU}:{person.id}:removed:{here.now.isoformat()}", person.id, MENU, person.id, here.now)
    here.note("staff removed", str(person.id))


@dataclass(frozen=True)
class Link:
    """A link to a role: ``programme`` is empty for all; ``after`` is the newest invitation when it was asked for."""

    role: Role
    programme: str
    after: int


def invite(here: Here, request: Link) -> Invitation:
    """Give a link to a role: one, however often the same one is asked for.

    :raises NotAllowed: if the caller may not give the role
    """
    if request.programme not in administered(here):
        raise NotAllowed
    return made(here, request) or invite_staff(
        here, NewStaff(request.role, (request.programme,) if request.programme else ())
    )


def made(here: Here, request: Link) -> Invitation | None:
    """Give the link that was made of a request, as long as it can be used.

    :raises NotAllowed: if the caller may not give the role
    """
    if request.programme not in administered(here):
        raise NotAllowed
    grants = (Grant(request.role, request.programme),)
    return invitations.newest_to_staff(here.unit, here.now, grants, after=request.after)


def last_link(here: Here) -> int:
    """Give the number of the newest invitation, to tell links made from now on.

    :raises NotAllowed: if the caller is administrator nowhere
    """
    administered(here)
    return invitations.last(here.unit)
