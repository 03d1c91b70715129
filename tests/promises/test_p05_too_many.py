"""P5: told of too many, the bot waits as long as it is told, others go on, and nothing is lost or doubled."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.wire import deliver
from bot.wire.pace import Pace
from bot.wire.verdict import Fate, Verdict
from tests.harness import Stage, shows, staged
from tests.mailing import OFFER, close_all, offers, seated
from tests.promises.telling import Tell
from tests.wire.test_letters import TOO_MANY, flood

CROWD = 12
FLOOD = 2.5
"""The seconds in which Telegram takes nothing."""


@dataclass(frozen=True)
class Flood:
    """What came of a mailing into a Telegram that takes nothing for a while, and then nothing to one chat."""

    refused: int
    arrived: list[int]
    waited: float
    """The seconds between the two tries of the one chat that was refused alone."""
    others_first: bool
    """Whether the others got theirs before that chat got its own."""


async def mailed(stage: Stage) -> Flood:
    *crowd, busy = await seated(stage, CROWD + 1)
    stage.world.faults.plant(flood(FLOOD), "sendMessage", times=None)
    await close_all(stage, *crowd)
    for person in crowd:
        await shows(person, OFFER)
    refused = len([call for call in stage.world.calls.of("sendMessage") if call.ok is False])
    stage.world.faults.clear()
    stage.world.faults.plant(TOO_MANY, "sendMessage", chat=busy.id)
    *more, last = await seated(stage, 3)
    await close_all(stage, busy, *more, last)
    for person in (busy, *more, last):
        await shows(person, OFFER)
    first, second = stage.world.calls.of("sendMessage", chat=busy.id)[-2:]
    arrived = [call.at for person in (*more, last) for call in stage.world.calls.of("sendMessage", chat=person.id)]
    everybody = [*crowd, busy, *more, last]
    return Flood(refused, [offers(person) for person in everybody], second.at - first.at, max(arrived) < second.at)


async def test_nothing_is_lost_and_few_are_refused(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path) as stage:
        found = await mailed(stage)
    record_property(
        "P5",
        f"{len(found.arrived)} letters, {FLOOD} s of 429 for all and one 429 for a chat: refused {found.refused},"
        f" waited {found.waited:.1f} s of 2, each arrived once",
    )
    assert set(found.arrived) == {1}
    assert found.refused < CROWD / 2
    assert found.waited >= 2
    assert found.others_first


@pytest.mark.proof
async def test_many_are_refused_if_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliver, "verdict", lambda *_: Verdict(Fate.AGAIN, 0.0))
    monkeypatch.setattr(Pace, "stumbled", lambda *_: None)
    async with staged(tmp_path) as stage:
        found = await mailed(stage)
    assert found.refused >= CROWD
    assert found.waited < 2
