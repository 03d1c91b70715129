"""What staff have to follow up, over all enrolments; whose it is, the actions decide."""

from datetime import date, datetime

from storage import enrolments
from storage.enrolments import Enrolment
from storage.unit import Unit, moment, stamp


def awaiting_staff(unit: Unit, until: datetime) -> tuple[int, ...]:
    """Give the planned occasions that are for coaches to do until a moment, earliest first."""
    rows = unit.rows(
        "SELECT occasions.id FROM occasions JOIN enrolments ON enrolments.id = occasions.enrolment"
        " WHERE occasions.state = 'planned' AND audience = 'coach' AND due <= ? AND protected = 0"
        " ORDER BY due, occasions.id",
        stamp(until),
    )
    return tuple(row["id"] for row in rows)


def unreachable(unit: Unit, programme: str) -> int:
    """Give how many who take part in a programme cannot be reached."""
    return unit.count(
        "SELECT COUNT(*) FROM enrolments JOIN people ON people.id = enrolments.person"
        " WHERE programme = ? AND state IN ('active', 'paused') AND reachable = 0",
        programme,
    )


def without_outcome(unit: Unit, programme: str) -> int:
    """Give how many were closed without an outcome."""
    sql = "SELECT COUNT(*) FROM enrolments WHERE programme = ? AND state = 'closed' AND outcome IS NULL"
    return unit.count(sql, programme)


def active(unit: Unit, programme: str, since: date) -> tuple[Enrolment, ...]:
    """Give those who take part in a programme since this day or longer, without those whose identity is protected."""
    rows = unit.rows(
        "SELECT id FROM enrolments WHERE programme = ? AND state = 'active' AND protected = 0 AND enrolled_on <= ?"
        " ORDER BY id",
        programme,
        since.isoformat(),
    )
    return tuple(found for row in rows if (found := enrolments.by_id(unit, row["id"])))


def next_due(unit: Unit, now: datetime) -> datetime | None:
    """Give the first moment after this one at which an occasion, a letter, an own reminder or an event is due."""
    row = unit.row(
        "SELECT MIN(due) AS due FROM (SELECT due FROM occasions WHERE state = 'planned'"
        " UNION ALL SELECT due FROM outbox WHERE state = 'waiting'"
        " UNION ALL SELECT due FROM own_reminders WHERE state = 'planned'"
        " UNION ALL SELECT closes AS due FROM events) WHERE due > ?",
        stamp(now),
    )
    return moment(row["due"]) if row and row["due"] else None
