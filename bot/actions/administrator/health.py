"""How the installation is, for its administrators."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.here import Here, NotAllowed
from bot.vitals import Ailment, Queue, ailments
from storage import outbox
from storage.people import Role
from storage.unit import Unit


@dataclass(frozen=True)
class Health:
    """What is wrong with the bot that runs, the worst first, and whether it makes backups."""

    ailments: tuple[Ailment, ...]
    keeps_backups: bool


def health(here: Here) -> Health:
    """Tell how the bot is that runs.

    :raises NotAllowed: if the caller is no administrator
    """
    person = here.caller.person
    if person is None or not person.has(Role.ADMINISTRATOR) or here.house.vitals is None:
        raise NotAllowed
    vitals = here.house.vitals()
    return Health(ailments(vitals, queue(here.unit, here.now)), vitals.keeps_backups)


def queue(unit: Unit, now: datetime) -> Queue:
    """Tell what waits to be sent."""
    depth, oldest = outbox.waiting(unit, now)
    return Queue(depth, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)
