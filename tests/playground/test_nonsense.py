"""Nonsense at every door: an answer in the door's own form that says what is wrong, and never a failure of ours."""

import io
import json
from typing import Any

import pytest

from bot.playground import Person, World
from bot.playground.door import answered
from bot.playground.methods import METHODS
from bot.playground.parameters import Parameters
from bot.playground.records import Call
from tests.playground.conftest import Hand

STRANGE: list[Any] = [None, True, -1, 10**30, 1.5, "", "x", "å" * 5000, "{", [], [[]], {}, {"": {}}, ["x", None, 7]]
NAMES = (
    *("chat_id", "message_id", "message_ids", "text", "caption", "entities", "caption_entities", "parse_mode"),
    *(
        "reply_markup",
        "reply_parameters",
        "photo",
        "document",
        "media",
        "file_id",
        "commands",
        "scope",
        "language_code",
    ),
    *("offset", "limit", "allowed_updates", "url", "secret_token", "max_connections", "action", "callback_query_id"),
    *("name", "description", "short_description"),
)
KEYBOARDS: list[Any] = ["x", [1], [[1]], [[{}]], [[{"text": 1}]], [[{"text": ""}]]]
KINDS: list[Any] = ["photo", "chat", "bold", 1, None]
VALUES: list[Any] = ["x", -1, None, [], "attach://x", 10**30]
DEEPER: dict[str, list[Any]] = {
    "reply_markup": [{"inline_keyboard": rows} for rows in KEYBOARDS],
    "reply_parameters": [{"message_id": value} for value in VALUES],
    "entities": [[{"type": kind, "offset": value, "length": 1}] for kind in KINDS for value in VALUES],
    "commands": [[{"command": value, "description": value}] for value in [*VALUES, "", "x" * 300]],
    "scope": [{"type": kind, "chat_id": value} for kind in KINDS for value in VALUES],
    "media": [[{"type": kind, "media": value}] * 2 for kind in KINDS for value in VALUES],
}


@pytest.mark.parametrize("method", METHODS)
async def test_no_parameter_makes_telegram_fail(world: World, anna: Person, method: str) -> None:
    keys = {"chat_id": anna.id, "text": "x", "caption": "x"}
    for name in NAMES:
        for value in STRANGE + DEEPER.get(name, []):
            shown = world.write(anna.chat, world.bot, text="hej")
            asked = {**keys, "message_id": shown.id, name: value}
            answer = await answered(world, Call(method, asked, 0.0, anna.id), METHODS[method], Parameters(asked))
            content = json.loads(answer.body)
            assert answer.status != 500, (name, value, content)
            assert content["ok"] or content["error_code"] == answer.status


BODIES = [b"{", b"[]", b"7", b"\xff\xfe", b'{"text": ', b"[" * 100_000, b"null"]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:8]))
async def test_what_is_no_json_object_is_refused_at_every_door(hand: Hand, anna: Person, body: bytes) -> None:
    page, headers = hand.api.removesuffix("bot"), {"Content-Type": "application/json"}
    for path in (f"bot{hand.world.token}/sendMessage", f"people/{anna.id}/send", "people", "control/clock"):
        async with hand.session.post(page + path, data=body, headers=headers) as response:
            answer = await response.json()
            assert response.status == 400, (path, answer)
            assert answer.get("description", answer.get("error"))


async def test_forms_that_are_none_and_bodies_that_are_too_large_are_refused(hand: Hand, anna: Person) -> None:
    address = f"{hand.api}{hand.world.token}/sendDocument"
    torn = {"Content-Type": "multipart/form-data; boundary=x"}
    for data, headers in ((b"--x\r\nhej", torn), (b"{}", {"Content-Type": "application/json; charset=no-such"})):
        async with hand.session.post(address, data=data, headers=headers) as response:
            assert response.status == 400, await response.text()
    async with hand.session.post(address, data={"document": io.BytesIO(bytes(65 * 2**20))}) as response:
        assert await response.json() == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    async with hand.session.post(
        f"{hand.api.removesuffix('bot')}people", data=io.BytesIO(bytes(65 * 2**20))
    ) as response:
        assert (response.status, set(await response.json())) == (413, {"error"})
    assert anna.chat.from_bot == []


@pytest.mark.parametrize(
    ("path", "content", "words"),
    [
        ("people/{}/send", {}, "text must be a text"),
        ("people/{}/send", {"text": 7}, "text must be a text"),
        ("people/{}/press", {"row": True}, "row must be a whole number"),
        ("people/{}/press", {"message": "x"}, "message must be a whole number"),
        ("people/{}/language", {"language": None}, "language must be a text"),
        ("people", {"first_name": " "}, "first_name must have 1 to 64 characters"),
        ("people", {"language_code": "på svenska"}, "language_code must be a phone's language, as sv, ar or pt-br"),
        ("control/block", {"chat": []}, "chat must be a whole number"),
        ("control/clock", {"now": 7}, "now must be a text"),
        ("control/advance", {"days": "många"}, "days must be a number"),
        ("control/fill", {"participants": 1.5}, "participants must be a whole number"),
    ],
)
async def test_a_wrong_kind_is_named(
    hand: Hand, anna: Person, path: str, content: dict[str, object], words: str
) -> None:
    assert await hand.visit("POST", path.format(anna.id), **content) == (400, {"error": words})


async def test_a_page_from_elsewhere_may_look_but_not_act(hand: Hand, anna: Person) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    page = hand.api.removesuffix("bot")
    async with hand.session.post(f"{page}people/{anna.id}/block", headers=elsewhere) as response:
        assert response.status == 403
    async with hand.session.get(page, headers=elsewhere) as response:
        assert response.status == 200
    assert not anna.blocked


async def test_unknown_people_actions_and_addresses(hand: Hand, world: World, anna: Person) -> None:
    for person in ("1", "x", "9" * 5000, "²"):
        assert await hand.visit("POST", f"people/{person}/send", text="x") == (404, {"error": "no such person"})
    for path in ("people/1/chat", "files/x", "control/fly", "fly"):
        status, answer = await hand.visit("GET", path)
        assert (status, set(answer)) == (404, {"error"})
    assert (await hand.visit("GET", "control/kill"))[0] == 405
    assert await hand.visit("GET", f"people/{anna.id}/chat?since=x") == (400, {"error": "since must be a whole number"})
    assert len(world.people) == 1
