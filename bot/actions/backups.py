"""What goes with a backup: what has gathered is released before, and administrators are told when there is none."""

from bot.actions.coordinator.event_figures import release_events
from bot.actions.coordinator.status import release_all
from bot.actions.here import Here
from storage import outbox, people
from storage.people import Role

LETTER = "backup"


def prepare(here: Here) -> None:
    """Release what has gathered: a backup leaves out what still waits."""
    release_all(here)
    release_events(here)


def tell_of_none(here: Here, since: str) -> None:
    """Write to every administrator that no backup could be made, once.

    :param since: what tells this time without backups from another
    """
    for person in people.staff(here.unit):
        if person.has(Role.ADMINISTRATOR):
            outbox.put(here.unit, f"{LETTER}:{since}:{person.id}", person.id, LETTER, 0, here.now)


def tell_no_more(here: Here) -> None:
    """Let go of letters that have not gone: there is a backup again."""
    outbox.drop(here.unit, LETTER)
