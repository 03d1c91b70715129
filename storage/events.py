"""Events: a link for many to one anonymous form, until its last day is over."""

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from storage.payloads import NONCE_BYTES, hashes, kept, payloads
from storage.unit import Unit, moment, stamp

MOMENT = "event"
"""The moment of asking, under which an event's answers are counted."""


@dataclass(frozen=True)
class Terms:
    """What an event is opened with; ``programme`` is empty where it is the whole association's."""

    programme: str
    questionnaire: str
    version: str
    title: str
    last_day: date
    closes: datetime
    """The end of the last day, or when it was closed before."""


@dataclass(frozen=True)
class Event(Terms):
    """An event. ``answered`` counts those who have sent in."""

    id: int
    payload: str
    answered: int

    @property
    def counted_as(self) -> str:
        """The name under which its answers wait and are counted; no programme's key has a colon."""
        return f"event:{self.id}"

    def is_open(self, now: datetime) -> bool:
        """Whether the link still holds."""
        return now < self.closes


def add(unit: Unit, new: Terms, begun: int | None = None) -> int:
    """Keep an event with a link of its own; give its id. The form must have been kept (``runs.keep_definition``).

    :param begun: the Telegram update that asked for it, so that it is opened once
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return unit.insert(
        "INSERT INTO events (programme, questionnaire, version, title, last_day, closes, made_by_update, nonce,"
        " payload_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        new.programme,
        new.questionnaire,
        new.version,
        new.title,
        new.last_day.isoformat(),
        stamp(new.closes),
        begun,
        nonce,
        unit.seal.hash(payloads(unit, nonce)[0]),
    )


def by_id(unit: Unit, event: int) -> Event | None:
    """Give an event."""
    return _one(unit, unit.row("SELECT * FROM events WHERE id = ?", event))


def made_by(unit: Unit, update: int) -> Event | None:
    """Give the event that a Telegram update opened."""
    return _one(unit, unit.row("SELECT * FROM events WHERE made_by_update = ?", update))


def find(unit: Unit, word: str) -> Event | None:
    """Give the event that a payload belongs to, whatever its day."""
    rows = [unit.row("SELECT * FROM events WHERE payload_hash = ?", hashed) for hashed in hashes(unit, word)]
    return _one(unit, next(filter(None, rows), None))


def find_open(unit: Unit, word: str, now: datetime) -> Event | None:
    """Give the event that a payload opens; the same work is done for every word that opens none."""
    sql = "SELECT * FROM events WHERE payload_hash = ? AND closes > ?"
    rows = [unit.row(sql, hashed, stamp(now)) for hashed in hashes(unit, word)]
    return _one(unit, next(filter(None, rows), None))


def everything(unit: Unit) -> tuple[Event, ...]:
    """Give all events, the newest first."""
    return tuple(_event(unit, row) for row in unit.rows("SELECT * FROM events ORDER BY id DESC"))


def close(unit: Unit, event: int, now: datetime) -> None:
    """Let an event's link hold no more; one that is over already stays as it was."""
    unit.run("UPDATE events SET closes = ?1 WHERE id = ?2 AND closes > ?1", stamp(now), event)


def _one(unit: Unit, row: sqlite3.Row | None) -> Event | None:
    return _event(unit, row) if row else None


def _event(unit: Unit, row: sqlite3.Row) -> Event:
    return Event(
        id=row["id"],
        programme=row["programme"],
        questionnaire=row["questionnaire"],
        version=row["version"],
        title=row["title"],
        last_day=date.fromisoformat(row["last_day"]),
        closes=moment(row["closes"]),
        payload=kept(unit, payloads(unit, row["nonce"]), row["payload_hash"]),
        answered=row["answered"],
    )
