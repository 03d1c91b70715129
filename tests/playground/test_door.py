import json

import pytest

from bot.playground import Person, World
from bot.playground.methods import BY_NAME
from bot.playground.parameters import Parameters
from tests.playground.conftest import Hand


@pytest.mark.parametrize("way", ["query", "form", "json"])
async def test_parameters_may_come_by_every_way(hand: Hand, anna: Person, way: str) -> None:
    markup = {"inline_keyboard": [[{"text": "Å", "callback_data": "x"}]]}
    flat = {"chat_id": str(anna.id), "text": "hej å", "reply_markup": json.dumps(markup)}
    address = f"{hand.api}{hand.world.token}/sendmessage"
    calls = {
        "query": lambda: hand.session.get(address, params=flat),
        "form": lambda: hand.session.post(address, data=flat),
        "json": lambda: hand.session.post(address, json={**flat, "chat_id": anna.id, "reply_markup": markup}),
    }
    async with calls[way]() as response:
        assert (await response.json())["ok"]
    assert anna.chat.last
    assert (anna.chat.text, anna.chat.last.labels) == ("hej å", (("Å",),))
    assert hand.world.calls[-1].method == "sendMessage"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("123:abc/getMe", 401, "Unauthorized"),
        ("abc/getMe", 404, "Not Found"),
        ("", 404, "Not Found"),
    ],
)
async def test_wrong_tokens_get_nowhere(hand: Hand, path: str, status: int, words: str) -> None:
    async with hand.session.get(hand.api + path) as response:
        assert response.status == status
        assert await response.json() == {"ok": False, "error_code": status, "description": words}


async def test_an_unknown_method_is_not_found(hand: Hand) -> None:
    assert await hand.refused("sendHug") == "404 Not Found"
    assert await hand.refused("sendMessage", chat_id="x") == "400 Bad Request: chat not found"


async def test_the_bot_learns_who_it_is_and_whom_it_meets(hand: Hand, world: World, anna: Person) -> None:
    me = await hand.do("getMe")
    assert (me["id"], me["username"], me["is_bot"]) == (world.bot_id, world.username, True)
    chat = await hand.do("getChat", chat_id=anna.id)
    assert (chat["type"], chat["first_name"]) == ("private", "Anna")
    assert await hand.refused("getChat", chat_id=world.person().id) == "400 Bad Request: chat not found"
    assert "can't be changed in private" in await hand.refused("leaveChat", chat_id=anna.id)


async def test_refused_and_good_calls_are_on_record(hand: Hand, world: World, anna: Person) -> None:
    await hand.do("sendMessage", chat_id=anna.id, text="x")
    await hand.refused("sendMessage", chat_id=anna.id, text="")
    await hand.do("getMe")
    assert [call.method for call in world.calls] == ["sendMessage", "sendMessage", "getMe"]
    assert [(call.chat_id, call.ok, call.code) for call in world.calls.of(chat=anna.id)] == [
        (anna.id, True, 200),
        (anna.id, False, 400),
    ]
    [refused] = world.calls.refused
    assert refused.description == "Bad Request: message text is empty"
    assert len(world.calls.of("getMe", "sendMessage")) == 3


async def test_a_fault_of_the_playground_shows_in_the_answer_and_in_the_records(
    hand: Hand, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_world: World, _parameters: Parameters) -> object:
        raise ZeroDivisionError

    monkeypatch.setitem(BY_NAME, "getme", ("getMe", broken))
    assert await hand.refused("getMe") == "500 Internal Server Error: ZeroDivisionError()"
    assert len(world.calls.refused) == 1
