"""After a stop or a death: forms whose screens may be missing, though their updates are confirmed, are shown again."""

import asyncio

from bot.actions.here import Caller, Here
from bot.actions.participant.forms import of_run
from bot.chat.participant.survey_screens import standing
from bot.chat.reader import reads
from bot.chat.screen import Screen
from bot.house import House
from bot.keyboard import shown
from bot.post import Clock
from bot.saving import Saving
from bot.wire.speak import Speaker
from bot.wire.until import finish
from storage import enrolments, people, runs
from storage.runs import Run
from storage.unit import Unit

_PATIENCE = 5.0


async def repair(saving: Saving, house: House, speaker: Speaker, clock: Clock) -> int:
    """Show the forms whose screens are owed; give how many. Telegram's troubles do not hold up the start."""
    owed = await saving.database.read(lambda unit: _owed(unit, house, clock))
    if owed:
        await finish([asyncio.create_task(_show(saving, speaker, *each)) for each in owed], _PATIENCE)
    return len(owed)


async def _show(saving: Saving, speaker: Speaker, run: Run, chat: int, screen: Screen) -> None:
    message = await speaker.show(chat, shown(screen), run.message)
    await saving.insist(lambda unit: _is_shown(unit, run, message))


def _is_shown(unit: Unit, run: Run, message: int | None) -> None:
    runs.owe(unit, run.id, is_owed=False)
    if message is not None:
        runs.show_in(unit, run.id, message)


def _owed(unit: Unit, house: House, clock: Clock) -> list[tuple[Run, int, Screen]]:
    found = (_as_it_stands(unit, house, clock, run) for run in runs.owed(unit))
    return [each for each in found if each]


def _as_it_stands(unit: Unit, house: House, clock: Clock, run: Run) -> tuple[Run, int, Screen] | None:
    enrolment = enrolments.by_id(unit, run.enrolment)
    person = people.by_id(unit, enrolment.person) if enrolment and enrolment.person else None
    if person is None:
        return None
    here = Here(unit, house, Caller(person.chat, person), clock())
    return run, person.chat, standing(reads(person), of_run(here, run))
