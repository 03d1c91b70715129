"""Own reminders: what members of staff ask to be reminded of, in their own words, and when."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.actions import drafts
from bot.actions.here import Here, NotAllowed
from flows.forms import personal_data
from flows.swedish.time import Misread, read_time
from storage import own_reminders
from storage.own_reminders import OwnReminder
from storage.people import Person
from storage.unit import moment, stamp

KIND = "own"
"""The kind of draft that waits for the person's word."""
USUAL = time(9)
LONGEST = 300
_LEADING = re.compile(r"^(?:påminn )?(?:mig )?(?:om )?(?:att )?", re.IGNORECASE)


class Unclear(StrEnum):
    """Why there is no reminder to keep, besides a day that was misread."""

    NO_WORDS = "no words"
    TOO_LONG = "too long"
    PERSONAL_DATA = "personal data"


@dataclass(frozen=True)
class Draft:
    """A reminder as it was understood: the local time and the words. ``number`` tells it from other drafts."""

    at: datetime
    words: str
    number: int
    caught: str = ""
    """The kind of personal data that was taken out of the words, if any was."""


def staff(here: Here) -> Person:
    """Give the caller, who has a role.

    :raises NotAllowed: if the caller has none
    """
    person = here.person()
    if not person.grants:
        raise NotAllowed
    return person


def understand(here: Here, text: str) -> Draft | Misread | Unclear:
    """Read what to be reminded of and when; it is remembered, sealed, until the person says whether it is right.

    :raises NotAllowed: if the caller is not staff
    """
    staff(here)
    read = _read(here, text)
    if isinstance(read, Draft):
        drafts.keep(here, drafts.Draft(KIND, read.number, {"at": stamp(read.at), "words": read.words}))
    return read


def _read(here: Here, text: str) -> Draft | Misread | Unclear:
    if len(text) > LONGEST:
        return Unclear.TOO_LONG
    read = read_time(text, here.now.astimezone(here.house.association.zone), USUAL)
    words = text if isinstance(read, Misread) else _LEADING.sub("", read.rest.strip(" ,.:;-–"))
    kinds = personal_data.find(words, here.today)
    left = personal_data.without(words, here.today)
    if kinds and (isinstance(read, Misread) or not left):
        return Unclear.PERSONAL_DATA
    if isinstance(read, Misread):
        return read
    return Draft(read.at, left, here.update or 0, "".join(kinds[:1])) if left else Unclear.NO_WORDS


def draft(here: Here) -> Draft | None:
    """Give the draft that waits for the caller's word."""
    waiting = drafts.current(here)
    if waiting is None or waiting.kind != KIND or not waiting.get("at"):
        return None
    at = moment(waiting.get("at")).astimezone(here.house.association.zone)
    return Draft(at, waiting.get("words"), waiting.subject)


def keep(here: Here, number: int) -> OwnReminder | Misread:
    """Keep the draft of this number; give the reminder, also if it was kept before.

    :raises NotAllowed: if the caller is not staff, or has no such draft and no such reminder
    """
    person, waiting = staff(here), draft(here)
    if waiting and waiting.number == number:
        if waiting.at <= here.now:
            return Misread.PAST
        own_reminders.add(here.unit, person.id, waiting.words, waiting.at, number)
        drafts.drop(here)
    kept = own_reminders.made_by(here.unit, number, person.id)
    if kept is None:
        raise NotAllowed
    return kept


def mine(here: Here) -> tuple[OwnReminder, ...]:
    """Give the reminders that the caller still waits for, earliest first.

    :raises NotAllowed: if the caller is not staff
    """
    return own_reminders.of_person(here.unit, staff(here).id)


def remove(here: Here, reminder: int) -> None:
    """Remove one of the caller's reminders; one that was sent stays sent.

    :raises NotAllowed: if it is not the caller's
    """
    found = own_reminders.by_id(here.unit, reminder, staff(here).id)
    if found is None:
        raise NotAllowed
    if found.state == "planned":
        own_reminders.settle(here.unit, reminder, "cancelled")
