"""Noting: what a coordinator records of a place or of the programme itself, each for a day."""

from dataclasses import dataclass
from datetime import date

from bot.actions.here import Here, NotAllowed
from flows.facts import Fact, FactValue
from flows.programme import Programme
from storage import notes
from storage.notes import Note
from storage.people import Role

_LATEST = 8


@dataclass(frozen=True)
class Noting:
    """What to note: the fact's key, the place where it is about one, the day it holds for, and its value."""

    programme: str
    fact: str
    place: str | None
    day: date
    value: FactValue
    begun: int
    """The update that began it, so that it is noted once."""


def programmes_to_note(here: Here) -> tuple[Programme, ...]:
    """Give the programmes of which the caller notes.

    :raises NotAllowed: if the caller is no coordinator
    :raises Archived: if all of them are over
    """
    return here.going_on(Role.COORDINATOR)


def to_note(programme: Programme) -> tuple[Fact, ...]:
    """Give the facts that can be noted of a programme."""
    return programme.facts_about("place", "programme")


def note(here: Here, request: Noting) -> None:
    """Note something. Of a value noted twice for one day the last holds; what happened is counted each time.

    :raises NotAllowed: if the caller is no coordinator there, or it cannot be noted so
    """
    programme = here.programme(request.programme, Role.COORDINATOR)
    fact = next((each for each in to_note(programme) if each.key == request.fact), None)
    if fact is None or not fact.fits(request.value, here.today) or request.day > here.today:
        raise NotAllowed
    if (request.place in programme.places) != (fact.about == "place"):
        raise NotAllowed
    if notes.made_by(here.unit, request.begun):
        return
    made = Note(
        programme.key, fact.key, request.place, request.day, request.value, here.caller.id, here.now, request.begun
    )
    notes.add(here.unit, made)
    here.note("noted", f"{programme.key}: {fact.key}")


def noted(here: Here, begun: int) -> tuple[Note, Note | None] | None:
    """Give what the caller noted in the dialogue that an update began, and what stood for the same day before."""
    made = notes.made_by(here.unit, begun)
    if made is None or made.by != here.caller.id:
        return None
    programme = here.programme(made.programme, Role.COORDINATOR)
    fact = programme.fact(made.fact)
    same = (
        each
        for each in reversed(notes.of_programme(here.unit, made.programme))
        if (each.fact, each.place, each.day) == (made.fact, made.place, made.day) and each.id < made.id
    )
    return made, next(same, None) if fact and fact.kind != "event" else None


def latest(here: Here, programme: str) -> tuple[Note, ...]:
    """Give the programme's latest notes, the newest first.

    :raises NotAllowed: if the caller is no coordinator there
    """
    key = here.programme(programme, Role.COORDINATOR).key
    return tuple(sorted(notes.of_programme(here.unit, key), key=lambda each: -each.id))[:_LATEST]


def remove(here: Here, number: int) -> None:
    """Take a note away.

    :raises NotAllowed: if there is none, or the caller is no coordinator there
    """
    found = notes.by_id(here.unit, number)
    if found is None:
        raise NotAllowed
    here.programme(found.programme, Role.COORDINATOR)
    notes.remove(here.unit, number)
    here.note("note removed", f"{found.programme}: {found.fact}")
