"""Retention: how much is older than the association keeps it, and taking that away.

A rule is a name, what it takes, and how; one may take what another counts too. What was released as figures stays, and
where somebody stood for a goal stays as it was evaluated: a figure does not change because the reason for it was taken
away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from storage import audit, batches, enrolments, guesses, occasions, people, updates
from storage.enrolments import State
from storage.health import holds_anybody
from storage.unit import Unit, stamp


@dataclass(frozen=True)
class Rule:
    """What is taken of what is older than a moment: how many there are, and how they go."""

    count: Callable[[Unit, datetime], int]
    take: Callable[[Unit, datetime], None]


_ENDED = "FROM enrolments WHERE closed_on < ? AND state NOT IN ('declined', 'erased')"
_OF_THE_ENDED = f"enrolment IN (SELECT id {_ENDED})"
_SETTLED = "state IN ('sent', 'dropped', 'unknown') AND kind IN ('offer', 'reminder', 'last_day', 'digest', 'weekly')"
"""Letters whose keys are needed no longer: a late follow-up or a menu must not be told of again."""
_UNUSED = (
    "FROM enrolments WHERE state = 'invited' AND person IS NULL AND invited_on < ?"
    " AND NOT EXISTS (SELECT 1 FROM runs WHERE enrolment = enrolments.id)"
    " AND NOT EXISTS (SELECT 1 FROM facts WHERE enrolment = enrolments.id)"
)


def _rows(where: str, *, by_day: bool = True) -> Rule:
    """Give the rule that deletes rows."""

    def before(moment: datetime) -> str:
        return moment.date().isoformat() if by_day else stamp(moment)

    return Rule(
        lambda unit, moment: unit.count(f"SELECT COUNT(*) {where}", before(moment)),
        lambda unit, moment: _delete(unit, where, before(moment)),
    )


def _delete(unit: Unit, where: str, before: str) -> None:
    """Delete rows without having anybody's standing evaluated anew."""
    touched = [tuple(row) for row in unit.rows("SELECT programme, enrolment FROM touched")]
    unit.run(f"DELETE {where}", before)
    unit.run("DELETE FROM touched")
    unit.run_many("INSERT INTO touched (programme, enrolment) VALUES (?, ?)", touched)


def _each(where: str, take: Callable[[Unit, int], None]) -> Rule:
    """Give the rule that does something with each of some enrolments."""

    def take_all(unit: Unit, moment: datetime) -> None:
        for row in unit.rows(f"SELECT id {where}", moment.date().isoformat()):
            take(unit, row["id"])

    return Rule(lambda unit, moment: unit.count(f"SELECT COUNT(*) {where}", moment.date().isoformat()), take_all)


def _let_go_of_chat(unit: Unit, enrolment: int) -> None:
    found = enrolments.by_id(unit, enrolment)
    occasions.cancel_all(unit, enrolment, "participant")
    unit.run("UPDATE enrolments SET person = NULL WHERE id = ?", enrolment)
    unit.run("DELETE FROM invitations WHERE enrolment = ?", enrolment)
    if found and found.person is not None:
        people.let_go(unit, found.person)


def _erase(unit: Unit, enrolment: int) -> None:
    found = enrolments.by_id(unit, enrolment)
    enrolments.let_go(unit, enrolment, State.ERASED)
    if found and found.person is not None:
        people.let_go(unit, found.person)


RULES: dict[str, Rule] = {
    "requests": _each(
        "FROM enrolments WHERE id IN"
        " (SELECT enrolment FROM tasks WHERE kind = 'erasure' AND done = 0 AND due_on IS NOT NULL AND due_on <= ?)",
        _erase,
    ),
    "invitations": _each(_UNUSED, _erase),
    "chats": _each(f"{_ENDED} AND person IS NOT NULL", _let_go_of_chat),
    "answers": _rows(f"FROM linked_answers WHERE run IN (SELECT id FROM runs WHERE {_OF_THE_ENDED})"),
    "facts": _rows(f"FROM facts WHERE {_OF_THE_ENDED}"),
    "enrolments": _each(_ENDED, _erase),
    "contacts": _rows("FROM tasks WHERE kind = 'contact' AND done = 1 AND since < ?", by_day=False),
    "letters": _rows(f"FROM outbox WHERE {_SETTLED} AND due < ?", by_day=False),
    "audit": Rule(audit.old, audit.trim),
    "updates": Rule(
        lambda unit, moment: unit.count("SELECT COUNT(*) FROM updates WHERE kept < ?", stamp(moment)),
        lambda unit, moment: updates.forget_old(unit, moment + updates.KEPT_FOR),
    ),
    "guesses": Rule(
        lambda unit, moment: unit.count("SELECT COUNT(*) FROM guesses WHERE at < ?", stamp(moment)),
        lambda unit, moment: guesses.forget_old(unit, moment + guesses.WITHIN),
    ),
}
"""By the name that the association's file gives them; requests, updates and guesses have times of their own."""


def destroy_spent_keys(unit: Unit) -> None:
    """Have the keys of what waited destroyed that seal nothing any more: a command that died may have left one.

    A bot's own next start does it too, but another command's death is nothing that a start hears of, and a key that
    is left opens, with an older backup, answers that are numbers by now. The database of nobody has no say over keys.
    """
    if holds_anybody(unit):
        batches.spend_all(unit)


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """Give the moment at which a day begins."""
    return datetime.combine(day, time(), zone)
