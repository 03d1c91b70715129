"""The postman: brings updates to the bot's webhook, as Telegram does.

Each chat's messages, and each person's presses, are a queue of their own: in order within it, all queues at once. What
is not answered with 2xx is brought again: at once the first time, then after 2, 4, 8 … seconds, or when the answer's
Retry-After says. An answer may hold a method, which is then done, but nobody learns its result.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from bot.playground.board import RUNNING
from bot.playground.door import WORLD, answered
from bot.playground.links import is_here
from bot.playground.methods import BY_NAME
from bot.playground.parameters import Parameters
from bot.playground.records import Call
from bot.playground.updates import Update
from bot.playground.values import Json
from bot.playground.webhook import Webhook
from bot.playground.world import World

READ_SECONDS = 60.0
LONGEST_WAIT = 60
FOREIGN = "the playground calls nobody but this machine"
NOT_IN_ANSWERS = frozenset({"deletewebhook", "setwebhook", "close", "logout"})

Queue: TypeAlias = tuple[str, int]


def queue_of(update: Update) -> Queue:
    """Return the queue that an update waits in."""
    if update.kind == "callback_query":
        return update.kind, int(update.body["from"]["id"])
    kind = "message" if update.kind == "edited_message" else update.kind
    return kind, int(update.body["chat"]["id"])


@dataclass
class Postman:
    """Carries at most one update of a queue at a time."""

    world: World
    session: aiohttp.ClientSession
    under_way: dict[Queue, "asyncio.Task[None]"] = field(default_factory=dict)

    async def work(self) -> None:
        """Carry what waits, for ever."""
        bell = self.world.bell
        while True:
            seen = bell.revision
            if self.world.webhook:
                self._set_out(self.world.webhook)
            await bell.beyond(seen)

    def _set_out(self, hook: Webhook) -> None:
        for update in self.world.inbox.waiting():
            queue = queue_of(update)
            if queue not in self.under_way and len(self.under_way) < hook.connections:
                self.under_way[queue] = asyncio.create_task(self._carry(hook, queue, update))

    async def _carry(self, hook: Webhook, queue: Queue, update: Update) -> None:
        try:
            wait, fails = 0.0, update.fails
            update.delivered += 1
            problem, told = await self._hand_over(hook, update)
            if problem:
                hook.failed(problem, self.world.now())
                update.fails += 1
                wait = min(told or (2**fails if fails else 0), LONGEST_WAIT)
            else:
                self.world.board.tell("bot", RUNNING)
                self.world.inbox.done(update)
            self.world.bell.ring()
            await asyncio.sleep(wait)
        finally:
            del self.under_way[queue]
            self.world.bell.ring()

    async def _hand_over(self, hook: Webhook, update: Update) -> tuple[str, int]:
        """Bring one update; return what went wrong, if anything, and the seconds that the bot asks to wait."""
        if not is_here(hook.url):
            return FOREIGN, LONGEST_WAIT
        try:
            async with self.session.post(
                hook.url, json=update.api(), headers=hook.headers, allow_redirects=False
            ) as response:
                if not response.ok or response.status >= 300:  # noqa: PLR2004  # only 2xx will do
                    after = response.headers.get("Retry-After", "")
                    problem = f"Wrong response from the webhook: {response.status} {response.reason}"
                    return problem, int(after) if after.isdecimal() and len(after) < len("99999") else 0
                await self._obey(read_answer(response.content_type, await response.text()))
        except TimeoutError:
            return "Read timeout expired", 0
        except (aiohttp.ClientError, UnicodeDecodeError) as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            return "Connection refused" if refused else "Webhook connection closed", 0
        return "", 0

    async def _obey(self, answer: Json) -> None:
        named = str(answer.pop("method", "")).lower()
        if named.startswith("get") or named in NOT_IN_ANSWERS or named not in BY_NAME:
            return
        name, method = BY_NAME[named]
        parameters = Parameters(answer)
        record = Call(name, answer, time.monotonic(), chat_id=parameters.number("chat_id") or None)
        self.world.calls.append(record)
        done = await answered(self.world, record, method, parameters)
        record.ok, record.code = done.status == 200, done.status  # noqa: PLR2004  # HTTP's word for good


def read_answer(kind: str, text: str) -> Json:
    """Return the parameters in a webhook's answer, none if it says nothing."""
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text))
    with contextlib.suppress(ValueError):
        found = json.loads(text)
        return found if isinstance(found, dict) else {}
    return {}


async def delivering(app: web.Application) -> AsyncIterator[None]:
    """Have a postman for as long as the application runs."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=READ_SECONDS)) as session:
        postman = Postman(app[WORLD], session)
        working = asyncio.create_task(postman.work())
        try:
            yield
        finally:
            tasks = [working, *postman.under_way.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
