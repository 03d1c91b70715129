"""The curtain between the doors and whoever runs the bot's process behind them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.playground.people import Person
from bot.playground.values import Json


class Backstage(Protocol):
    """Whoever runs the bot's process."""

    async def kill(self) -> Json:
        """Kill the bot without warning and start it again; return how long it took and what became of what waited."""

    async def move(self, to: datetime) -> int:
        """Let time move on, for Telegram and the bot; return how many letters the bot sent on the way."""

    async def invitation(self, programme: str) -> str:
        """Return the payload of a new invitation; an empty programme means the usual one."""

    async def reset(self) -> None:
        """Begin again: no people, no chats, an empty database."""

    async def fill(self, participants: int) -> list[Person]:
        """Let invented people live through what participants live through; return them."""


@dataclass
class Curtain:
    """What stands before the backstage; nobody is behind it where a test runs the bot itself.

    ``up`` is cleared while the scene is being set: what people do waits until it is. ``turns`` is held by what needs
    the whole stage, such as moving the time.
    """

    behind: Backstage | None = None
    up: asyncio.Event = field(default_factory=asyncio.Event)
    turns: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.up.set()

    @asynccontextmanager
    async def down(self) -> AsyncIterator[None]:
        """Take the whole stage, and let people wait until it is set."""
        async with self.turns:
            self.up.clear()
            try:
                yield
            finally:
                self.up.set()


CURTAIN = web.AppKey("curtain", Curtain)
