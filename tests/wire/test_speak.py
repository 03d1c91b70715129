"""Speaking: replies get through whatever Telegram does, once where that can be known; no call is made for nothing."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from telegram import Update

from bot.playground import Person, World, busiest, cut_after, cut_before, delay, fail, garbage, serve
from bot.playground.faults import Fault
from bot.wire import calls
from bot.wire.pace import Pace
from bot.wire.speak import Shown, Speaker
from bot.wire.telegram_bot import connected

TWO_DAYS = 48 * 3600 + 1
KEYBOARD = ((("Ja", "j"), ("Nej", "n")),)
ONE = Shown('<b>Är det 5 &lt; 7 &amp; sant?</b>\n\nSvara "ja"', KEYBOARD)
TWO = Shown("Två")


@dataclass
class Talk:
    world: World
    speaker: Speaker
    anna: Person

    def calls(self, method: str) -> int:
        return len(self.world.calls.of(method))

    def texts(self) -> list[str]:
        return [message.text for message in self.anna.chat.from_bot]


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    world = World()
    async with serve(world) as api, connected(world.token, api) as bot:
        anna = world.person("Anna")
        anna.start()
        yield Talk(world, Speaker(bot, Pace()), anna)


async def test_a_message_is_edited_in_place(talk: Talk) -> None:
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    assert await talk.speaker.show(talk.anna.id, TWO, message) == message
    assert talk.texts() == ["Två"]
    assert talk.world.calls.refused == []


async def test_nothing_is_edited_into_what_it_already_is(talk: Talk) -> None:
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    for shown in (ONE, TWO, TWO, ONE, ONE):
        await talk.speaker.show(talk.anna.id, shown, message)
    assert talk.calls("editMessageText") == 2
    assert talk.world.calls.refused == []


async def test_also_after_a_start_for_a_press_tells_how_its_message_looks(talk: Talk) -> None:
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    anew = Speaker(talk.speaker.bot, Pace())
    talk.anna.press(0, 0)
    pressed = Update.de_json(talk.world.inbox.history[-1].api(), anew.bot)
    assert pressed.callback_query
    assert pressed.callback_query.message
    anew.seen.pressed(pressed.callback_query.message)
    await anew.show(talk.anna.id, ONE, message)
    assert talk.calls("editMessageText") == 0
    await anew.show(talk.anna.id, TWO, message)
    anew.seen.pressed(pressed.callback_query.message)
    await anew.show(talk.anna.id, TWO, message)
    assert talk.calls("editMessageText") == 1


async def test_a_deleted_message_is_sent_anew(talk: Talk) -> None:
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    talk.anna.delete(talk.anna.chat.from_bot[0])
    anew = await talk.speaker.show(talk.anna.id, TWO, message)
    assert anew != message
    assert talk.texts() == ["Två"]


@pytest.mark.parametrize(
    "words", ["message can't be edited", "MESSAGE_ID_INVALID", "there is no text in the message to edit"]
)
async def test_a_message_that_cannot_be_edited_is_sent_anew(talk: Talk, words: str) -> None:
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    talk.world.faults.plant(fail(400, f"Bad Request: {words}"), "editMessageText")
    assert await talk.speaker.show(talk.anna.id, TWO, message) != message
    assert talk.texts()[-1] == "Två"


BEFORE: dict[str, Fault] = {"cut": cut_before(), "502": garbage()}


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "deleteMessage"])
@pytest.mark.parametrize("name", BEFORE)
async def test_what_fails_before_it_took_effect_is_done_once(talk: Talk, name: str, method: str) -> None:
    message = await talk.speaker.send(talk.anna.id, ONE)
    assert message
    planted = talk.world.faults.plant(BEFORE[name], method, times=2)
    match method:
        case "sendMessage":
            await talk.speaker.send(talk.anna.id, TWO)
        case "editMessageText":
            await talk.speaker.show(talk.anna.id, TWO, message)
        case _:
            assert await talk.speaker.delete(talk.anna.id, message)
    assert planted.struck == 2
    expected = {
        "sendMessage": ['Är det 5 < 7 & sant?\n\nSvara "ja"', "Två"],
        "editMessageText": ["Två"],
        "deleteMessage": [],
    }
    assert talk.texts() == expected[method]
    assert busiest(talk.world.calls) < 5


@pytest.mark.parametrize("keep", [0, 25])
async def test_a_reply_whose_answer_was_lost_is_repeated_at_most_once(talk: Talk, keep: int) -> None:
    talk.world.faults.plant(cut_after(keep), "sendMessage", "editMessageText", times=1)
    message = await talk.speaker.send(talk.anna.id, TWO)
    assert talk.texts() == ["Två", "Två"]
    talk.world.faults.plant(cut_after(keep), "editMessageText")
    await talk.speaker.show(talk.anna.id, ONE, message)
    assert len(talk.texts()) == 2


async def test_what_was_perhaps_not_shown_is_shown_when_it_is_asked_for_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls.insist, "__defaults__", (0.0,))
    message = await talk.speaker.show(talk.anna.id, ONE, None)
    talk.world.faults.plant(cut_before(), "editMessageText")
    await talk.speaker.show(talk.anna.id, TWO, message)
    assert talk.texts() != ["Två"]
    await talk.speaker.show(talk.anna.id, TWO, message)
    assert talk.texts() == ["Två"]


async def test_after_too_many_the_told_time_is_waited_and_nothing_is_lost(talk: Talk) -> None:
    clock = asyncio.get_running_loop().time
    begun = clock()
    talk.world.faults.plant(fail(429, "Too Many Requests: retry after 1", {"retry_after": 1}), "sendMessage")
    await talk.speaker.send(talk.anna.id, TWO)
    assert 1 <= clock() - begun < 3
    assert talk.texts() == ["Två"]


async def test_one_who_has_blocked_the_bot_is_not_tried_again(talk: Talk) -> None:
    talk.anna.block()
    assert await talk.speaker.send(talk.anna.id, TWO) is None
    assert talk.calls("sendMessage") == 1


async def test_a_malformed_message_is_not_tried_again(talk: Talk) -> None:
    assert await talk.speaker.send(talk.anna.id, Shown("<b>")) is None
    assert talk.calls("sendMessage") == 1


async def test_what_is_too_old_to_be_deleted_is_told(talk: Talk) -> None:
    message = await talk.speaker.send(talk.anna.id, TWO)
    assert message
    then = talk.world.now()
    talk.world.now = lambda: then + TWO_DAYS
    assert await talk.speaker.delete(talk.anna.id, message) is False
    talk.anna.delete(talk.anna.chat.from_bot[0])
    assert await talk.speaker.delete(talk.anna.id, message) is True


async def test_a_press_answered_too_late_is_silent(talk: Talk) -> None:
    await talk.speaker.send(talk.anna.id, ONE)
    talk.anna.press(0, 0)
    press = talk.anna.chat.presses[-1]
    talk.world.now = lambda at=press.at: at + 3600  # type: ignore[misc]  # a clock that stands
    await talk.speaker.acknowledge(press.id, "hej")
    assert talk.calls("answerCallbackQuery") == 1


async def test_a_slow_reply_holds_up_no_other(talk: Talk) -> None:
    bo = talk.world.person("Bo")
    bo.start()
    talk.world.faults.plant(delay(60), "sendMessage", chat=talk.anna.id, times=None)
    slow = asyncio.create_task(talk.speaker.send(talk.anna.id, ONE))
    await talk.world.bell.until(lambda: talk.calls("sendMessage"), 30)
    async with asyncio.timeout(2):
        await talk.speaker.send(bo.id, TWO)
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)


async def test_replies_are_debited_to_the_letters(talk: Talk) -> None:
    pace, clock = talk.speaker.pace, asyncio.get_running_loop().time
    crowd = [talk.world.person("Bo") for _ in range(10)]
    for person in crowd:
        person.start()
    await asyncio.gather(*(talk.speaker.send(person.id, ONE) for person in crowd))
    assert pace.wait(clock()) > 0
    assert pace.wait_in(crowd[0].id, clock()) > 0


async def test_a_refused_reply_holds_the_letters_up_for_a_moment_unless_its_chat_was_in_haste(talk: Talk) -> None:
    pace, clock = talk.speaker.pace, asyncio.get_running_loop().time
    too_many = fail(429, "Too Many Requests: retry after 1", {"retry_after": 1})
    await talk.speaker.send(talk.anna.id, ONE)
    hasty = talk.world.faults.plant(too_many, "sendMessage")
    sending = asyncio.create_task(talk.speaker.send(talk.anna.id, TWO))
    await talk.world.bell.until(lambda: hasty.struck, 30)
    await sending
    assert pace.wait(clock()) < 0.1
    bo = talk.world.person("Bo")
    bo.start()
    calm = talk.world.faults.plant(too_many, "sendMessage")
    sending = asyncio.create_task(talk.speaker.send(bo.id, ONE))
    await talk.world.bell.until(lambda: calm.struck, 30)
    await asyncio.sleep(0.1)  # until the answer is there
    assert 0.5 < pace.wait(clock()) < 1
    await sending
