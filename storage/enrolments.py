"""Enrolments: one person's one time in one programme."""

import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storage import occasions, responses, runs
from storage.unit import Unit


class State(StrEnum):
    """Where an enrolment stands."""

    INVITED = "invited"
    DECLINED = "declined"
    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    ERASED = "erased"


@dataclass(frozen=True)
class Enrolment:
    """An enrolment. ``reference`` is the coach's own word for the person and nobody else's."""

    id: int
    programme: str
    person: int | None
    coach: int | None
    reference: str | None
    state: State
    outcome: str | None = None
    invited_on: date | None = None
    enrolled_on: date | None = None
    closed_on: date | None = None
    referred_on: date | None = None
    planned_end: date | None = None
    cohort: int | None = None
    waiver: bool = False
    handed_over: bool = False
    protected: bool = False
    event: int | None = None
    """The event of which it is only a guest's form (storage.guests)."""
    agreed_to: str | None = None
    """The version of the text that the person said yes to; ``None`` where that was not kept yet."""
    agreed_in: str | None = None
    """The language in which they read it."""
    withdrawn_on: date | None = None
    """The day on which the person stopped taking part, without having anything erased."""


class ReferenceTaken(Exception):
    """Another enrolment in the programme has this reference."""


def invite(
    unit: Unit, programme: str, coach: int | None, reference: str | None, day: date, *, update: int | None = None
) -> Enrolment:
    """Add an invited enrolment.

    :param update: the Telegram update that asked for it, so that it is made once
    :raises ReferenceTaken: if the programme already has the reference
    """
    reference = (reference or "").strip() or None
    if reference and by_reference(unit, programme, reference):
        raise ReferenceTaken
    new = unit.insert(
        "INSERT INTO enrolments (programme, coach, reference, reference_hash, state, invited_on, made_by_update)"
        " VALUES (?, ?, ?, ?, 'invited', ?, ?)",
        programme,
        coach,
        unit.seal.close(reference) if reference else None,
        unit.seal.hash(folded(reference)) if reference else None,
        day.isoformat(),
        update,
    )
    return Enrolment(new, programme, None, coach, reference, State.INVITED, invited_on=day)


def by_id(unit: Unit, enrolment: int) -> Enrolment | None:
    """Give an enrolment."""
    row = unit.row("SELECT * FROM enrolments WHERE id = ?", enrolment)
    return _enrolment(unit, row) if row else None


def of_run(unit: Unit, run: int) -> Enrolment | None:
    """Give the enrolment that a form belongs to."""
    found = "SELECT enrolments.* FROM runs JOIN enrolments ON enrolments.id = runs.enrolment WHERE runs.id = ?"
    row = unit.row(found, run)
    return _enrolment(unit, row) if row else None


def by_reference(unit: Unit, programme: str, reference: str) -> Enrolment | None:
    """Give the programme's enrolment with this reference, whatever its letter case."""
    for hashed in unit.seal.hashes(folded(reference)):
        row = unit.row("SELECT * FROM enrolments WHERE programme = ? AND reference_hash = ?", programme, hashed)
        if row:
            return _enrolment(unit, row)
    return None


def made_by(unit: Unit, update: int) -> Enrolment | None:
    """Give the enrolment that a Telegram update made."""
    row = unit.row("SELECT * FROM enrolments WHERE made_by_update = ?", update)
    return _enrolment(unit, row) if row else None


def of_person(unit: Unit, person: int) -> tuple[Enrolment, ...]:
    """Give a participant's enrolments, oldest first; not where the person is only a guest."""
    rows = unit.rows("SELECT * FROM enrolments WHERE person = ? AND event IS NULL ORDER BY id", person)
    return tuple(_enrolment(unit, row) for row in rows)


def of_coach(unit: Unit, coach: int, state: State) -> tuple[Enrolment, ...]:
    """Give a coach's enrolments in a state, oldest first."""
    rows = unit.rows("SELECT * FROM enrolments WHERE coach = ? AND state = ? ORDER BY id", coach, state)
    return tuple(_enrolment(unit, row) for row in rows)


