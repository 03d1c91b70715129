"""How the running bot is: a few values, and what of them calls for somebody. Pure."""

from dataclasses import dataclass
from enum import StrEnum

_TICKS = 5
_LEAST_TICK_SECONDS = 60.0
_TELEGRAM_SECONDS = 180.0
_LETTER_SECONDS = 3600.0
"""A mailing of many thousands takes minutes, and Telegram's pauses are short."""


class Ailment(StrEnum):
    """What is wrong."""

    TICK = "tick"
    """What is due is not looked for any more: no reminder, no invitation goes out."""
    STORAGE = "storage"
    """The database cannot be written."""
    TELEGRAM = "telegram"
    """Telegram cannot be asked for updates, or does not take the webhook."""
    LETTERS = "letters"
    """Letters wait long beyond their time."""
    BACKUP = "backup"
    """The newest backup is days old."""


@dataclass(frozen=True)
class Vitals:
    """How the running bot is. Ages are in seconds; ``None`` is told by nothing that runs."""

    tick_seconds: float
    tick_age: float
    telegram_age: float | None = None
    can_write: bool = True
    keeps_backups: bool = False
    has_late_backup: bool = False
    backup_age: float | None = None
    """Of the newest backup."""


@dataclass(frozen=True)
class Queue:
    """Letters that have still to go: how many, and how many seconds the oldest of those that are due has waited."""

    depth: int
    age: float


def ailments(vitals: Vitals, queue: Queue | None) -> tuple[Ailment, ...]:
    """Tell what is wrong, the worst first.

    :param queue: ``None`` where the database cannot be read
    """
    wrong = {
        Ailment.STORAGE: not vitals.can_write or queue is None,
        Ailment.TICK: vitals.tick_age > max(_TICKS * vitals.tick_seconds, _LEAST_TICK_SECONDS),
        Ailment.TELEGRAM: vitals.telegram_age is not None and vitals.telegram_age > _TELEGRAM_SECONDS,
        Ailment.LETTERS: queue is not None and queue.age > _LETTER_SECONDS,
        Ailment.BACKUP: vitals.keeps_backups and vitals.has_late_backup,
    }
    return tuple(ailment for ailment, is_so in wrong.items() if is_so)
