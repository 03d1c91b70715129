"""After a stop or a death: forms whose screens may be missing, though their updates are confirmed, are shown again.

A press in a form is confirmed with its commit, before its screen got through. What a death may have caught of that are
the forms touched just before it; what takes longer is kept as owed.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

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
_JUST_BEFORE = timedelta(seconds=5)
"""Longer than a screen is under way before it is kept as owed."""


@dataclass(frozen=True)
class _Owed:
    """A form whose screen may be missing.

    ``anew`` is for a new message: a phone rings for it, so it asks no question, and comes only where it is owed.
    """

    run: Run
    chat: int
    screen: Screen
    anew: Screen | None


async def repair(saving: Saving, house: House, speaker: Speaker, clock: Clock, *, after_death: bool) -> int:
    """Show the forms whose screens may be missing; give how many. Telegram's troubles do not hold up the start."""
    owed = await saving.database.read(lambda unit: _owed(unit, house, clock, after_death=after_death))
    if owed:
        await finish([asyncio.create_task(_show(saving, speaker, each)) for each in owed], _PATIENCE)
    return len(owed)


async def _show(saving: Saving, speaker: Speaker, owed: _Owed) -> None:
    run, chat, message = owed.run, owed.chat, owed.run.message
    is_missing = message is None or await speaker.edit(chat, shown(owed.screen), message) is Fate.ANEW
    if is_missing and owed.anew:
        message = await speaker.send(chat, shown(owed.anew))
    await saving.insist(lambda unit: _is_shown(unit, run, message))


def _is_shown(unit: Unit, run: Run, message: int | None) -> None:
    runs.owe(unit, run.id, is_owed=False)
    if message is not None:
        runs.show_in(unit, run.id, message)


def _owed(unit: Unit, house: House, clock: Clock, *, after_death: bool) -> list[_Owed]:
    owed = runs.owed(unit)
    caught = runs.touched_last(unit, _JUST_BEFORE) if after_death else ()
    maybe = (run for run in caught if run not in owed)
    found = [_as_it_stands(unit, house, clock, run) for run in owed]
    found += [each and replace(each, anew=None) for each in (_as_it_stands(unit, house, clock, run) for run in maybe)]
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
