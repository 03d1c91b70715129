"""Chains: each update follows the one before it in its chat, so nothing of one chat overtakes and no chat waits.

Whether updates are fetched or brought, what is done with them is this.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from structlog.contextvars import bound_contextvars
from telegram import Update

from bot.wire.until import finish

_LOG = structlog.get_logger(__name__)

Handle = Callable[[Update, Callable[[], None]], Awaitable[None]]
"""Handles an update; calls back as soon as it may be confirmed. Its end confirms it too, unless by ``NotHandled``."""

_FINISH_SECONDS = 6.0


class NotHandled(Exception):
    """The update had no effect and is not to be confirmed: Telegram delivers it again."""


class Chains:
    """Hands updates on, chat by chat."""

    def __init__(self, handle: Handle) -> None:
        """Take the handler to hand to."""
        self._handle = handle
        self._under_way: set[asyncio.Task[None]] = set()
        self._last: dict[int, asyncio.Task[None]] = {}
        self._numbers = itertools.count(1)

    def add(self, update: Update, land: Callable[[], None]) -> "asyncio.Task[None]":
        """Let an update follow the one before it in its chat.

        Log lines on its way hold a number of its own, which is none of Telegram's and says nothing of whose it is.

        :param land: called once or more when the update may be confirmed
        """
        chat = update.effective_chat.id if update.effective_chat else 0
        task = asyncio.create_task(self._after(self._last.get(chat), update, land))
        self._last[chat] = task
        self._under_way.add(task)
        task.add_done_callback(partial(self._ended, chat))
        return task

    def _ended(self, chat: int, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        if self._last.get(chat) is task:
            del self._last[chat]

    async def _after(self, before: "asyncio.Task[None] | None", update: Update, land: Callable[[], None]) -> None:
        if before:
            await asyncio.wait({before})
        with bound_contextvars(request=next(self._numbers)):
            try:
                await self._handle(update, land)
            except NotHandled:
                return
            except Exception as error:  # noqa: BLE001  # one update must end neither the others' chain nor the confirming
                _LOG.error("an update was not handled to its end", error=type(error).__name__)
            land()

    async def finish(self) -> bool:
        """Give what is under way some time to end; tell whether all did."""
        return await finish(self._under_way, _FINISH_SECONDS)
