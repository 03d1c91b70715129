"""Runs: forms under way or done. Where a person stands in one is derived from its answers, never kept."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flows.forms.questionnaire import Questionnaire
from storage.unit import Unit, moment, stamp


@dataclass(frozen=True)
class Run:
    """A form to fill in. ``version`` is pinned: a new version of the form never touches a run."""

    id: int
    enrolment: int
    questionnaire: str
    moment: str
    version: str
    linked: bool
    state: str
    begun: bool
    reopened: str | None
    message: int | None
    register: str | None = None
    """Of a linked form: ``standard``, ``easy``, ``translated`` or ``mixed``; ``None`` while nothing is answered."""
    supported: bool | None = None
    """Of a linked form: whether somebody helps; ``None`` where the person has not said."""
    finished_on: date | None = None
    touched: datetime | None = None
    """Of a form under way: when it last changed, to the second."""

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == "open"

    @property
    def is_corrected(self) -> bool:
        """Whether it was sent in, and an answer in it is being corrected."""
        return self.state == "sent" and self.linked and self.reopened is not None


def open_run(unit: Unit, enrolment: int, questionnaire: Questionnaire, moment: str) -> int:
    """Open a form for an enrolment; give the id of the run, also if it stood open already."""
    keep_definition(unit, questionnaire)
    unit.run(
        "INSERT INTO runs (enrolment, questionnaire, moment, version, linked, state)"
        " VALUES (?, ?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING",
        enrolment,
        questionnaire.key,
        moment,
        questionnaire.version,
        int(questionnaire.linked),
    )
    return unit.count(
        "SELECT id FROM runs WHERE enrolment = ? AND questionnaire = ? AND moment = ?",
        enrolment,
        questionnaire.key,
        moment,
    )


def keep_definition(unit: Unit, questionnaire: Questionnaire) -> None:
    """Keep a questionnaire as it is in this version."""
    unit.run(
        "INSERT INTO definitions (version, body) VALUES (?, ?) ON CONFLICT DO NOTHING",
        questionnaire.version,
        questionnaire.model_dump_json(by_alias=True, exclude_defaults=True),
    )


def definition(unit: Unit, version: str) -> Questionnaire:
    """Give a questionnaire as it was in this version.

    :raises KeyError: if no run ever began it
    """
    row = unit.row("SELECT body FROM definitions WHERE version = ?", version)
    if row is None:
        raise KeyError(version)
    return Questionnaire.model_validate_json(row["body"])


def of_person(unit: Unit, run: int, person: int) -> Run | None:
    """Give a run if it is this person's: an id from outside is never looked up without its owner."""
    row = unit.row(
        "SELECT runs.* FROM runs JOIN enrolments ON enrolments.id = runs.enrolment WHERE runs.id = ? AND person = ?",
        run,
        person,
    )
    return _run(row) if row else None


def by_id(unit: Unit, run: int) -> Run | None:
    """Give a run."""
    row = unit.row("SELECT * FROM runs WHERE id = ?", run)
    return _run(row) if row else None


def open_of_person(unit: Unit, person: int) -> tuple[Run, ...]:
    """Give the forms that a person can answer now: those begun last touched first, then the oldest.

    One that was sent in is among them while an answer in it is being corrected.
    """
    rows = unit.rows(
        "SELECT runs.* FROM runs JOIN enrolments ON enrolments.id = runs.enrolment"
        " WHERE person = ? AND (runs.state = 'open' OR (runs.state = 'sent' AND reopened IS NOT NULL))"
        " ORDER BY touched DESC NULLS LAST, runs.id",
        person,
    )
    return tuple(map(_run, rows))


def of_enrolment(unit: Unit, enrolment: int) -> tuple[Run, ...]:
    """Give an enrolment's forms, oldest first."""
    return tuple(map(_run, unit.rows("SELECT * FROM runs WHERE enrolment = ? ORDER BY id", enrolment)))


def touch(unit: Unit, run: int, now: datetime, *, reopened: str | None = None) -> None:
    """Keep that a form changed now, and which question the person asked to see again; of a sent one no time is kept."""
    unit.run(
        "UPDATE runs SET touched = CASE state WHEN 'open' THEN ? END, begun = 1, reopened = ?"
        " WHERE id = ? AND state <> 'ended'",
        stamp(now),
        reopened,
        run,
    )


def leave(unit: Unit, run: int) -> None:
    """Keep that the person left an open form for now: what is typed no longer belongs to it."""
    unit.run("UPDATE runs SET begun = 0, touched = NULL, reopened = NULL WHERE id = ?", run)


def set_aside(unit: Unit, run: int) -> None:
    """Keep that something else is asked in an open form's message just now: what is typed does not belong to it."""
    unit.run("UPDATE runs SET begun = 0 WHERE id = ?", run)


def show_in(unit: Unit, run: int, message: int) -> None:
    """Keep which chat message shows the form."""
    unit.run("UPDATE runs SET message = ? WHERE id = ? AND message IS NOT ?", message, run, message)


