"""What the bot starts itself, made into a screen or a menu at the moment it is sent, if it still holds."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.actions import backups, daily
from bot.actions.coordinator import quarter
from bot.actions.coordinator import report as reports
from bot.actions.due import ASK_AGAIN
from bot.actions.due import Letter as AboutForm
from bot.actions.here import Caller, Here
from bot.actions.menus import FAREWELL, MENU
from bot.chat.administrator import admin_letters
from bot.chat.coach import coach_letters
from bot.chat.coordinator.report.letters import bringing
from bot.chat.coordinator.report.paper import Paper
from bot.chat.menus import menu_of
from bot.chat.participant import hints
from bot.chat.participant.form_letters import about_form, asking_again
from bot.chat.reader import reads
from bot.chat.screen import Screen
from bot.chat.staff_letters import SCREENS
from bot.house import House
from flows.timing.schedule import next_opening
from storage import people
from storage.outbox import Letter
from storage.people import Person
from storage.unit import Unit

ONCE_MORE = (AboutForm.OFFER, ASK_AGAIN, MENU, FAREWELL, quarter.LETTER, reports.LETTER, backups.LETTER)
"""Kinds sent a second time when nobody knows whether the first arrived (design: 3.4)."""
_AT_ANY_HOUR = {MENU, FAREWELL, daily.OWN, reports.LETTER}
_AT_THEIR_HOUR = {daily.DIGEST, daily.WEEKLY}


@dataclass(frozen=True)
class Outgoing:
    """A letter made ready: to which chat, and a screen, a file with a screen as caption, or a menu of commands."""

    letter: Letter
    chat: int
    screen: Screen | None = None
    run: int | None = None
    """The form that the screen shows."""
    replaces: int | None = None
    """The message that showed the form before."""
    instead: str = ""
    """What stands in that message where it cannot be deleted; what is said where a file cannot be made."""
    menu: tuple[tuple[str, str], ...] | None = None
    paper: Paper | None = None
    """A file to send, with the screen as its caption."""


def may_go(unit: Unit, house: House, letter: Letter, now: datetime) -> datetime:
    """Give the first moment from now on at which a letter may be sent: people are not written to at night.

    A member of staff who chose an earlier hour than the send window for the day's list gets it then.
    """
    window, person = house.window, people.by_id(unit, letter.person)
    if letter.kind in _AT_ANY_HOUR or person is None:
        return now
    if letter.kind in _AT_THEIR_HOUR and window.opens:
        window = replace(window, opens=min(window.opens, time(person.digest_hour)))
    return next_opening(now, window, house.association.zone)


def make_ready(unit: Unit, house: House, letter: Letter, now: datetime) -> Outgoing | None:
    """Make a letter ready, in the reader's language; ``None`` when it no longer holds."""
    person = people.by_id(unit, letter.person)
    if person is None or person.is_invented or not person.reachable:
        return None
    here = Here(unit, house, Caller(person.chat, person), now)
    if letter.kind in {MENU, FAREWELL}:
        return Outgoing(letter, person.chat, menu=menu_of(here, person))
    if letter.kind in (ASK_AGAIN, *AboutForm):
        return _about_form(here, letter, person)
    if letter.kind == reports.LETTER:
        return _bringing(here, letter, person)
    screen = (SCREENS | coach_letters.SCREENS | admin_letters.SCREENS)[letter.kind](here, letter.subject)
    return Outgoing(letter, person.chat, screen) if screen else None


def _bringing(here: Here, letter: Letter, person: Person) -> Outgoing | None:
    found = bringing(here, letter.subject)
    sorry = reads(person)("Filen kunde inte göras. Försök igen om en stund.")
    return Outgoing(letter, person.chat, found[0], instead=sorry, paper=found[1]) if found else None


def _about_form(here: Here, letter: Letter, person: Person) -> Outgoing | None:
    asked = asking_again(here, letter)
    if asked:
        return Outgoing(letter, person.chat, asked)
    found = about_form(here, letter) if letter.kind != ASK_AGAIN else None
    if found is None:
        return None
    form, screen = found
    instead = hints.further_down(reads(person))
    return Outgoing(letter, person.chat, screen, run=form.run.id, replaces=form.run.message, instead=instead)
