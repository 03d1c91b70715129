"""After a death: the forms touched in the last minute are shown as they stand, in case their replies never left."""

import asyncio
from datetime import timedelta

from bot.actions.forms import of_run
from bot.actions.here import Caller, Here
from bot.chat.screen import Screen
from bot.chat.survey_screens import form_screen
from bot.house import House
from bot.keyboard import shown
from bot.post import Clock
from bot.wire.speak import Speaker
from bot.wire.until import finish
from locales.translator import translator
from storage import enrolments, people, runs
from storage.database import Database
from storage.runs import Run
from storage.unit import Unit

SPAN = timedelta(minutes=1)
_PATIENCE = 5.0


async def repair(database: Database, house: House, speaker: Speaker, clock: Clock) -> int:
    """Show the forms whose last reply may be missing; give how many. Telegram's troubles do not hold up the start.

    Nothing is sent anew: an update that leads to a new message waits for it, and is delivered again.
    """
    stale = await database.read(lambda unit: _stale(unit, house, clock))
    if stale:
        shows = [asyncio.create_task(speaker.edit(chat, shown(screen), message)) for chat, message, screen in stale]
        await finish(shows, _PATIENCE)
    return len(stale)


def _stale(unit: Unit, house: House, clock: Clock) -> list[tuple[int, int, Screen]]:
    found = (_as_it_stands(unit, house, clock, run) for run in runs.touched_within(unit, clock(), SPAN))
    return [each for each in found if each]


def _as_it_stands(unit: Unit, house: House, clock: Clock, run: Run) -> tuple[int, int, Screen] | None:
    enrolment = enrolments.by_id(unit, run.enrolment)
    person = people.by_id(unit, enrolment.person) if enrolment and enrolment.person else None
    if person is None or run.message is None:
        return None
    here = Here(unit, house, Caller(person.chat, person), clock())
    return person.chat, run.message, form_screen(translator(person.language), of_run(here, run))