def without_coach(unit: Unit, programme: str, state: State) -> tuple[Enrolment, ...]:
    """Give a programme's enrolments that have no coach, oldest first."""
    rows = unit.rows(
        "SELECT * FROM enrolments WHERE coach IS NULL AND programme = ? AND state = ? ORDER BY id", programme, state
    )
    return tuple(_enrolment(unit, row) for row in rows)


def bind(unit: Unit, enrolment: int, person: int) -> None:
    """Tie an invited enrolment to the chat that used its link."""
    unit.run("UPDATE enrolments SET person = ? WHERE id = ?", person, enrolment)


def start(unit: Unit, enrolment: int, day: date) -> None:
    """Keep that the person takes part from this day."""
    unit.run("UPDATE enrolments SET state = 'active', enrolled_on = ? WHERE id = ?", day.isoformat(), enrolment)


def close(unit: Unit, enrolment: int, outcome: str, day: date) -> None:
    """Keep how and when the enrolment ended."""
    unit.run(
        "UPDATE enrolments SET state = 'closed', outcome = ?, closed_on = ? WHERE id = ?",
        outcome,
        day.isoformat(),
        enrolment,
    )


def let_go(unit: Unit, enrolment: int, state: State) -> None:
    """Leave nothing of the person but the state that remains: declined or erased."""
    unit.run("DELETE FROM invitations WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM occasions WHERE enrolment = ?", enrolment)
    responses.keep_erased(unit, enrolment)
    unit.run("DELETE FROM runs WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM tasks WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM facts WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM standings WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM breakdown_members WHERE enrolment = ?", enrolment)
    unit.run("DELETE FROM key_members WHERE enrolment = ?", enrolment)
    unit.run(
        "UPDATE enrolments SET state = ?, person = NULL, coach = NULL, reference = NULL, reference_hash = NULL,"
        " enrolled_on = NULL, closed_on = NULL, outcome = NULL, made_by_update = NULL, referred_on = NULL,"
        " planned_end = NULL, cohort = NULL, waiver = 0, handed_over = 0, protected = 0, sex = NULL, birth_year = NULL,"
        " agreed_to = NULL, agreed_in = NULL, withdrawn_on = NULL"
        " WHERE id = ?",
        state,
        enrolment,
    )


def detach(unit: Unit, enrolment: int) -> None:
    """Let go of the chat, cancel what was to be asked, and keep the rest for the association to decide about."""
    unit.run("UPDATE occasions SET state = 'cancelled' WHERE enrolment = ? AND state = 'planned'", enrolment)
    unit.run("UPDATE enrolments SET person = NULL WHERE id = ?", enrolment)


def withdraw(unit: Unit, enrolment: int, day: str) -> None:
    """Keep the day on which the person stopped; what was to be asked and what was not sent in goes. ``""``: no more."""
    unit.run("UPDATE enrolments SET withdrawn_on = NULLIF(?, '') WHERE id = ?", day, enrolment)
    if day:
        occasions.cancel_all(unit, enrolment, "participant")
        for run in runs.of_enrolment(unit, enrolment):
            runs.end(unit, run.id)


def folded(reference: str) -> str:
    """Write a reference so that letter case and blanks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", reference).split()).casefold()


_DAYS = ("invited_on", "enrolled_on", "closed_on", "referred_on", "planned_end", "withdrawn_on")


def _enrolment(unit: Unit, row: sqlite3.Row) -> Enrolment:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in _DAYS}
    return Enrolment(
        id=row["id"],
        programme=row["programme"],
        person=row["person"],
        coach=row["coach"],
        reference=unit.seal.open(row["reference"]) if row["reference"] else None,
        state=State(row["state"]),
        outcome=row["outcome"],
        cohort=row["cohort"],
        waiver=bool(row["waiver"]),
        handed_over=bool(row["handed_over"]),
        protected=bool(row["protected"]),
        event=row["event"],
        agreed_to=row["agreed_to"],
        agreed_in=row["agreed_in"],
        **days,
    )
