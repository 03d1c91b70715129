"""After a stop or a death: forms whose screens may be missing, though their updates are confirmed, are shown again."""

import asyncio
from dataclasses import dataclass

from bot.actions.here import Caller, Here
from bot.actions.participant.forms import of_run
from bot.chat.participant.survey_screens import intro, standing
from bot.chat.reader import reads
from bot.chat.screen import Screen
from bot.house import House
from bot.keyboard import shown
from bot.post import Clock
from bot.saving import Saving
from bot.wire.speak import Speaker
from bot.wire.until import finish
from bot.wire.verdict import Fate
from storage import enrolments, people, runs
from storage.runs import Run
from storage.unit import Unit

_PATIENCE = 5.0


@dataclass(frozen=True)
class _Owed:
    """A form whose screen is owed. ``anew`` is for a new message: a phone rings for it, so it asks no question."""

    run: Run
    chat: int
    screen: Screen
    anew: Screen


async def repair(saving: Saving, house: House, speaker: Speaker, clock: Clock) -> int:
    """Show the forms whose screens are owed; give how many. Telegram's troubles do not hold up the start."""
    owed = await saving.database.read(lambda unit: _owed(unit, house, clock))
    if owed:
        await finish([asyncio.create_task(_show(saving, speaker, each)) for each in owed], _PATIENCE)
    return len(owed)


async def _show(saving: Saving, speaker: Speaker, owed: _Owed) -> None:
    run, chat, message = owed.run, owed.chat, owed.run.message
    if message is None or await speaker.edit(chat, shown(owed.screen), message) is Fate.ANEW:
        message = await speaker.send(chat, shown(owed.anew))
    await saving.insist(lambda unit: _is_shown(unit, run, message))


def _is_shown(unit: Unit, run: Run, message: int | None) -> None:
    runs.owe(unit, run.id, is_owed=False)
    if message is not None:
        runs.show_in(unit, run.id, message)


def _owed(unit: Unit, house: House, clock: Clock) -> list[_Owed]:
    found = (_as_it_stands(unit, house, clock, run) for run in runs.owed(unit))
    return [each for each in found if each]


def _as_it_stands(unit: Unit, house: House, clock: Clock, run: Run) -> _Owed | None:
    enrolment = enrolments.by_id(unit, run.enrolment)
    person = people.by_id(unit, enrolment.person) if enrolment and enrolment.person else None
    if person is None:
        return None
    here = Here(unit, house, Caller(person.chat, person), clock())
    t, form = reads(person), of_run(here, run)
    screen = standing(t, form)
    return _Owed(run, person.chat, screen, intro(t, form) if run.is_open else screen)
