"""Numbers that are noted of a programme and its places, and whether their parts add up."""

from datetime import date

from bot.actions.here import Here
from flows.goals.kinds import Activities
from flows.goals.members import singles
from flows.reports import consistency
from flows.reports.consistency import NotedNumber, Sum
from storage import evidence
from storage.notes import Note
from storage.people import Role


def noted_numbers(here: Here, programme: str, until: date | None = None) -> tuple[NotedNumber, ...]:
    """Give the numbers that are noted for days up to one, or up to now; not those that a goal adds up over time.

    :raises NotAllowed: if the caller is no coordinator there
    """
    found = here.programme(programme, Role.COORDINATOR, Role.ADMINISTRATOR)
    last = until or here.today
    notes = [note for note in evidence.noted(here.unit, found.key) if note.day <= last]
    added = {goal.fact for _, goal in singles(found.goals) if isinstance(goal, Activities)}
    return consistency.noted_numbers([fact for fact in found.facts if fact.key not in added], notes)


def inconsistencies(here: Here, programme: str, until: date | None = None) -> tuple[Sum, ...]:
    """Give the totals whose parts do not add up to them.

    :raises NotAllowed: if the caller is no coordinator there
    """
    return tuple(each for each in consistency.sums(noted_numbers(here, programme, until)) if not each.agrees)


def sums_with(here: Here, note: Note) -> tuple[Sum, ...]:
    """Give what can be said of the sums in which a number stands that was just noted.

    :raises NotAllowed: if the caller is no coordinator there
    """
    return tuple(
        each
        for each in consistency.sums(noted_numbers(here, note.programme))
        if (each.total.place, each.total.year) == (note.place, note.day.year)
        and note.fact in {each.total.fact.key, *each.total.fact.parts}
        and (each.is_whole or not each.agrees)
    )
