"""P12: SIGTERM at any moment, once or twice: what was taken is handled, the end comes within 10 s, exit 0.

What was not sent yet goes out after the next start, and nothing that was goes out again.
"""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from bot.playground import Answer, Person, delay, fail, held
from bot.playground.faults import Fault, Proceed
from bot.playground.records import Call
from bot.wire.until import end
from storage import outbox
from tests.harness import Stage, becomes, shows, staged, tap
from tests.mailing import FAR, OFFER, close_all, offers, seated
from tests.promises.crowd import Respondent
from tests.promises.filling import Answers, fill, sent_in
from tests.promises.filling import held as kept
from tests.promises.killing import PLENTY
from tests.promises.telling import Tell
from tests.promises.test_p01_kept_once import START
from tests.storage.processes import HOLD, running
from tests.wire.test_starting_and_stopping import said

WITHIN = 8.0
"""The seconds within which an end must come, with room to the 10 that are promised."""


async def struck(stage: Stage, fault: Fault, method: str) -> None:
    planted = stage.world.faults.plant(fault, method, times=None)
    await stage.launch()
    await stage.world.bell.until(lambda: planted.struck, 20)


@asynccontextmanager
async def waiting_for_the_lock(stage: Stage) -> AsyncIterator[None]:
    first = Stage(stage.world, stage.environment, stage.folder / "..", alone=True)
    await first.start()
    await stage.launch()
    await said(stage, "another foljsam run has this database")
    yield
    assert await first.stop() == 0


@asynccontextmanager
async def waiting_for_the_database(stage: Stage) -> AsyncIterator[None]:
    await stage.start()
    await stage.stop()
    with running(HOLD, stage.database, "BEGIN EXCLUSIVE"):
        await stage.launch()
        await asyncio.sleep(1.5)  # nobody tells from outside that it waits
        yield


@asynccontextmanager
async def asking_for_its_name(stage: Stage) -> AsyncIterator[None]:
    await struck(stage, held(asyncio.Event()), "getMe")
    yield


@asynccontextmanager
async def telegram_in_trouble(stage: Stage) -> AsyncIterator[None]:
    await struck(stage, fail(502, "Bad Gateway"), "getMe")
    yield


@asynccontextmanager
async def idle(stage: Stage) -> AsyncIterator[None]:
    await stage.start()
    yield


@asynccontextmanager
async def asking_in_vain(stage: Stage) -> AsyncIterator[None]:
    await stage.start()
    stage.world.faults.plant(fail(500, "Internal Server Error"), "getUpdates", times=None)
    stage.world.person("Anna").send("hej")
    await said(stage, "asking Telegram for updates failed")
    yield


@asynccontextmanager
async def a_reply_on_its_way(stage: Stage) -> AsyncIterator[None]:
    await stage.start()
    planted = stage.world.faults.plant(held(asyncio.Event()), "sendMessage", times=None)
    stage.world.person("Anna").send("/hjalp")
    await stage.world.bell.until(lambda: planted.struck, 20)
    yield


@asynccontextmanager
async def repairing(stage: Stage) -> AsyncIterator[None]:
    await stage.start()
    alva = await stage.participant()
    stage.world.faults.plant(held(asyncio.Event()), "editMessageText", times=None)
    await tap(alva, "Börja")
    await stage.world.bell.until(lambda: not stage.world.inbox.pending, 20)
    await stage.kill()
    stage.world.faults.clear()
    await struck(stage, held(asyncio.Event()), "editMessageText")
    yield


PHASES: dict[str, Callable[[Stage], AbstractAsyncContextManager[None]]] = {
    phase.__name__: phase
    for phase in (
        waiting_for_the_lock,
        waiting_for_the_database,
        asking_for_its_name,
        telegram_in_trouble,
        idle,
        asking_in_vain,
        a_reply_on_its_way,
        repairing,
    )
}


TWICE = {"idle", "a_reply_on_its_way", "repairing"}


@pytest.mark.parametrize("phase", PHASES)
async def test_a_signal_ends_it_well_at_every_moment(phase: str, tmp_path: Path, record_property: Tell) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    async with staged(folder, alone=True, start=False) as stage, PHASES[phase](stage):
        begun = time.monotonic()
        if phase in TWICE and stage.process:
            stage.process.send_signal(signal.SIGTERM)
        assert await stage.stop() == 0
        took = time.monotonic() - begun
        assert took < WITHIN
        assert "Traceback" not in stage.said()
        times = "twice" if phase in TWICE else "once"
        record_property("P12", f"SIGTERM {times}, {phase.replace('_', ' ')}: exit 0 after {took:.1f} s")


TOLD_AGAIN_AT_THE_VERY_END = """
import os, signal, sys
from bot.__main__ import main

class Last:
    def __del__(self, say=os.write, tell=os.kill, whom=os.getpid(), number=signal.SIGTERM):
        say(2, b"told again")
        tell(whom, number)

sys.taken_apart_last = Last()
main()
"""


async def test_a_second_signal_that_comes_in_the_last_steps_changes_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        stage.command = (sys.executable, "-c", TOLD_AGAIN_AT_THE_VERY_END, "run")
        await stage.start()
        assert await stage.stop() == 0
        assert stage.said().endswith("told again")


