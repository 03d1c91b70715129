"""One update from arrival to reply: the unit with its retries, the confirmation, and then what the chat should show."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import structlog
from telegram import Update

from bot.chat import incoming as incomings
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Fetch, Reply
from bot.chat.respond import follow, put_aside, respond
from bot.house import House
from bot.measures import Measures
from bot.post import Clock
from bot.saving import Saving
from bot.showing import Showing
from bot.wire.chains import NotHandled
from bot.wire.speak import Speaker
from bot.wire.until import rest
from storage import runs, updates
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
    measures: Measures = field(default_factory=Measures)
    _answered: set[int] = field(default_factory=set)
    """Updates whose replies got through, until a unit has kept that. Telegram may still deliver them again."""
    _albums: dict[int, str] = field(default_factory=dict)
    """The last album of each chat that sent one."""

    async def handle(self, update: Update, confirm: Callable[[], None]) -> None:
        """Answer an update; it is confirmed once its effect is committed and can no longer be missed.

        :raises NotHandled: if the stop came before its effect could be committed
        """
        clock = asyncio.get_running_loop().time
        begun = clock()
        try:
            await self._handle(update, confirm)
        except NotHandled:
            self.measures.updates["left"] += 1
            raise
        self.measures.latency.took(clock() - begun)

    async def _handle(self, update: Update, confirm: Callable[[], None]) -> None:
        if update.callback_query and update.callback_query.message:
            self.speaker.seen.pressed(update.callback_query.message)
        incoming = self._once_an_album(incomings.read(update))
        showing = Showing(self.saving, self.house, self.speaker, incoming)
        reply = await self._commit(incoming, showing)
        if reply is None:
            self.measures.updates["repeated"] += 1
            return
        self.measures.form_steps += reply.run is not None
        self.wake.set()
        if reply.can_wait:
            showing.answer_with_confirmation(reply)
            confirm()
        late: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            _LATEST_CONFIRMATION, lambda: late.append(asyncio.create_task(self._confirm_late(reply, confirm)))
        )
        try:
            if reply.forget:
                await self.saving.forget()
            await showing.carry_out(reply)
            if reply.fetch:
                await self._follow(incoming, showing, reply.fetch)
        finally:
            timer.cancel()
            was_late = any(not each.cancel() for each in late)
        self._answered.add(update.update_id)
        if was_late:
            await self._owe(reply, is_owed=False)

    def _once_an_album(self, incoming: Incoming) -> Incoming:
        """Let only the first picture of an album be answered: Telegram sends each in an update of its own."""
        if incoming.album and self._albums.get(incoming.chat) == incoming.album:
            return Incoming(incoming.update, Kind.NONE)
        if incoming.album:
            self._albums[incoming.chat] = incoming.album
        return incoming

    async def _confirm_late(self, reply: Reply, confirm: Callable[[], None]) -> None:
        """Confirm an update whose reply takes long; a start shows what may be missing then.

        After a death Telegram delivers again what waits for its reply. But it hands out a hundred at a time, so none
        may wait for long.
        """
        await self._owe(reply, is_owed=True)
        confirm()

    async def _follow(self, incoming: Incoming, showing: Showing, fetch: Fetch) -> None:
        """Fetch a file, read it beside all else, and answer with what came of it.

        :raises NotHandled: if the stop came before that could be committed
        """
        try:
            answer = await asyncio.to_thread(fetch.read, await self.speaker.fetch(fetch.file))
            reply = await self._save(lambda unit: follow(unit, self.house, incoming, answer, self.clock()), showing)
        except NotHandled:
            raise
        except Exception as exception:  # noqa: BLE001  # as of an update: whatever it is, a kind sentence
            error = exception
            _LOG.error("a file was put aside", error=type(error).__name__)  # a trace could hold answers
            reply = await self._save(lambda unit: put_aside(unit, self.house, incoming, error, self.clock()), showing)
        if reply:
            await showing.carry_out(reply)

    async def _owe(self, reply: Reply, *, is_owed: bool) -> None:
        """Keep whether the screen of a form may be missing. Where that cannot be kept, a press shows it too."""
        if reply.run is not None:
            run = reply.run
            with suppress(NotSaved):
                await self.saving.write(lambda unit: runs.owe(unit, run, is_owed=is_owed))

    async def _commit(self, incoming: Incoming, showing: Showing) -> Reply | None:
        """Run the unit until it is committed, or put the update aside; ``None`` where it was answered before a death.

        What else was answered meanwhile is kept with it: so busy hours leave little to be answered twice, at no cost.
        """
        answered = frozenset(self._answered - {incoming.update})
        self._answered.difference_update(answered)
        try:
            reply = await self._save(lambda unit: self._respond(unit, incoming, answered), showing)
        except NotHandled:
            raise
        except Exception as exception:  # noqa: BLE001  # whatever it is, the person gets a kind sentence
            self._answered.update(answered)
            error = exception
        else:
            self.measures.updates["answered"] += reply is not None
            return reply
        self.measures.updates["aside"] += 1
        _LOG.error("an update was put aside", kind=incoming.kind, error=type(error).__name__)
        return await self._save(lambda unit: self._aside(unit, incoming, error), showing)

    def _respond(self, unit: Unit, incoming: Incoming, answered: frozenset[int]) -> Reply | None:
        updates.set_answered(unit, answered)
        if updates.is_answered(unit, incoming.update):
            return None
        return respond(unit, self.house, incoming, self.clock())

    def _aside(self, unit: Unit, incoming: Incoming, error: Exception) -> Reply:
        if not updates.first_time(unit, incoming.update, self.clock()):
            return Reply()  # it was put aside, or had its effect, before a death
        return put_aside(unit, self.house, incoming, error, self.clock())

    async def _save(self, unit: Callable[[Unit], Reply | None], showing: Showing) -> Reply | None:
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
