"""Noting for the report in one's own words: what was done, met, went amiss or came from the participants."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.actions.here import Here, NotAllowed, Refused
from bot.actions.words import tidied
from flows.forms import personal_data
from flows.timing.spans import add_months
from storage import report_notes
from storage.people import Role
from storage.report_notes import NoteKind, ReportNote

LONGEST = 4096
"""The most characters of a note: what Telegram lets a person write at once."""
MOST_CAME = 9999
_MONTHS = 3


class Unfit(StrEnum):
    """Why words are not kept."""

    NO_WORDS = "no words"
    TOO_LONG = "too long"
    PERSONAL_DATA = "personal data"


class Frozen(Refused):
    """The note stands in a report that is marked as sent."""


@dataclass(frozen=True)
class Telling:
    """What to note; ``begun`` is the update that began it, so that it is noted once."""

    programme: str
    kind: NoteKind
    day: date
    words: str
    begun: int
    attended: int | None = None


def fit(text: str) -> str | Unfit:
    """Give words as they are kept, plain and with their lines, or why they are not."""
    words = tidied(text)
    if not words:
        return Unfit.NO_WORDS
    if len(words) > LONGEST:
        return Unfit.TOO_LONG
    return Unfit.PERSONAL_DATA if personal_data.find(words) else words


def tell(here: Here, request: Telling) -> None:
    """Note something for the report, once.

    :raises NotAllowed: if the caller is no coordinator there, or it cannot be noted so
    """
    programme = here.programme(request.programme, Role.COORDINATOR)
    made = ReportNote(
        programme.key,
        request.kind,
        request.day,
        request.words,
        here.caller.id,
        here.now,
        request.attended,
        request.begun,
    )
    _check(here, made)
    if report_notes.made_by(here.unit, request.begun):
        return
    report_notes.add(here.unit, made)
    here.note("noted", f"{programme.key}: {request.kind}")


def change(here: Here, note: ReportNote) -> None:
    """Let a note have another day, other words or another number of those who came.

    :raises NotAllowed: if there is none, the caller is no coordinator there, or it cannot be so
    :raises Frozen: if it stands in a report that is marked as sent
    """
    found = told(here, note.id)
    changed = replace(found, day=note.day, words=note.words, attended=note.attended)
    _check(here, changed)
    if not report_notes.change(here.unit, changed):
        raise Frozen
    here.note("note changed", f"{found.programme}: {found.kind}")


def remove(here: Here, note: int) -> None:
    """Take a note away.

    :raises NotAllowed: if there is none, or the caller is no coordinator there
    :raises Frozen: if it stands in a report that is marked as sent
    """
    found = told(here, note)
    if not report_notes.remove(here.unit, note):
        raise Frozen
    here.note("note removed", f"{found.programme}: {found.kind}")


def told(here: Here, note: int) -> ReportNote:
    """Give a note.

    :raises NotAllowed: if there is none, or the caller is no coordinator there
    """
    found = report_notes.by_id(here.unit, note)
    if found is None:
        raise NotAllowed
    here.programme(found.programme, Role.COORDINATOR)
    return found


def told_by(here: Here, begun: int) -> ReportNote | None:
    """Give what the caller noted in the dialogue that an update began."""
    found = report_notes.made_by(here.unit, begun)
    return told(here, found.id) if found and found.by == here.caller.id else None


def of_quarter(here: Here, programme: str, back: int = 0) -> tuple[ReportNote, ...]:
    """Give a programme's notes of this quarter, or of one so many quarters back, by kind and then by day.

    :raises NotAllowed: if the caller is no coordinator there
    """
    key = here.programme(programme, Role.COORDINATOR).key
    first = first_day(here.today, back)
    found = report_notes.in_period(here.unit, key, first, add_months(first, _MONTHS) - timedelta(days=1))
    kinds = list(NoteKind)
    return tuple(sorted(found, key=lambda note: kinds.index(note.kind)))


def first_day(today: date, back: int) -> date:
    """Give the first day of this quarter, or of one so many quarters back."""
    return add_months(date(today.year, (today.month - 1) // _MONTHS * _MONTHS + 1, 1), -_MONTHS * back)


def _check(here: Here, note: ReportNote) -> None:
    """See that a note can be.

    :raises NotAllowed: if it cannot
    """
    came = note.attended
    if fit(note.words) != note.words or note.day > here.today:
        raise NotAllowed
    if came is not None and not (note.kind is NoteKind.MEETING and 0 <= came <= MOST_CAME):
        raise NotAllowed
