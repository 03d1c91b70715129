"""A webhook, with a bot of a few lines behind it."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.playground import Person, World
from bot.playground.postman import FOREIGN
from bot.playground.server import running
from tests.playground.conftest import Hand


@dataclass
class Bot:
    """Answers what it is told to, in turn, and 200 from then on."""

    answers: list[web.Response] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""

    async def hear(self, request: web.Request) -> web.Response:
        update: dict[str, Any] = await request.json()
        words = update["message"]["text"] if "message" in update else update["callback_query"]["data"]
        self.heard.append((words, request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")))
        return self.answers.pop(0) if self.answers else web.Response()


@asynccontextmanager
async def listening(*answers: web.Response) -> AsyncIterator[Bot]:
    bot, app = Bot(list(answers)), web.Application()
    app.router.add_post("/hook", bot.hear)
    with socket.create_server(("127.0.0.1", 0)) as free:
        async with running(app, free) as address:
            bot.url = f"{address.page}hook"
            yield bot


async def test_updates_are_brought_with_the_secret_and_brought_again_until_they_are_taken(
    hand: Hand, world: World, anna: Person
) -> None:
    async with listening(web.Response(status=500), web.Response()) as bot:
        status, answer = await hand.ask("setWebhook", url=bot.url, secret_token="hemligt-1")
        assert (status, answer["description"]) == (200, "Webhook was set")
        anna.send("ett")
        anna.send("två")
        await world.bell.until(lambda: not world.inbox.pending, 30)
        assert bot.heard == [(words, "hemligt-1") for words in ("/start", "/start", "ett", "två")]
        info = await hand.do("getWebhookInfo")
        assert (info["url"], info["pending_update_count"]) == (bot.url, 0)
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert (await hand.ask("setWebhook", url=bot.url, secret_token="hemligt-1"))[1]["description"].endswith(
            "already set"
        )
        assert (await hand.ask("deleteWebhook"))[1]["description"] == "Webhook was deleted"
        assert (await hand.ask("deleteWebhook"))[1]["description"] == "Webhook is already deleted"


async def test_a_press_does_not_wait_for_a_message_of_the_same_person(hand: Hand, world: World, anna: Person) -> None:
    keys = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]}
    await hand.do("sendMessage", chat_id=anna.id, text="?", reply_markup=keys)
    async with listening(web.Response(status=429, headers={"Retry-After": "9"})) as bot:
        await hand.do("setWebhook", url=bot.url)
        await world.bell.until(lambda: bot.heard, 30)
        anna.press()
        await world.bell.until(lambda: len(world.inbox.pending) == 1, 30)
        assert bot.heard == [("/start", ""), ("ja", "")]
        assert world.inbox.pending[0].fails == 1


async def test_an_answer_may_hold_a_method_but_not_any(hand: Hand, world: World, anna: Person) -> None:
    said = web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": "svar"})
    gone = web.json_response({"method": "deleteWebhook"})
    async with listening(gone, said) as bot:
        await hand.do("setWebhook", url=bot.url)
        anna.send("hej")
        await anna.chat.wait(lambda chat: chat.text == "svar", 5)
        assert world.webhook
        assert [call.method for call in world.calls] == ["setWebhook", "sendMessage"]


# Port 9 throws everything away, if anybody listens there at all.
@pytest.mark.parametrize(
    ("url", "error"), [("http://127.0.0.1:9/hook", "Connection refused"), ("https://forbund.example/hook", FOREIGN)]
)
async def test_nobody_there_and_nobody_elsewhere(hand: Hand, world: World, anna: Person, url: str, error: str) -> None:
    await hand.do("setWebhook", url=url)
    await world.bell.until(lambda: world.webhook and world.webhook.error, 30)
    info = await hand.do("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == (error, 1)
    assert anna.chat.started


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": "http://forbund.example"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://forbund.example:8081/hook"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://a.se", "secret_token": "å"}, "secret token contains unallowed characters"),
        ({"url": "https://a.se", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_webhooks_that_telegram_would_not_call(hand: Hand, parameters: dict[str, str], words: str) -> None:
    assert await hand.refused("setWebhook", **parameters) == f"400 Bad Request: {words}"
