import asyncio

import aiohttp
import pytest

from bot.playground import (
    Limits,
    Person,
    World,
    answer_after,
    busiest,
    cut_after,
    cut_before,
    delay,
    fail,
    garbage,
    held,
    json_answer,
)
from bot.playground.limits import Limiter
from bot.playground.records import Call
from bot.playground.values import Refusal
from tests.playground.conftest import Hand


async def say(hand: Hand, person: Person) -> dict[str, object]:
    result = await hand.do("sendMessage", chat_id=person.id, text="x")
    assert isinstance(result, dict)
    return result


async def test_a_failure_strikes_before_anything_is_done_and_once(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(fail(500, "Internal Server Error"), "sendMessage")
    refused = await hand.refused("sendMessage", chat_id=anna.id, text="x")
    assert refused == "500 Internal Server Error"
    assert anna.chat.from_bot == []
    assert await say(hand, anna)
    assert world.calls.refused == []
    assert len(world.calls.provoked) == 1


async def test_a_planted_429_says_how_long(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(fail(429, "Too Many Requests: retry after 3", {"retry_after": 3}), chat=anna.id)
    status, answer = await hand.ask("sendMessage", chat_id=anna.id, text="x")
    assert (status, answer["parameters"]) == (429, {"retry_after": 3})


async def test_a_cut_before_leaves_nothing_and_a_cut_after_leaves_the_message(
    hand: Hand, world: World, anna: Person
) -> None:
    world.faults.plant(cut_before(), "sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await say(hand, anna)
    assert anna.chat.from_bot == []
    world.faults.plant(cut_after(), "sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await say(hand, anna)
    assert len(anna.chat.from_bot) == 1


async def test_a_truncated_answer_breaks_off(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(cut_after(keep=10), "sendMessage")
    with pytest.raises(aiohttp.ClientPayloadError):
        await say(hand, anna)
    assert len(anna.chat.from_bot) == 1


async def test_garbage_is_no_json(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(garbage(), "sendMessage")
    with pytest.raises(aiohttp.ContentTypeError):
        await say(hand, anna)
    assert anna.chat.from_bot == []


async def test_an_error_although_it_was_done(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(answer_after(json_answer(500, {"ok": False, "error_code": 500, "description": "x"})))
    assert await hand.refused("sendMessage", chat_id=anna.id, text="x") == "500 x"
    assert len(anna.chat.from_bot) == 1


async def test_a_held_call_waits_and_others_pass(hand: Hand, world: World, anna: Person) -> None:
    gate, bo = asyncio.Event(), world.person("Bo")
    bo.start()
    planted = world.faults.plant(held(gate), chat=anna.id)
    waiting = asyncio.create_task(say(hand, anna))
    await world.bell.until(lambda: planted.struck, 30)
    assert await say(hand, bo)
    assert not waiting.done()
    gate.set()
    assert await waiting


async def test_faults_nest_and_stay_as_long_as_asked(hand: Hand, world: World, anna: Person) -> None:
    world.faults.plant(delay(0), times=None, name="slow")
    world.faults.plant_where(fail(500, "x"), lambda call: call.method == "getMe", times=2, name="broken")
    assert [(await hand.ask("getMe"))[0] for _ in range(3)] == [500, 500, 200]
    assert [call.faults for call in world.calls] == [["broken", "slow"], ["broken", "slow"], ["slow"]]
    world.faults.clear()
    await say(hand, anna)
    assert world.calls[-1].faults == []


def at(seconds: float, chat: int = 1, method: str = "sendMessage") -> Call:
    return Call(method, {}, seconds, chat_id=chat)


def test_the_limiter_keeps_one_a_second_per_chat() -> None:
    limiter = Limiter(Limits())
    limiter.pass_through(at(0.0))
    with pytest.raises(Refusal, match="Too Many Requests: retry after 1") as refused:
        limiter.pass_through(at(0.9))
    assert (refused.value.code, refused.value.parameters) == (429, {"retry_after": 1})
    limiter.pass_through(at(0.9, chat=2))
    limiter.pass_through(at(1.0))


def test_the_limiter_keeps_thirty_a_second_overall() -> None:
    limiter = Limiter(Limits())
    for chat in range(30):
        limiter.pass_through(at(chat / 100, chat))
    with pytest.raises(Refusal):
        limiter.pass_through(at(0.99, 31))
    limiter.pass_through(at(1.0, 31))


def test_edits_count_only_if_told_so() -> None:
    free, strict = Limiter(Limits()), Limiter(Limits(edits_count=True))
    for _ in range(3):
        free.pass_through(at(0.0, method="editMessageText"))
    strict.pass_through(at(0.0, method="editMessageText"))
    with pytest.raises(Refusal):
        strict.pass_through(at(0.0))


async def test_a_limited_world_refuses_the_second_message(hand: Hand, world: World, anna: Person) -> None:
    world.limit(Limits(penalty=7))
    await say(hand, anna)
    status, answer = await hand.ask("sendMessage", chat_id=anna.id, text="x")
    assert (status, answer["parameters"]["retry_after"]) == (429, 7)
    world.limit(None)
    await say(hand, anna)


def test_the_busiest_second_is_counted() -> None:
    assert busiest([at(0.0), at(0.5), at(0.99), at(1.0), at(3.0)]) == 3
    assert busiest([]) == 0
