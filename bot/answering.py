"""One update from arrival to reply: the unit with its retries, the confirmation, and then what the chat should show."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from telegram import Message, Update

from bot.chat import incoming as incomings
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import put_aside, respond
from bot.house import House
from bot.post import Clock
from bot.saving import Saving
from bot.showing import Showing
from bot.wire.receive import NotHandled
from bot.wire.speak import Speaker
from bot.wire.until import rest
from storage import updates
from storage.database import NotSaved
from storage.unit import Unit

_LOG = structlog.get_logger(__name__)

_TRIES = 3
_FIRST_PAUSE = 0.1
_LATEST_CONFIRMATION = 3.0


@dataclass(frozen=True)
class Answering:
    """Answers updates. ``wake`` tells the deliverer that a letter may have been written."""

    saving: Saving
    house: House
    speaker: Speaker
    clock: Clock
    wake: asyncio.Event
    stop: asyncio.Event
    _albums: dict[int, str] = field(default_factory=dict)
    """The last album of each chat that sent one."""

    async def handle(self, update: Update, confirm: Callable[[], None]) -> None:
        """Answer an update; it is confirmed once its effect is committed and can no longer be missed.

        :raises NotHandled: if the stop came before its effect could be committed
        """
        if update.callback_query and isinstance(update.callback_query.message, Message):
            self.speaker.seen.pressed(update.callback_query.message)
        incoming = self._once_an_album(incomings.read(update))
        showing = Showing(self.saving, self.house, self.speaker, incoming)
        reply = await self._commit(incoming, showing)
        # What no start would show again waits for its reply, though not long: Telegram hands out a hundred at a time.
        is_shown_anyway = reply.is_recoverable and incoming.kind is Kind.PRESS
        later = asyncio.get_running_loop().call_later(0 if is_shown_anyway else _LATEST_CONFIRMATION, confirm)
        self.wake.set()
        if reply.forget:
            await self.saving.forget()
        await showing.carry_out(reply)
        later.cancel()

    def _once_an_album(self, incoming: Incoming) -> Incoming:
        """Let only the first picture of an album be answered: Telegram sends each in an update of its own."""
        if incoming.album and self._albums.get(incoming.chat) == incoming.album:
            return Incoming(incoming.update, Kind.NONE)
        if incoming.album:
            self._albums[incoming.chat] = incoming.album
        return incoming

    async def _commit(self, incoming: Incoming, showing: Showing) -> Reply:
        """Run the unit until it is committed, or put the update aside."""
        try:
            return await self._save(lambda unit: respond(unit, self.house, incoming, self.clock()), showing)
        except NotHandled:
            raise
        except Exception as exception:  # noqa: BLE001  # whatever it is, the person gets a kind sentence
            error = exception
        _LOG.error("an update was put aside", kind=incoming.kind, error=type(error).__name__)
        return await self._save(lambda unit: self._aside(unit, incoming, error), showing)

    def _aside(self, unit: Unit, incoming: Incoming, error: Exception) -> Reply:
        if not updates.first_time(unit, incoming.update, self.clock()):
            return Reply()  # it was put aside, or had its effect, before a death
        return put_aside(unit, self.house, incoming, error, self.clock())

    async def _save(self, unit: Callable[[Unit], Reply], showing: Showing) -> Reply:
        """Save a unit: for as long as it takes where the storage is at fault, three times where we are."""
        failures = 0
        while True:
            try:
                return await self.saving.write(unit)
            except NotSaved:
                await showing.not_saved_yet()
                wait = self.saving.wait
            except Exception:
                failures += 1
                if failures >= _TRIES:
                    raise
                wait = _FIRST_PAUSE * failures
            if self.stop.is_set():
                raise NotHandled
            await rest(self.stop, wait)
