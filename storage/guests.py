"""Guests: who answers an event's survey. Until they send in they have a form like others; then only a hash is left.

A guest is kept as an enrolment of the event and no programme's, so that a form is one whoever fills it in. It is
deleted on sending in, and what is left says that the chat has answered this event, for two days after its close.
"""

from datetime import datetime, timedelta

from storage import enrolments, people, runs
from storage.enrolments import Enrolment
from storage.events import MOMENT, Event
from storage.unit import Unit, stamp

REMEMBERED = timedelta(hours=48)
"""How long after an event's close it is kept which chats have answered: as long as an update may come again."""


def join(unit: Unit, event: Event, person: int) -> int:
    """Let a person answer an event's form; give the run, also if there was one. The day is not kept."""
    unit.run(
        "INSERT INTO enrolments (programme, person, state, invited_on, event) VALUES (?, ?, 'active', ?, ?)"
        " ON CONFLICT DO NOTHING",
        event.counted_as,
        person,
        event.last_day.isoformat(),
        event.id,
    )
    guest = unit.count("SELECT id FROM enrolments WHERE event = ? AND person = ?", event.id, person)
    return runs.open_run(unit, guest, runs.definition(unit, event.version), MOMENT)


def run_of(unit: Unit, event: int, person: int) -> int | None:
    """Give the form that a person is answering of an event."""
    row = unit.row(
        "SELECT runs.id FROM runs JOIN enrolments ON enrolments.id = enrolment WHERE event = ? AND person = ?",
        event,
        person,
    )
    return int(row["id"]) if row else None


def of_person(unit: Unit, person: int) -> tuple[Enrolment, ...]:
    """Give what a person is answering as a guest."""
    rows = unit.rows("SELECT id FROM enrolments WHERE person = ? AND event IS NOT NULL ORDER BY id", person)
    return tuple(found for row in rows if (found := enrolments.by_id(unit, row["id"])))


def leave(unit: Unit, guest: Enrolment) -> None:
    """Forget a guest with what was answered and not sent in, and the chat too if it is nobody else here."""
    unit.run("DELETE FROM runs WHERE enrolment = ?", guest.id)
    unit.run("DELETE FROM enrolments WHERE id = ? AND event IS NOT NULL", guest.id)
    if guest.person is not None:
        people.let_go(unit, guest.person)


def keep_answered(unit: Unit, event: int, chat: int, run: int) -> None:
    """Keep that a chat has answered an event, and count it."""
    unit.run(
        "INSERT INTO event_answers (event, chat_hash, run) VALUES (?, ?, ?)",
        event,
        unit.seal.hash(_word(event, chat)),
        run,
    )
    unit.run("UPDATE events SET answered = answered + 1 WHERE id = ?", event)


def has_answered(unit: Unit, event: int, chat: int) -> bool:
    """Whether a chat has answered an event, as long as that is kept."""
    found = "SELECT 1 FROM event_answers WHERE event = ? AND chat_hash = ?"
    return any(unit.row(found, event, hashed) for hashed in unit.seal.hashes(_word(event, chat)))


def has_sent(unit: Unit, run: int, chat: int) -> bool:
    """Whether a run was an event's form that this chat has sent in."""
    row = unit.row("SELECT event FROM event_answers WHERE run = ?", run)
    return row is not None and has_answered(unit, row["event"], chat)


def has_answered_any(unit: Unit, chat: int) -> bool:
    """Whether a chat has answered any event of which that is still kept."""
    rows = unit.rows("SELECT DISTINCT event FROM event_answers")
    return any(has_answered(unit, row["event"], chat) for row in rows)


def forget(unit: Unit, now: datetime) -> bool:
    """Forget those who had not sent in when an event closed, and in time who had; tell whether there were any."""
    over = unit.rows(
        "SELECT enrolments.id FROM enrolments JOIN events ON events.id = event WHERE closes <= ?", stamp(now)
    )
    for row in over:
        if guest := enrolments.by_id(unit, row["id"]):
            leave(unit, guest)
    gone = unit.run(
        "DELETE FROM event_answers WHERE event IN (SELECT id FROM events WHERE closes <= ?)", stamp(now - REMEMBERED)
    )
    return bool(over) or gone.rowcount > 0


def _word(event: int, chat: int) -> str:
    return f"event:{event}:{chat}"
