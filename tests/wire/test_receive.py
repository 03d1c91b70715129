"""Receiving: nothing lost, nothing handled twice, nobody held up by another, whatever Telegram does."""

import asyncio
import time

import pytest

from bot.playground import Answer, answer, busiest, cut_after, cut_before, delay, fail, garbage
from bot.playground.faults import Fault
from bot.playground.updates import Inbox
from bot.wire.receive import Receiver
from bot.wire.telegram_bot import TokenFault
from tests.wire.line import Clerk, a_line

GET = "getUpdates"

FAULTS: dict[str, Fault] = {
    "500": fail(500, "Internal Server Error"),
    "502": garbage(),
    "garbage": garbage(b"\x00\xff", 200),
    "no result": answer(Answer(200, b'{"ok": true}')),
    "no object": answer(Answer(200, b"[]")),
    "429": fail(429, "Too Many Requests: retry after 1", {"retry_after": 1}),
    "conflict": fail(409, "Conflict: terminated by other getUpdates request"),
    "cut before": cut_before(),
    "cut after": cut_after(),
    "truncated": cut_after(keep=30),
    "late": delay(0.3),
    "401 once": fail(401, "Unauthorized"),
    "404 once": garbage(b"<html>Not Found</html>", 404),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_of_the_asking_loses_and_doubles_nothing(name: str) -> None:
    async with a_line() as line:
        anna = line.world.person("Anna")
        line.world.faults.plant(FAULTS[name], GET)
        for number in range(3):
            anna.send(f"{number}")
        await line.clerk.hears("2")
        await line.confirmed()
        assert line.clerk.heard == ["0", "1", "2"]


@pytest.mark.parametrize("name", ["conflict", "cut before"])
async def test_while_asking_fails_it_is_made_seldom(name: str) -> None:
    async with a_line() as line:
        planted = line.world.faults.plant(FAULTS[name], GET, times=None)
        await line.world.bell.until(lambda: planted.struck >= 4, 20)
        assert busiest(line.world.calls.of(GET)) < 5


async def test_the_token_is_given_up_only_after_several_refusals() -> None:
    async with a_line() as line:
        line.world.faults.plant(FAULTS["401 once"], GET, times=None)
        line.world.person("Anna").send("x")
        with pytest.raises(TokenFault, match="FOLJSAM_TOKEN") as caught:
            await asyncio.wait_for(line.receiving, 20)
        assert line.world.token not in str(caught.value)
        assert len(line.world.calls.of(GET)) >= 3


async def test_one_chat_keeps_its_order_and_holds_up_no_other() -> None:
    clerk = Clerk(held={"slow": asyncio.Event()})
    async with a_line(clerk) as line:
        anna, bo = line.world.person("Anna"), line.world.person("Bo")
        anna.send("slow")
        anna.send("after")
        bo.send("other")
        await clerk.hears("other")
        bo.send("one more")
        await clerk.hears("one more")
        assert clerk.heard == ["other", "one more"]
        clerk.held["slow"].set()
        await clerk.hears("after")
        assert clerk.heard == ["other", "one more", "slow", "after"]
        await line.confirmed()


async def test_what_is_in_flight_is_not_confirmed_and_asked_for_seldom() -> None:
    clerk = Clerk(held={"slow": asyncio.Event()})
    async with a_line(clerk) as line:
        anna, bo = line.world.person("Anna"), line.world.person("Bo")
        anna.send("slow")
        for number in range(3):
            bo.send(f"{number}")
        await clerk.hears("2")
        calls = line.world.calls
        seen = len(calls.of(GET))
        await line.world.bell.until(lambda: len(calls.of(GET)) >= seen + 6, 20)
        assert [update.body["text"] for update in line.world.inbox.pending] == ["slow", "0", "1", "2"]
        assert busiest(calls.of(GET)) < 5
        clerk.held["slow"].set()
        await line.confirmed()
        assert sorted(clerk.heard) == ["0", "1", "2", "slow"]


async def test_what_is_confirmed_early_is_confirmed_while_its_handler_still_works() -> None:
    clerk = Clerk(held={"slow": asyncio.Event()}, early={"slow"})
    async with a_line(clerk) as line:
        line.world.person("Anna").send("slow")
        await line.world.bell.until(lambda: line.world.inbox.history, 30)
        await line.confirmed()
        assert clerk.heard == []
        clerk.held["slow"].set()
        await clerk.hears("slow")


async def test_a_handler_that_fails_holds_up_neither_its_chat_nor_the_confirming() -> None:
    async with a_line(Clerk(failing={"bad"})) as line:
        anna = line.world.person("Anna")
        anna.send("bad")
        anna.send("good")
        await line.clerk.hears("good")
        await line.confirmed()


async def test_an_update_that_the_library_cannot_read_is_passed_over_alone() -> None:
    async with a_line() as line:
        anna = line.world.person("Anna")
        anna.send("before")
        line.world.tell("message", {"message_id": 1, "date": "yesterday", "chat": 5})
        anna.send("after")
        await line.clerk.hears("before", "after")
        await line.confirmed()


async def test_the_same_update_in_one_batch_and_the_next_is_handled_once() -> None:
    clerk = Clerk(held={"slow": asyncio.Event()})
    async with a_line(clerk) as line:
        line.world.person("Anna").send("slow")
        line.world.inbox.duplicate(line.world.inbox.history[0])
        line.world.bell.ring()
        await line.world.bell.until(lambda: line.world.inbox.history[0].delivered >= 2, 30)
        clerk.held["slow"].set()
        await line.confirmed()
        assert clerk.heard == ["slow"]


async def test_an_old_update_that_comes_again_leads_to_no_busy_asking() -> None:
    async with a_line() as line:
        anna = line.world.person("Anna")
        for text in ("one", "two"):
            anna.send(text)
            await line.clerk.hears(text)
            await line.confirmed()
        line.world.inbox.duplicate(line.world.inbox.history[0])
        anna.send("three")
        await line.clerk.hears("three")
        await line.confirmed()
        assert line.clerk.heard.count("two") == line.clerk.heard.count("three") == 1
        assert busiest(line.world.calls.of(GET)) < 12


async def test_ids_that_begin_anew_lower_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.wire.receive._POLL_SECONDS", 1)
    async with a_line() as line:
        anna = line.world.person("Anna")
        anna.send("before")
        await line.clerk.hears("before")
        await line.confirmed()
        calls = len(line.world.calls.of(GET))
        await line.world.bell.until(lambda: len(line.world.calls.of(GET)) > calls + 1, 30)
        line.world.inbox = Inbox(first_id=5)
        for text in ("after", "again"):
            anna.send(text)
            await line.clerk.hears(text)
        await line.confirmed()
        assert line.clerk.heard == ["before", "after", "again"]


async def test_a_telegram_that_does_not_wait_is_not_asked_busily() -> None:
    async with a_line() as line:
        planted = line.world.faults.plant(answer(Answer(200, b'{"ok": true, "result": []}')), GET, times=None)
        await line.world.bell.until(lambda: planted.struck >= 4, 20)
        assert busiest(line.world.calls.of(GET)) < 5


async def test_a_stop_finishes_what_is_under_way_and_confirms_it() -> None:
    clerk = Clerk(held={"slow": asyncio.Event()})
    async with a_line(clerk) as line:
        anna = line.world.person("Anna")
        anna.send("slow")
        anna.send("after")
        await line.world.bell.until(lambda: line.world.inbox.history[-1].delivered, 30)
        line.stop.set()
        asyncio.get_running_loop().call_later(0.2, clerk.held["slow"].set)
        assert await asyncio.wait_for(line.receiving, 20) is True
        assert clerk.heard == ["slow", "after"]
        assert line.world.inbox.pending == []


async def test_a_stop_breaks_off_what_takes_too_long_and_leaves_it_to_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.wire.chains._FINISH_SECONDS", 0.2)
    async with a_line(Clerk(held={"slow": asyncio.Event()})) as line:
        anna = line.world.person("Anna")
        for text in ("slow", "after", "after that"):
            anna.send(text)
        await line.world.bell.until(lambda: line.world.inbox.history[-1].delivered, 30)
        line.stop.set()
        assert await asyncio.wait_for(line.receiving, 20) is False
        assert [update.body["text"] for update in line.world.inbox.pending] == ["slow", "after", "after that"]
        assert not [task for task in asyncio.all_tasks() if "_after" in str(task.get_coro())]


@pytest.mark.parametrize("phase", ["waiting", "failing", "silent"])
async def test_a_stop_is_quick_whatever_the_asking_does(phase: str) -> None:
    async with a_line() as line:
        faults = {"waiting": delay(0), "failing": FAULTS["cut before"], "silent": delay(60)}
        line.world.person("Anna").send("hello")
        await line.clerk.hears("hello")
        planted = line.world.faults.plant(faults[phase], GET, times=None)
        if phase != "waiting":
            line.world.person("Bo").send("x")
            await line.world.bell.until(lambda: planted.struck, 30)
        begun = time.monotonic()
        line.stop.set()
        await asyncio.wait_for(line.receiving, 20)
        assert time.monotonic() - begun < 2


async def test_updates_that_waited_while_nobody_asked_are_all_handled() -> None:
    async with a_line() as line:
        line.world.faults.plant(delay(0.5), GET)
        people = [line.world.person(f"{n}") for n in range(30)]
        for number in range(150):
            people[number % 30].send(f"{number}")
        await line.clerk.hears(*map(str, range(150)))
        await line.confirmed()
        assert len(line.clerk.heard) == 150


async def test_a_refusal_of_the_token_among_other_troubles_is_not_believed() -> None:
    async with a_line() as line:
        for fault in ("401 once", "502", "401 once"):
            line.world.faults.plant(FAULTS[fault], GET)
        line.world.person("Anna").send("x")
        await line.clerk.hears("x")


@pytest.mark.parametrize(("asked", "is_at_once"), [(7, True), (8, False)])
async def test_what_lands_while_telegram_is_asked_lets_it_be_asked_on_at_once(asked: int, *, is_at_once: bool) -> None:
    """Only for the same offset must it rest: Telegram would answer with what it answered before."""
    async with a_line() as line:
        receiver = Receiver(line.bot, line.clerk.handle)
    receiver._inbox.take(7, [7])  # the moment between two askings, which no wire can hold still
    receiver._land(7)
    resting = receiver._rest(asyncio.get_running_loop().time(), asked)
    try:
        resting.send(None)
    except StopIteration:
        assert is_at_once
    else:
        resting.close()
        assert not is_at_once
