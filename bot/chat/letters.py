"""What the bot starts itself, made into a screen or a menu at the moment it is sent, if it still holds."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.due import Letter as AboutForm
from bot.actions.due import still_holds
from bot.actions.forms import of_run
from bot.actions.here import Caller, Here
from bot.chat import commands
from bot.chat.screen import Screen
from bot.chat.survey_screens import intro
from bot.house import House
from locales.translator import translator
from storage import people, runs
from storage.outbox import Letter
from storage.people import Person
from storage.unit import Unit

ONCE_MORE = (AboutForm.OFFER, "menu")
"""Kinds sent a second time when nobody knows whether the first arrived (design: 3.4)."""


@dataclass(frozen=True)
class Outgoing:
    """A letter made ready: to which chat, and either a screen or a menu of commands."""

    letter: Letter
    chat: int
    screen: Screen | None = None
    run: int | None = None
    """The form that the screen shows."""
    menu: tuple[tuple[str, str], ...] | None = None


def make_ready(unit: Unit, house: House, letter: Letter, now: datetime) -> Outgoing | None:
    """Make a letter ready, in the reader's language; ``None`` when it no longer holds."""
    person = people.by_id(unit, letter.person)
    if person is None or not person.reachable:
        return None
    here = Here(unit, house, Caller(person.chat, person), now)
    return _menu(here, letter, person) if letter.kind == "menu" else _about_form(here, letter, person)


def _menu(here: Here, letter: Letter, person: Person) -> Outgoing:
    return Outgoing(letter, person.chat, menu=commands.of(translator(person.language), here, person))


def _about_form(here: Here, letter: Letter, person: Person) -> Outgoing | None:
    run = runs.of_person(here.unit, letter.subject, person.id)
    if run is None or not still_holds(here.unit, letter.kind, run.id, person):
        return None
    screen = intro(translator(person.language), of_run(here, run), greeting=True)
    return Outgoing(letter, person.chat, screen, run=run.id)
