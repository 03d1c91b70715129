"""Occasions: what the plan holds for an enrolment, and what became of it. Each has a unique key and happens once."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flows.timing.plan import Planned
from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Occasion:
    """Something planned for an enrolment."""

    id: int
    enrolment: int
    kind: str
    audience: str
    item: str
    moment: str
    due: datetime
    expires: date | None
    state: str
    reason: str | None = None


def follow(
    unit: Unit,
    enrolment: int,
    planned: Iterable[tuple[Planned, datetime]],
    rule: str,
    *,
    since: datetime | None = None,
) -> None:
    """Let an enrolment's occasions follow its plan: new ones are added, moved ones move, others are cancelled.

    What was sent or settled, and what was snoozed, stays as it is.

    :param planned: the plan, each with the moment at which it is due
    :param rule: the version of the programme
    :param since: when the rule began to hold: what nobody had planned by then and was due before is nobody's any more
    """
    keys = {_follow_one(unit, enrolment, each, due, rule, since) for each, due in planned}
    by_rule = "SELECT id, key FROM occasions WHERE enrolment = ? AND state = 'planned' AND rule != ''"
    for row in unit.rows(by_rule, enrolment):
        if row["key"] not in keys:
            settle(unit, row["id"], "cancelled")


def _follow_one(unit: Unit, enrolment: int, planned: Planned, due: datetime, rule: str, since: datetime | None) -> str:
    key = f"{enrolment}:{planned.key}"
    has_been = since is not None and due < since
    unit.run(
        "INSERT INTO occasions (key, enrolment, kind, audience, item, moment, due, expires, rule, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (key) DO UPDATE"
        " SET due = CASE snoozed WHEN 0 THEN excluded.due ELSE due END, expires = excluded.expires,"
        " rule = excluded.rule, state = CASE state WHEN 'planned' THEN state ELSE ?10 END"
        " WHERE state IN ('planned', 'cancelled')",
        key,
        enrolment,
        planned.kind,
        planned.audience,
        planned.item,
        planned.moment,
        stamp(due),
        planned.expires.isoformat() if planned.expires else None,
        rule,
        "irrelevant" if has_been else "planned",
    )
    return key


def planned_by_another(unit: Unit, programme: str, rule: str) -> tuple[int, ...]:
    """Give a programme's enrolments that have nothing of this version's plan; the protected have no plan."""
    rows = unit.rows(
        "SELECT id FROM enrolments WHERE programme = ? AND protected = 0 AND state NOT IN ('declined', 'erased')"
        " AND NOT EXISTS (SELECT 1 FROM occasions WHERE enrolment = enrolments.id AND rule = ?) ORDER BY id",
        programme,
        rule,
    )
    return tuple(row["id"] for row in rows)


def ask_for(unit: Unit, occasion: Occasion, due: datetime, word: str) -> None:
    """Add a reminder that the person asked for.

    :param word: tells it from the others that were asked for
    """
    unit.run(
        "INSERT INTO occasions (key, enrolment, kind, audience, item, moment, due, expires, rule, state)"
        " VALUES (?, ?, 'reminder', 'participant', ?, ?, ?, ?, '', 'planned') ON CONFLICT DO NOTHING",
        f"{occasion.enrolment}:asked:{occasion.item}:{occasion.moment}:{word}",
        occasion.enrolment,
        occasion.item,
        occasion.moment,
        stamp(due),
        occasion.expires.isoformat() if occasion.expires else None,
    )


def due(unit: Unit, now: datetime, audience: str) -> tuple[Occasion, ...]:
    """Give the planned occasions that are due, earliest first."""
    rows = unit.rows(
        "SELECT * FROM occasions WHERE state = 'planned' AND audience = ? AND due <= ? ORDER BY due, id",
        audience,
        stamp(now),
    )
    return tuple(_occasion(unit, row) for row in rows)


def by_id(unit: Unit, occasion: int) -> Occasion | None:
    """Give an occasion."""
    row = unit.row("SELECT * FROM occasions WHERE id = ?", occasion)
    return _occasion(unit, row) if row else None


def offer_of(unit: Unit, enrolment: int, item: str, at: str) -> Occasion | None:
    """Give the offer of a form at a moment."""
    row = unit.row(
        "SELECT * FROM occasions WHERE enrolment = ? AND item = ? AND moment = ? AND kind = 'offer'",
        enrolment,
        item,
        at,
    )
    return _occasion(unit, row) if row else None


def of_enrolment(unit: Unit, enrolment: int) -> tuple[Occasion, ...]:
    """Give an enrolment's occasions in order of time."""
    rows = unit.rows("SELECT * FROM occasions WHERE enrolment = ? ORDER BY due, id", enrolment)
    return tuple(_occasion(unit, row) for row in rows)


def last_offered(unit: Unit, person: int) -> date | None:
    """Give the day on which the person was last offered a form."""
    row = unit.row(
        "SELECT MAX(settled_on) AS day FROM occasions JOIN enrolments ON enrolments.id = occasions.enrolment"
        " WHERE person = ? AND kind = 'offer' AND occasions.state = 'sent'",
        person,
    )
    return date.fromisoformat(row["day"]) if row and row["day"] else None


def settle(unit: Unit, occasion: int, state: str, day: date | None = None, reason: str | None = None) -> None:
    """Keep what became of an occasion: sent, done, irrelevant or cancelled. Only the last can be planned again.

    :param reason: why it is not relevant, in the coach's words
    """
    unit.run(
        "UPDATE occasions SET state = ?, settled_on = ?, reason = ? WHERE id = ?",
        state,
        day.isoformat() if day else None,
        unit.seal.close(reason) if reason else None,
        occasion,
    )


def put_off(unit: Unit, occasion: int, until: datetime, *, snoozed: bool = False) -> None:
    """Let a planned occasion wait until later.

    :param snoozed: whether someone asked for it, so that the plan does not move it back
    """
    unit.run(
        "UPDATE occasions SET due = ?, snoozed = MAX(snoozed, ?) WHERE id = ? AND state = 'planned'",
        stamp(until),
        int(snoozed),
        occasion,
    )


def cancel_all(unit: Unit, enrolment: int, audience: str) -> None:
    """Cancel everything still planned for an audience."""
    unit.run(
        "UPDATE occasions SET state = 'cancelled' WHERE enrolment = ? AND audience = ? AND state = 'planned'",
        enrolment,
        audience,
    )


def _occasion(unit: Unit, row: sqlite3.Row) -> Occasion:
    return Occasion(
        id=row["id"],
        enrolment=row["enrolment"],
        kind=row["kind"],
        audience=row["audience"],
        item=row["item"],
        moment=row["moment"],
        due=moment(row["due"]),
        expires=date.fromisoformat(row["expires"]) if row["expires"] else None,
        state=row["state"],
        reason=unit.seal.open(row["reason"]) if row["reason"] else None,
    )
