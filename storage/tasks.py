"""What the association must do by hand, such as an erasure for which it has taken no retention decision."""

from datetime import datetime

from storage.unit import Unit, stamp


def add(unit: Unit, kind: str, programme: str, enrolment: int, now: datetime) -> None:
    """Add a task, once for each enrolment and kind."""
    unit.run(
        "INSERT INTO tasks (kind, programme, enrolment, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        kind,
        programme,
        enrolment,
        stamp(now),
    )


def count(unit: Unit, kind: str, programme: str) -> int:
    """Give how many such tasks wait in a programme."""
    return unit.count("SELECT COUNT(*) FROM tasks WHERE kind = ? AND programme = ?", kind, programme)
