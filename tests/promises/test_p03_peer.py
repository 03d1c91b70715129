"""The kill proof can fail: a bot of the peers' kind loses presses under the same kills."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.harness import Stage, staged
from tests.promises import peer
from tests.promises.crowd import Respondent, telling
from tests.promises.killing import Killing
from tests.promises.telling import Tell
from tests.promises.test_p01_kept_once import Size

IMPATIENT = 1.5


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_a_bot_on_run_polling_loses_presses(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, Size(people=20, kills=60), record_property)


async def prove(folder: Path, size: Size, told: Tell) -> None:
    chance, permits = Random(), asyncio.Semaphore(0)  # noqa: S311  # no secret
    async with staged(folder, alone=True, start=False) as stage:
        stage.command = (sys.executable, peer.__file__)
        await stage.start()
        crowd = [
            Respondent(stage.world.person(f"Deltagare {n}"), chance, permits, IMPATIENT) for n in range(size.people)
        ]
        acts_in_a_life = max(2, size.people * peer.QUESTIONS // size.kills)
        killing = Killing(stage, crowd, permits, size.kills, acts_in_a_life, chance)
        await killing.during(*map(walk, crowd))
        lost = await presses_lost(stage)
    again = sum(each.again for each in crowd)
    told("P3", f"run_polling beside ours: {size.people} people, {size.kills} kills: lost {lost}, pressed again {again}")
    assert lost > 0


async def walk(respondent: Respondent) -> None:
    stations = [f"Fråga {number + 1} av" for number in range(peer.QUESTIONS)] + ["Tack!"]
    await respondent.do(respondent.person.start, telling(stations[0]))
    for station in stations[1:]:
        await respondent.press(respondent.chance.choice(peer.OPTIONS), telling(station))


async def presses_lost(stage: Stage) -> int:
    """Count the presses that Telegram handed over, and that were never stored."""
    await stage.stop()
    pressed = {update.body["id"] for update in stage.world.inbox.history if update.kind == "callback_query"}
    with closing(sqlite3.connect(stage.database)) as database:
        stored = {row[0] for row in database.execute("SELECT press FROM answers")}
    return len(pressed - stored)