def show_nowhere(unit: Unit, run: int) -> None:
    """Keep that no message shows the form: the person writes from another chat now."""
    unit.run("UPDATE runs SET message = NULL WHERE id = ?", run)


def owe(unit: Unit, run: int, *, is_owed: bool = True) -> None:
    """Keep that the form's screen may not have got through though its update is confirmed; or that it has."""
    unit.run("UPDATE runs SET is_owed = ? WHERE id = ?", int(is_owed), run)


def owed(unit: Unit) -> tuple[Run, ...]:
    """Give the forms whose screens may not have got through."""
    return tuple(map(_run, unit.rows("SELECT * FROM runs WHERE is_owed")))


def touched_last(unit: Unit, within: timedelta) -> tuple[Run, ...]:
    """Give the open forms that were touched last of all, and at most so long before that."""
    newest = unit.count("SELECT CAST(strftime('%s', MAX(touched)) AS INTEGER) FROM runs")
    since = stamp(datetime.fromtimestamp(newest, UTC) - within)
    return tuple(map(_run, unit.rows("SELECT * FROM runs WHERE state = 'open' AND touched >= ?", since)))


def of_moment(unit: Unit, enrolment: int, questionnaire: str, at: str) -> Run | None:
    """Give the enrolment's run of a form at a moment."""
    row = unit.row(
        "SELECT * FROM runs WHERE enrolment = ? AND questionnaire = ? AND moment = ?", enrolment, questionnaire, at
    )
    return _run(row) if row else None


def set_supported(unit: Unit, run: int, *, supported: bool) -> None:
    """Keep whether a form is answered with somebody's help."""
    unit.run("UPDATE runs SET supported = ? WHERE id = ?", int(supported), run)


def keep_register(unit: Unit, run: int, register: str) -> None:
    """Keep in which register a form's answers are given; where they are given in several, that it is mixed."""
    unit.run(
        "UPDATE runs SET register = CASE WHEN COALESCE(register, ?1) = ?1 THEN ?1 ELSE 'mixed' END"
        " WHERE id = ?2 AND register IS NOT ?1",
        register,
        run,
    )


def set_expiry(unit: Unit, run: int, day: date | None) -> None:
    """Keep the last day on which a form can be answered."""
    unit.run("UPDATE runs SET expires = ? WHERE id = ?", day.isoformat() if day else None, run)


def last_day(unit: Unit, run: int) -> date | None:
    """Give the last day on which a form can be answered, if there is one."""
    row = unit.row("SELECT expires FROM runs WHERE id = ?", run)
    return date.fromisoformat(row["expires"]) if row and row["expires"] else None


def expired(unit: Unit, today: date) -> tuple[Run, ...]:
    """Give the open forms whose last day has passed."""
    rows = unit.rows("SELECT * FROM runs WHERE state = 'open' AND expires < ?", today.isoformat())
    return tuple(map(_run, rows))


def finish(unit: Unit, run: int, day: date) -> None:
    """Keep that a form was sent in on this day; the time of day is not kept."""
    unit.run(
        "UPDATE runs SET state = 'sent', finished_on = ?, touched = NULL, reopened = NULL"
        " WHERE id = ? AND state = 'open'",
        day.isoformat(),
        run,
    )


def end(unit: Unit, run: int) -> None:
    """Close a form that was not sent in, and delete what was answered in it; one that was sent in stays as it is."""
    ended = "UPDATE runs SET state = 'ended', touched = NULL, reopened = NULL WHERE id = ? AND state = 'open'"
    if unit.run(ended, run).rowcount:
        unit.run("DELETE FROM linked_answers WHERE run = ?", run)
        unit.run("DELETE FROM unlinked_drafts WHERE run = ?", run)


def open_again(unit: Unit, run: int) -> None:
    """Let a form that was closed without being sent in be answered from its beginning."""
    unit.run("UPDATE runs SET state = 'open', begun = 0 WHERE id = ? AND state = 'ended'", run)


def ended_under_way(unit: Unit, person: int) -> Run | None:
    """Give the form that a person was in when it was closed, if one was, and they have not been told."""
    row = unit.row(
        "SELECT runs.* FROM runs JOIN enrolments ON enrolments.id = runs.enrolment"
        " WHERE person = ? AND withdrawn_on IS NULL AND runs.state = 'ended' AND begun ORDER BY runs.id DESC LIMIT 1",
        person,
    )
    return _run(row) if row else None


def _run(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        enrolment=row["enrolment"],
        questionnaire=row["questionnaire"],
        moment=row["moment"],
        version=row["version"],
        linked=bool(row["linked"]),
        state=row["state"],
        begun=bool(row["begun"]),
        reopened=row["reopened"],
        message=row["message"],
        register=row["register"],
        supported=None if row["supported"] is None else bool(row["supported"]),
        finished_on=date.fromisoformat(row["finished_on"]) if row["finished_on"] else None,
        touched=moment(row["touched"]) if row["touched"] else None,
    )
