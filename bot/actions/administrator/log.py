"""Reading the audit log: who did what, when, to what; never what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions.here import Here, NotAllowed
from storage import audit, people
from storage.audit import Line
from storage.people import Person

PAGE = 10


@dataclass(frozen=True)
class Page:
    """Some lines of the log, newest first, with the members of staff who did what they tell."""

    entries: tuple[Line, ...]
    staff: Mapping[int, Person]
    has_older: bool


def page(here: Here, before: int = 0) -> Page:
    """Give the lines before one, or the newest for 0.

    The log tells of every programme, so it is read by administrators of all.

    :raises NotAllowed: if the caller is not one of those
    """
    if not here.administers(""):
        raise NotAllowed
    found = audit.newest(here.unit, PAGE + 1, before or None)
    staff = {person.id: person for person in people.staff(here.unit)}
    return Page(found[:PAGE], staff, has_older=len(found) > PAGE)
