"""The audit log: who did what, when, to what; never what was answered."""

from datetime import datetime

from storage.unit import Unit, stamp


def note(unit: Unit, now: datetime, actor: int | None, action: str, subject: str) -> None:
    """Add a line.

    :param actor: the person's id; ``None`` for the command line
    :param subject: what it was done to, by key or id
    """
    unit.run("INSERT INTO audit (at, actor, action, subject) VALUES (?, ?, ?, ?)", stamp(now), actor, action, subject)