async def mail_with_stops(stage: Stage, count: int) -> list[Person]:
    """Stop a bot twice in the middle of a mailing, and let a third one finish it; give who is mailed to."""
    crowd = await seated(stage, count)
    await close_all(stage, *crowd)
    stage.world.faults.plant_where(delay(FAR), lambda call: call.method == "sendMessage", times=None)
    for arrived in (count // 6, count // 2):
        await stage.start()
        await stage.world.bell.until(lambda some=arrived: sum(map(offers, crowd)) >= some, 20)  # type: ignore[misc]  # bound at once
        assert await stage.stop() == 0
        assert sum(map(offers, crowd)) < len(crowd)
    await stage.start()
    await stage.world.bell.until(lambda: all(map(offers, crowd)), 30)
    await stage.stop()
    return crowd


async def test_a_mailing_stopped_twice_goes_on_after_each_start_and_reaches_nobody_twice(
    tmp_path: Path, record_property: Tell
) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        crowd = await mail_with_stops(stage, 30)
        counts = await stage.unit(outbox.counts)
    assert (counts["sent"], counts["again"]) == (len(crowd), 0)
    assert [offers(person) for person in crowd] == [1] * len(crowd)
    record_property("P12", f"a mailing to {len(crowd)} stopped twice: all reached, none twice")


@pytest.mark.parametrize("finishing", [True, False], ids=["finishing", "broken off"])
async def test_a_letter_whose_answer_comes_after_the_stop_began_arrives_once_as_it_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Tell, *, finishing: bool
) -> None:
    """Finishing switched off, what is under way is broken off at once: the letter is sent again."""
    answer = asyncio.Event()

    async def answered_late(_: Call, proceed: Proceed) -> Answer:
        arrived = await proceed()
        await answer.wait()
        return arrived

    async def break_off(tasks: list["asyncio.Task[None]"], _: float) -> bool:
        await end(tasks)
        return True

    if not finishing:
        monkeypatch.setattr("bot.app.finish", break_off)
    async with staged(tmp_path, start=False) as stage:
        [alva] = await seated(stage, 1)
        await close_all(stage, alva)
        stage.world.faults.plant(answered_late, "sendMessage")
        await stage.start()
        await shows(alva, OFFER)
        stopping = asyncio.create_task(stage.stop())
        await becomes(lambda: stage.stop_event.is_set() if finishing else stopping.done())
        answer.set()
        await stopping
        assert ("sent" in await stage.unit(outbox.counts)) is finishing
        await stage.start()
        alva.send("/hjalp")
        await stage.world.bell.until(lambda: "/enkat" in alva.chat.text and (finishing or offers(alva) > 1), 20)
        assert (offers(alva), (await stage.unit(outbox.counts))["again"]) == ((1, 0) if finishing else (2, 1))
    if finishing:
        record_property("P12", "a letter under way when the stop comes: waited for, arrives once; broken off, twice")


@pytest.mark.small
async def test_stops_while_people_answer_lose_and_double_nothing(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, 12, 4, record_property)


@pytest.mark.proof
@pytest.mark.timeout(600)
async def test_thirty_stops_while_fifty_answer_lose_and_double_nothing(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, 50, 30, record_property)


async def prove(folder: Path, count: int, stops: int, told: Tell) -> None:
    permits, at_work, slowest = asyncio.Semaphore(0), 0, 0.0
    async with staged(folder, alone=True, start=False) as stage:
        await stage.start()
        crowd = [Respondent(each, Random(), permits) for each in await seated(stage, count)]  # noqa: S311  # no secret
        walking = asyncio.gather(*map(fill, crowd))
        for _ in range(stops):
            spread = asyncio.create_task(press(permits, 6 * count // stops))
            await asyncio.sleep(Random().uniform(0.05, 0.3))  # noqa: S311  # the moment of the stop is what is tried
            at_work, begun = at_work + bool(stage.world.inbox.pending), time.monotonic()
            assert await stage.stop() == 0
            slowest = max(slowest, time.monotonic() - begun)
            await stage.start()
            await spread
        await press(permits, PLENTY, pause=0)
        await walking
        chats: Answers = {each.person.id: {} for each in crowd}
        assert await stage.unit(lambda unit: kept(unit, chats)) == {
            each.person.id: each.given[START.key] for each in crowd
        }
        assert await stage.unit(lambda unit: sent_in(unit, chats)) == chats.keys()
        assert "Traceback" not in stage.said()
    assert slowest < WITHIN
    told(
        "P12",
        f"{stops} stops while {count} people answered ({at_work} with updates under way): answers lost 0, doubled 0,"
        f" exit 0 each, slowest {slowest:.1f} s, pressed again {sum(each.again for each in crowd)}",
    )


async def press(permits: asyncio.Semaphore, acts: int, pause: float = 0.01) -> None:
    """Let people act, one after the other."""
    for _ in range(acts):
        permits.release()
        if pause:
            await asyncio.sleep(pause)  # people press when they like
