"""Where an action happens: the unit of work, the house, who calls, and when. And how an action says no."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.house import House
from flows.programme import Programme
from storage import audit
from storage.people import Person, Role
from storage.unit import Unit


class Refused(Exception):
    """The action was not done and nothing changed. The class says why; screens have words for each."""


class NotAllowed(Refused):
    """The caller may not do this, or it is not there: which of the two is never told."""


class NoAssessment(Refused):
    """The programme's impact assessment is not on record, so it sends no invitation by Telegram."""


class Archived(Refused):
    """The programme is over."""


@dataclass(frozen=True)
class Caller:
    """Who asks: a chat that may be someone here, or the operator at the command line."""

    chat: int
    person: Person | None
    is_operator: bool = False

    @property
    def id(self) -> int | None:
        """The person's id, for the audit log."""
        return self.person.id if self.person else None


OPERATOR = Caller(0, None, is_operator=True)


@dataclass(frozen=True)
class Here:
    """What every action is given beside its request."""

    unit: Unit
    house: House
    caller: Caller
    now: datetime
    update: int | None = None
    """The Telegram update that asks, where one does."""

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(self.house.association.zone).date()

    def person(self) -> Person:
        """Give the caller as a person.

        :raises NotAllowed: if the chat is no one here
        """
        if self.caller.person is None:
            raise NotAllowed
        return self.caller.person

    def programme(self, key: str, *roles: Role) -> Programme:
        """Give a programme in which the caller has one of the roles; the operator has them all.

        :raises NotAllowed: if there is no such programme, or the caller has no such role in it
        """
        programme = self.house.programme(key)
        if programme is None or not self._has(roles, programme):
            raise NotAllowed
        return programme

    def _has(self, roles: tuple[Role, ...], programme: Programme) -> bool:
        """Whether the caller has one of the roles; nobody is coach where nobody takes part."""
        meant = tuple(role for role in roles if role is not Role.COACH or programme.has_participants)
        if self.caller.is_operator:
            return bool(meant) or not roles
        person = self.caller.person
        return person is not None and any(person.may(role, programme.key) for role in meant)

    def administers(self, programme: str) -> bool:
        """Whether the caller is administrator of a programme or, where ``programme`` is empty, of all."""
        person = self.caller.person
        return self.caller.is_operator or (person is not None and person.may(Role.ADMINISTRATOR, programme))

    def programmes(self, *roles: Role) -> tuple[Programme, ...]:
        """Give the programmes in which the caller has one of the roles, in the catalogue's order."""
        return tuple(programme for programme in self.house.catalogue.programmes.values() if self._has(roles, programme))

    def going_on(self, *roles: Role) -> tuple[Programme, ...]:
        """Give those of the caller's programmes that are not over.

        :raises NotAllowed: if the caller has none of the roles anywhere
        :raises Archived: if all of them are over
        """
        found = self.programmes(*roles)
        if not found:
            raise NotAllowed
        if not (left := tuple(programme for programme in found if not programme.archived)):
            raise Archived
        return left

    def note(self, action: str, subject: str) -> None:
        """Add a line to the audit log."""
        audit.note(self.unit, self.now, self.caller.id, action, subject)
