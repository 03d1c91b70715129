"""A receiver and a speaker on a line to a local Telegram, without the rest of the bot."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram import Bot, Update

from bot.playground import World, serve
from bot.wire.receive import Receiver
from bot.wire.telegram_bot import connected
from bot.wire.until import end


@dataclass
class Clerk:
    """Handles updates: keeps their texts in order; a text can be held up, or made to fail."""

    heard: list[str] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)
    """Texts that are confirmed before they are held up."""
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, update: Update, confirm: Callable[[], None]) -> None:
        text = (update.message.text or "") if update.message else ""
        if text in self.early:
            confirm()
        if text in self.held:
            await self.held[text].wait()
        if text in self.failing:
            raise RuntimeError(text)
        self.heard.append(text)
        self.bell.set()

    async def hears(self, *texts: str) -> None:
        """Wait until these texts have been handled, among others."""
        async with asyncio.timeout(20):
            while not set(texts) <= set(self.heard):
                self.bell.clear()
                await self.bell.wait()


@dataclass
class Line:
    """The line."""

    world: World
    bot: Bot
    clerk: Clerk
    stop: asyncio.Event
    receiving: "asyncio.Task[bool]"

    async def confirmed(self) -> None:
        """Wait until nothing waits at Telegram."""
        await self.world.bell.until(lambda: not self.world.inbox.pending, 20)


@asynccontextmanager
async def a_line(clerk: Clerk | None = None) -> AsyncIterator[Line]:
    """Receive from a new world."""
    world, stop, clerk = World(), asyncio.Event(), clerk or Clerk()
    async with serve(world) as api, connected(world.token, api) as bot:
        receiving = asyncio.create_task(Receiver(bot, clerk.handle).run(stop))
        try:
            yield Line(world, bot, clerk, stop, receiving)
        finally:
            await end([receiving])
