"""Standing in: a colleague sees and acts on a coach's people to the end of a day."""

from dataclasses import dataclass
from datetime import date

from bot.actions.coach.people_of import colleagues
from bot.actions.here import Here, NotAllowed, Refused
from storage import outbox, people, stand_ins
from storage.people import Person, Role


class NotAhead(Refused):
    """The day has been."""


@dataclass(frozen=True)
class Absence:
    """Who stands in for the caller, and the last day of it."""

    colleague: Person
    until: date


def choosable(here: Here) -> tuple[Person, ...]:
    """Give those who can stand in for the caller.

    :raises NotAllowed: if the caller is no coach
    """
    programmes = here.programmes(Role.COACH)
    if not programmes:
        raise NotAllowed
    return colleagues(here, *(programme.key for programme in programmes))


def absence(here: Here) -> Absence | None:
    """Give who stands in for the caller, if anyone does.

    :raises NotAllowed: if the caller is no coach
    """
    choosable(here)
    found = stand_ins.of_coach(here.unit, here.person().id, here.today)
    colleague = people.by_id(here.unit, found.person) if found else None
    return Absence(colleague, found.until) if found and colleague else None


@dataclass(frozen=True)
class StandIn:
    """Who is to stand in, to the end of which day."""

    colleague: int
    until: date


def let_stand_in(here: Here, request: StandIn) -> None:
    """Let a colleague stand in for the caller; the colleague is told.

    :raises NotAllowed: if that is no coach of any of the caller's programmes
    :raises NotAhead: if the day has been
    """
    if request.colleague not in {each.id for each in choosable(here)}:
        raise NotAllowed
    if request.until < here.today:
        raise NotAhead
    me = here.person().id
    stand_ins.set_stand_in(here.unit, me, request.colleague, request.until)
    here.note("stand-in", f"{request.colleague} until {request.until}")
    outbox.put(here.unit, f"stand_in:{me}:{here.update}", request.colleague, "stand_in", me, here.now)


def end(here: Here, _: None = None) -> None:
    """End the caller's stand-in, if anyone stands in.

    :raises NotAllowed: if the caller is no coach
    """
    if absence(here):
        stand_ins.end(here.unit, here.person().id)
        here.note("stand-in ended", str(here.person().id))
