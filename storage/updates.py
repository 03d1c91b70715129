"""Updates: each has its effect once (design: 3.3); those that cannot be handled are put aside without their content."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.unit import Unit, stamp

KEPT_FOR = timedelta(hours=48)


def first_time(unit: Unit, update: int, now: datetime) -> bool:
    """Keep that an update has had its effect; tell whether this is the first time.

    Ids are compared by equality only: after a quiet week Telegram begins anew at a random number. The hour is enough to
    forget by, and says less than the second.
    """
    hour = stamp(now.replace(minute=0, second=0))
    return unit.run("INSERT INTO updates (id, kept) VALUES (?, ?) ON CONFLICT DO NOTHING", update, hour).rowcount > 0


def had_no_effect(unit: Unit, update: int) -> None:
    """Forget an update that was refused: delivered again, it is judged again, and never taken for one that was done."""
    unit.run("DELETE FROM updates WHERE id = ?", update)


def set_answered(unit: Unit, answered: Iterable[int]) -> None:
    """Keep that the replies to these updates got through, so that none is given again."""
    unit.run_many("UPDATE updates SET is_answered = 1 WHERE id = ?", [(update,) for update in answered])


def is_answered(unit: Unit, update: int) -> bool:
    """Whether the update has had its effect, and its reply got through."""
    return unit.row("SELECT 1 FROM updates WHERE id = ? AND is_answered", update) is not None


def forget_old(unit: Unit, now: datetime) -> None:
    """Forget the updates that Telegram will not deliver again: a later one may have the same id."""
    unit.run("DELETE FROM updates WHERE kept < ?", stamp(now - KEPT_FOR))
    unit.run("UPDATE enrolments SET made_by_update = NULL WHERE made_by_update NOT IN (SELECT id FROM updates)")


def put_aside(unit: Unit, reference: str, kind: str, exception: str, now: datetime) -> None:
    """Keep that an update could not be handled: its kind and the exception's class, nothing of its content."""
    unit.run(
        "INSERT INTO failures (reference, kind, exception, at) VALUES (?, ?, ?, ?)",
        reference,
        kind,
        exception,
        stamp(now),
    )
