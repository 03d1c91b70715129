"""One update from arrival to reply: the unit with its retries, the confirmation, and then what the chat should show."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from telegram import Update

from bot.chat import incoming as incomings
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import not_saved, put_aside, respond
from bot.house import House
from bot.keyboard import shown
from bot.paper.qr import qr_png
from bot.post import Clock
from bot.wire.speak import Shown, Speaker
from bot.wire.verdict import pause
from storage import runs
from storage.database import Database, NotSaved

_LOG = structlog.get_logger(__name__)

_TRIES = 3


@dataclass(frozen=True)
class Answering:
    """Answers updates. ``wake`` tells the deliverer that a letter may have been written."""

    database: Database
    house: House
    speaker: Speaker
    clock: Clock
    wake: asyncio.Event

    async def handle(self, update: Update, confirm: Callable[[], None]) -> None:
        """Answer an update; it is confirmed once its effect is committed and can no longer be missed."""
        incoming = incomings.read(update)
        reply = await self._commit(incoming)
        if reply.is_recoverable and incoming.kind is Kind.PRESS:
            confirm()
        self.wake.set()
        if reply.forget:
            await self.database.forget()
        await self._carry_out(incoming, reply)

    async def _commit(self, incoming: Incoming) -> Reply:
        """Run the unit until it is committed: three times on a fault of ours, and for ever on a fault of the disk."""
        failures = refusals = 0
        while True:
            try:
                return await self.database.write(lambda unit: respond(unit, self.house, incoming, self.clock()))
            except NotSaved:
                refusals += 1
                await self._not_saved(incoming, refusals)
            except Exception as error:  # noqa: BLE001  # whatever it is, the person gets a kind sentence
                failures += 1
                if failures >= _TRIES:
                    return await self._put_aside(incoming, error)
                await asyncio.sleep(pause(failures) / 10)

    async def _not_saved(self, incoming: Incoming, refusals: int) -> None:
        if refusals == 1:
            _LOG.error("the database cannot be written; answers wait at Telegram. See that there is room and no lock")
            await self._say_not_saved(incoming)
        await asyncio.sleep(pause(refusals))

    async def _say_not_saved(self, incoming: Incoming) -> None:
        words = not_saved(self.house, incoming)
        if incoming.kind is Kind.PRESS:
            await self.speaker.acknowledge(incoming.press, words)
        elif incoming.kind in {Kind.TEXT, Kind.COMMAND}:
            await self.speaker.send(incoming.chat, Shown(words))

    async def _put_aside(self, incoming: Incoming, error: Exception) -> Reply:
        _LOG.error("an update was put aside", kind=incoming.kind, error=type(error).__name__)
        while True:
            try:
                return await self.database.write(
                    lambda unit: put_aside(unit, self.house, incoming, error, self.clock())
                )
            except NotSaved:
                await asyncio.sleep(pause(_TRIES))

    async def _carry_out(self, incoming: Incoming, reply: Reply) -> None:
        """Do what the reply says; what does not depend on each other goes at once."""
        chat = incoming.chat
        if reply.leave:
            await self.speaker.leave(chat)
            return
        steps = [self.speaker.delete(chat, message) for message in reply.delete]
        if incoming.press:
            steps.append(self.speaker.acknowledge(incoming.press, reply.toast))
        if reply.clear_menu:
            steps.append(self.speaker.clear_menu(chat))
        await asyncio.gather(*steps, self._show(chat, reply))

    async def _show(self, chat: int, reply: Reply) -> None:
        if reply.screen is None:
            return
        message = await self.speaker.show(chat, shown(reply.screen), reply.edit)
        for screen in reply.more:
            await self.speaker.send(chat, shown(screen))
        if reply.picture:
            await self.speaker.send_picture(chat, qr_png(reply.picture.link), reply.picture.caption)
        run = reply.run
        if run is not None and message is not None and message != reply.edit:
            await self.database.write(lambda unit: runs.show_in(unit, run, message))
