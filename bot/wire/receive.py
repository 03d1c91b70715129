"""Receiving: Telegram is our inbox, and only what is committed is confirmed (design: 3.2).

Each update joins its chat's own chain and is *in flight* until its unit is committed, so one chat never waits for
another and nothing of one chat overtakes. Telegram is asked from the lowest update in flight on; what lies below that
is thereby confirmed. No offset is stored: after a death Telegram delivers again what was not confirmed.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.wire.telegram_bot import ALLOWED_UPDATES
from bot.wire.verdict import pause, verdict

_LOG = structlog.get_logger(__name__)

Handle = Callable[[Update, Callable[[], None]], Awaitable[None]]
"""Handles an update; calls back as soon as it may be confirmed."""

_POLL_SECONDS = 25
_ASK_AGAIN = 0.6  # Telegram answers the same offset within half a second with one old update only
_FINISH_SECONDS = 8.0


class Receiver:
    """Takes updates in, hands them on chat by chat, and confirms them."""

    def __init__(self, bot: Bot, handle: Handle) -> None:
        """Take the bot to ask and the handler to hand to."""
        self._bot = bot
        self._handle = handle
        self._in_flight: set[int] = set()
        self._known: set[int] = set()
        self._chains: dict[int, asyncio.Task[None]] = {}
        self._last: int | None = None
        self._landed = asyncio.Event()
        self._failures = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Receive until told to stop; then finish what is under way, and confirm it."""
        stopped = asyncio.create_task(_wait_for(stop))
        try:
            while not stop.is_set():
                await self._until(stopped, self._ask())
        finally:
            stopped.cancel()
            await self._finish()

    async def _until(self, stopped: "asyncio.Task[None]", work: Coroutine[None, None, None]) -> None:
        """Wait for the work, or for the stop, which ends it: what it had not taken in is still Telegram's."""
        task = asyncio.create_task(work)
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if not task.cancelled() and (error := task.exception()):
            raise error

    async def _ask(self) -> None:
        asked = asyncio.get_running_loop().time()
        waiting = bool(self._in_flight)
        try:
            updates = await self._updates(0 if waiting else _POLL_SECONDS)
        except TelegramError as error:
            await self._stumble(error)
            return
        self._failures = 0
        self._take_in(updates)
        if not updates and not self._in_flight:
            # All is confirmed. After a quiet week Telegram's ids begin anew anywhere, so none is carried on.
            self._last = None
            self._known.clear()
        await self._rest(asked + _ASK_AGAIN)

    async def _updates(self, patience: int) -> tuple[Update, ...]:
        return await self._bot.get_updates(
            offset=self._offset(), timeout=patience, allowed_updates=ALLOWED_UPDATES, read_timeout=10
        )

    def _offset(self) -> int | None:
        if self._in_flight:
            return min(self._in_flight)
        return None if self._last is None else self._last + 1

    def _take_in(self, updates: tuple[Update, ...]) -> None:
        for update in updates:
            if update.update_id in self._known:
                continue
            self._known.add(update.update_id)
            self._in_flight.add(update.update_id)
            self._last = update.update_id
            self._chain(update)
        floor = self._offset()
        self._known = {update for update in self._known if floor is None or update >= floor}

    def _chain(self, update: Update) -> None:
        """Let the update follow the one before it in its chat."""
        chat = update.effective_chat.id if update.effective_chat else 0
        before = self._chains.get(chat)
        task = asyncio.create_task(self._after(before, update))
        self._chains[chat] = task
        task.add_done_callback(lambda done: self._unchain(chat, done))

    async def _after(self, before: "asyncio.Task[None] | None", update: Update) -> None:
        if before:
            await asyncio.wait({before})
        try:
            await self._handle(update, lambda: self._land(update.update_id))
            self._land(update.update_id)
        except Exception as error:  # noqa: BLE001  # one update must not end the others' chain
            # Not confirmed: Telegram delivers it again after the next start.
            _LOG.exception("an update was not handled", error=type(error).__name__, exc_info=False)

    def _land(self, update: int) -> None:
        self._in_flight.discard(update)
        if not self._in_flight:
            self._landed.set()

    def _unchain(self, chat: int, task: "asyncio.Task[None]") -> None:
        if self._chains.get(chat) is task:
            del self._chains[chat]

    async def _rest(self, until: float) -> None:
        """Wait until nothing is in flight, or it is time to ask again."""
        if not self._in_flight:
            return
        self._landed.clear()
        left = until - asyncio.get_running_loop().time()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._landed.wait(), max(left, 0.05))

    async def _stumble(self, error: TelegramError) -> None:
        """Wait after a failed asking, longer each time, and say so now and then."""
        self._failures += 1
        if self._failures in {1, 10} or self._failures % 100 == 0:
            reason = "another bot uses the same token" if isinstance(error, Conflict) else type(error).__name__
            _LOG.warning("asking Telegram for updates failed, trying on", reason=reason)
        if isinstance(error, InvalidToken):
            raise error
        wait = verdict(error, 1).wait if isinstance(error, RetryAfter) else pause(min(self._failures, 6))
        await asyncio.sleep(wait)

    async def _finish(self) -> None:
        """Let what is under way be done, and confirm it, so that a start soon after finds nothing twice."""
        under_way = list(self._chains.values())
        if under_way:
            await asyncio.wait(under_way, timeout=_FINISH_SECONDS)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        offset = self._offset()
        if offset is None:
            return
        try:
            await self._bot.get_updates(offset=offset, timeout=0, limit=1, read_timeout=1)
        except TelegramError:
            _LOG.info("the last updates were not confirmed and will come again, without effect")


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()
