"""One death at a chosen moment: before the commit, between commit and reply, and when the reply's answer never came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.playground import Answer, Person, held
from bot.playground.faults import Proceed, answer, json_answer
from bot.playground.records import Call
from storage import runs
from tests.harness import WAYS, Stage, shows, staged, tap
from tests.mailing import seated
from tests.storage.processes import HOLD, running
from tests.wire.test_storage_faults import answers

NEVER = asyncio.Event


async def done_but_never_answered(_: Call, proceed: Proceed) -> Answer:
    await proceed()
    await NEVER().wait()
    raise AssertionError


@asynccontextmanager
async def at_question(folder: Path, way: str = "polling") -> AsyncIterator[tuple[Stage, Person]]:
    """Give somebody before the first question of a bot in its own process."""
    async with staged(folder, alone=True, start=True, **WAYS[way]()) as stage:
        alva = await stage.participant()
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)
        yield stage, alva


async def kept(stage: Stage, alva: Person) -> dict[str, object]:
    [answered] = await stage.unit(lambda unit: answers(unit, alva.id))
    return answered


@pytest.mark.parametrize("way", WAYS)
async def test_before_the_commit_the_press_is_handled_after_the_restart(tmp_path: Path, way: str) -> None:
    async with at_question(tmp_path, way) as (stage, alva):
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            alva.press_label("Studier")
            await stage.world.bell.until(lambda: stage.world.inbox.history[-1].delivered, 30)
            await stage.kill()
        assert await kept(stage, alva) == {}
        await stage.start()
        await shows(alva, "Fråga 2 av 3")
        assert await kept(stage, alva) == {"vill-na": "studier"}


@pytest.mark.parametrize("confirmed", [True, False])
async def test_between_commit_and_reply_the_next_question_appears_after_the_restart(
    tmp_path: Path, *, confirmed: bool
) -> None:
    async with at_question(tmp_path) as (stage, alva):
        world = stage.world
        reply = world.faults.plant(held(NEVER()), "editMessageText")
        confirming = world.faults.plant(held(NEVER()), "getUpdates", times=None if not confirmed else 0)
        alva.press_label("Studier")
        await world.bell.until(lambda: reply.struck, 30)
        await world.bell.until(lambda: confirming.struck or not world.inbox.pending, 30)
        assert bool(world.inbox.pending) is not confirmed
        assert await kept(stage, alva) == {"vill-na": "studier"}
        await stage.kill()
        world.faults.clear()
        assert "Fråga 1 av 3" in alva.chat.text
        await stage.start()
        await shows(alva, "Fråga 2 av 3")
        assert await kept(stage, alva) == {"vill-na": "studier"}
        assert alva.chat.transcript.count("Fråga") == 1
        assert await stage.unit(runs.owed) == ()


async def test_brought_and_not_confirmed_a_press_is_brought_again_and_done_once(tmp_path: Path) -> None:
    async with at_question(tmp_path, "webhook") as (stage, alva):
        world = stage.world
        for label in ("Studier", "7", "Mycket bra"):
            await tap(alva, label)
        await shows(alva, "Är allt rätt?")
        await world.bell.until(lambda: not world.inbox.pending, 30)
        world.faults.plant(done_but_never_answered, "editMessageText")
        alva.press_label("Skicka in")
        await shows(alva, "Tack!")
        assert world.inbox.pending, "what a slow reply holds up is not confirmed"
        await stage.kill()
        await stage.start()
        await world.bell.until(lambda: not world.inbox.pending, 30)
        assert alva.chat.transcript.count("Tack!") == 1
        assert await kept(stage, alva) == {"vill-na": "studier", "hur-nara": 7, "stod-i-dag": "mycket-bra"}


async def is_left_with_the_question_before(stage: Stage) -> bool:
    """Kill the bot when a press is confirmed and its screen is not shown; tell whether a start leaves it at that."""
    await stage.start()
    alva, bo = await seated(stage, 2)
    for person in (alva, bo):
        person.send("/enkat")
        await tap(person, "Börja")
        await shows(person, "Fråga 1 av 3")
    world = stage.world
    await world.bell.until(lambda: not world.inbox.pending, 30)
    reply = world.faults.plant(held(NEVER()), "editMessageText", chat=alva.id)
    alva.press_label("Studier")
    await world.bell.until(lambda: reply.struck and not world.inbox.pending, 30)
    await stage.kill()
    world.faults.clear()
    await stage.start()
    await tap(bo, "Studier")
    await shows(bo, "Fråga 2 av 3")
    return "Fråga 2 av 3" not in alva.chat.text


@pytest.mark.parametrize("switched_off", [(), ("showing_again_after_a_death",)])
async def test_a_press_is_confirmed_with_its_commit_and_a_start_shows_what_a_death_caught_of_it(
    tmp_path: Path, switched_off: tuple[str, ...]
) -> None:
    async with staged(tmp_path, *switched_off, alone=True, start=False) as stage:
        assert await is_left_with_the_question_before(stage) == bool(switched_off)


async def test_what_was_answered_is_not_answered_again_after_a_death(tmp_path: Path) -> None:
    async with at_question(tmp_path) as (stage, alva):
        world = stage.world
        ask = world.faults.plant(held(NEVER()), "sendMessage")
        world.person("Bo").send("/hjalp")
        await world.bell.until(lambda: ask.struck, 30)
        await tap(alva, "Studier")
        await tap(alva, "7")
        await shows(alva, "Fråga 3 av 3")
        assert world.inbox.pending, "what a slow reply holds up is not confirmed"
        await stage.kill()
        before = len(world.calls)
        await stage.start()
        await world.bell.until(lambda: not world.inbox.pending, 30)
        await stage.stop()  # a press is confirmed before its reply: what is under way is finished
        methods = [call.method for call in world.calls[before:]]
        assert methods.count("answerCallbackQuery") == 1, "only the last reply may not have got through"


async def test_thanks_that_are_owed_are_shown_at_the_next_start(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        for label in ("Börja", "Studier", "7", "Mycket bra"):
            await tap(alva, label)
        await shows(alva, "Är allt rätt?")
        late = stage.world.faults.plant(answer(json_answer(200, {"ok": True, "result": True})), "editMessageText")
        alva.press_label("Skicka in")
        await stage.world.bell.until(lambda: late.struck and not stage.world.inbox.pending, 30)
        await stage.stop()
        await stage.unit(lambda unit: runs.owe(unit, 1))
        await stage.start()
        await shows(alva, "Tack!")
        assert await stage.unit(runs.owed) == ()


@pytest.mark.parametrize("method", ["editMessageText", "answerCallbackQuery"])
async def test_a_reply_that_was_taken_but_never_answered_is_repeated_at_most_once(tmp_path: Path, method: str) -> None:
    async with at_question(tmp_path) as (stage, alva):
        taken = stage.world.faults.plant(done_but_never_answered, method)
        alva.press_label("Studier")
        await stage.world.bell.until(lambda: taken.struck, 30)
        await shows(alva, "Fråga 2 av 3")
        await stage.kill()
        await stage.start()
        await tap(alva, "7")
        await shows(alva, "Fråga 3 av 3")
        assert alva.chat.transcript.count("Fråga") == 1
        assert await kept(stage, alva) == {"vill-na": "studier", "hur-nara": 7}


async def test_a_new_message_that_was_taken_but_never_answered_is_repeated_at_most_once(tmp_path: Path) -> None:
    async with at_question(tmp_path) as (stage, alva):
        taken = stage.world.faults.plant(done_but_never_answered, "sendMessage")
        alva.send("/enkat")
        await stage.world.bell.until(lambda: taken.struck, 30)
        await stage.kill()
        await stage.start()
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)
        await alva.chat.wait(lambda chat: chat.transcript.count("Fråga 1") in {1, 2})
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        assert await kept(stage, alva) == {"vill-na": "studier"}
