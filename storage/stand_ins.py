"""Stand-ins: a colleague who sees a coach's people until a day."""

from dataclasses import dataclass
from datetime import date

from storage.unit import Unit


@dataclass(frozen=True)
class StandIn:
    """Who stands in for a coach, and the last day of it."""

    person: int
    until: date


def set_stand_in(unit: Unit, coach: int, stand_in: int, until: date) -> None:
    """Let a colleague stand in for a coach to the end of a day, in place of any other."""
    unit.run(
        "INSERT INTO stand_ins (coach, stand_in, until) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET stand_in = excluded.stand_in, until = excluded.until",
        coach,
        stand_in,
        until.isoformat(),
    )


def coaches_of(unit: Unit, person: int, today: date) -> frozenset[int]:
    """Give the coaches whose people this person sees today: themselves and those they stand in for."""
    rows = unit.rows("SELECT coach FROM stand_ins WHERE stand_in = ? AND until >= ?", person, today.isoformat())
    return frozenset({person, *(row["coach"] for row in rows)})


def of_coach(unit: Unit, coach: int, today: date) -> StandIn | None:
    """Give who stands in for a coach today."""
    row = unit.row("SELECT stand_in, until FROM stand_ins WHERE coach = ? AND until >= ?", coach, today.isoformat())
    return StandIn(row["stand_in"], date.fromisoformat(row["until"])) if row else None


def end(unit: Unit, coach: int) -> None:
    """End a coach's stand-in."""
    unit.run("DELETE FROM stand_ins WHERE coach = ?", coach)
