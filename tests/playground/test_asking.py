import asyncio

import pytest

from bot.playground import ImpossibleError, Person, World
from bot.playground.methods import asking
from bot.playground.methods.asking import TERMINATED, WEBHOOK_ACTIVE
from bot.playground.updates import KEPT_SECONDS
from tests.playground.conftest import Hand


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_updates_stay_until_an_offset_confirms_them(hand: Hand, anna: Person) -> None:
    anna.send("ett")
    first = await hand.do("getUpdates")
    assert texts(first) == ["/start", "ett"]
    assert await hand.do("getUpdates", offset=first[0]["update_id"]) == first
    assert await hand.do("getUpdates", offset=first[1]["update_id"]) == first[1:]
    assert await hand.do("getUpdates", offset=first[1]["update_id"] + 1) == []


async def test_asking_the_same_again_at_once_gives_one_update_only(
    hand: Hand, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "HASTY_SECONDS", 60)
    anna.send("ett")
    assert len(await hand.do("getUpdates")) == 2
    assert texts(await hand.do("getUpdates")) == ["/start"]


async def test_a_negative_offset_keeps_the_last(hand: Hand, anna: Person) -> None:
    anna.send("ett")
    anna.send("två")
    assert texts(await hand.do("getUpdates", offset=-1)) == ["två"]
    assert len(hand.world.inbox.pending) == 1


async def test_a_press_that_nobody_fetches_is_forgotten_before_a_message_is(
    hand: Hand, world: World, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    await hand.do("sendMessage", chat_id=anna.id, text="?", reply_markup=keys)
    monkeypatch.setitem(KEPT_SECONDS, "callback_query", 0.0)
    anna.press()
    assert [update.kind for update in world.inbox.pending] == ["message", "callback_query"]
    assert texts(await hand.do("getUpdates")) == ["/start"]


async def test_a_limit_is_kept(hand: Hand, anna: Person) -> None:
    anna.send("ett")
    assert texts(await hand.do("getUpdates", limit=1)) == ["/start"]


async def test_long_polling_waits_for_what_comes(hand: Hand, world: World, anna: Person) -> None:
    world.inbox.pending.clear()
    waiting = asyncio.create_task(hand.do("getUpdates", timeout=30))
    await world.bell.until(lambda: world.asking, 30)
    anna.send("nu")
    assert texts(await waiting) == ["nu"]


async def test_a_newer_asking_ends_the_older(hand: Hand, world: World) -> None:
    older = asyncio.create_task(hand.refused("getUpdates", timeout=30))
    await world.bell.until(lambda: world.asking == 1, 30)
    newer = asyncio.create_task(hand.do("getUpdates", timeout=30))
    assert await older == f"409 {TERMINATED}"
    world.person().start()
    assert len(await newer) == 1


async def test_an_asking_whose_caller_died_is_no_conflict(hand: Hand, world: World) -> None:
    gone = asyncio.create_task(hand.do("getUpdates", timeout=30))
    await world.bell.until(lambda: world.asking == 1, 30)
    gone.cancel()
    await asyncio.wait([gone])
    world.person().start()
    assert len(await hand.do("getUpdates", timeout=5)) == 1
    assert world.calls.refused == []


async def test_the_bot_chooses_kinds_and_the_choice_stays(hand: Hand, world: World, anna: Person) -> None:
    world.inbox.pending.clear()
    await hand.do("getUpdates", allowed_updates=["my_chat_member"])
    anna.send("hörs inte")
    anna.block()
    assert [set(update) - {"update_id"} for update in await hand.do("getUpdates", timeout=5)] == [{"my_chat_member"}]
    await hand.do("getUpdates", offset=-1, allowed_updates=[])
    anna.unblock()
    anna.send("hörs")
    assert len(world.inbox.pending) == 3


async def test_a_webhook_and_asking_exclude_each_other(hand: Hand, anna: Person) -> None:
    await hand.do("setWebhook", url="https://forbund.example/hook", secret_token="x")
    assert await hand.refused("getUpdates") == f"409 {WEBHOOK_ACTIVE}"
    info = await hand.do("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://forbund.example/hook", 1)
    await hand.do("deleteWebhook", drop_pending_updates=True)
    assert await hand.do("getUpdates") == []
    assert anna.chat.started
    assert await hand.do("setWebhook", url="")


async def test_a_duplicate_comes_again_also_after_it_was_confirmed(hand: Hand, world: World, anna: Person) -> None:
    [update] = await hand.do("getUpdates")
    beyond = update["update_id"] + 1
    assert await hand.do("getUpdates", offset=beyond) == []
    world.inbox.duplicate(world.inbox.history[0])
    anna.send("ny")
    world.last_asking = (-1, 0.0)
    again = await hand.do("getUpdates", offset=beyond)
    assert again[0] == update
    assert texts(again) == ["/start", "ny"]
    assert texts(await hand.do("getUpdates", offset=beyond)) == ["ny"]


async def test_a_duplicate_in_the_same_batch(hand: Hand, world: World, anna: Person) -> None:
    assert anna.chat.started
    world.inbox.duplicate(world.inbox.history[0])
    first, second = await hand.do("getUpdates")
    assert first == second


async def test_swapped_updates_tell_the_later_first(hand: Hand, world: World, anna: Person) -> None:
    anna.send("ett")
    world.inbox.swap(*world.inbox.pending)
    updates = await hand.do("getUpdates")
    assert texts(updates) == ["ett", "/start"]
    assert updates[0]["update_id"] < updates[1]["update_id"]
    with pytest.raises(ImpossibleError, match="handed out"):
        world.inbox.swap(*world.inbox.pending)
