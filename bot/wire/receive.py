"""Receiving: Telegram is our inbox, and only what is committed is confirmed (design: 3.2).

Each update joins its chat's own chain and is *in flight* until its unit is committed and its reply got through, or
takes long: so one chat never waits for another and nothing of one chat overtakes. Telegram is asked from the lowest
update in flight on; what lies below that is thereby confirmed. No offset is stored: after a death Telegram delivers
again what was not confirmed.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.wire.chains import Chains, Handle
from bot.wire.inbox import Inbox
from bot.wire.telegram_bot import ALLOWED_UPDATES, TokenFault
from bot.wire.until import unless
from bot.wire.updates import read_all
from bot.wire.verdict import pause, verdict

_LOG = structlog.get_logger(__name__)

_POLL_SECONDS = 25
_READ_SECONDS = 10
_ASK_AGAIN = 0.6  # Telegram answers the same offset within half a second with one old update only
_ASK_ON = 0.1  # with another offset it may be asked sooner, and what is done is confirmed sooner
_CONFIRM_SECONDS = 1.0
_REFUSALS_BELIEVED = 3  # a gateway in trouble may answer 401 or 404 once


def repeats(updates: Iterable[Update]) -> set[int]:
    """Give the updates that are a command after which the same chat's next update is the same command.

    After hours down, or when nothing happens for a while, people send a command again: it means one.
    """
    found, last = set[int](), dict[int, tuple[int, str]]()
    for update in updates:
        chat, said = (update.effective_chat.id if update.effective_chat else 0), _command(update)
        number, before = last.get(chat, (0, ""))
        if said and said == before:
            found.add(number)
        last[chat] = update.update_id, said
    return found


def _command(update: Update) -> str:
    text = (update.message.text or "") if update.message else ""
    return text if text.startswith("/") else ""


class Receiver:
    """Takes updates in, hands them on chat by chat, and confirms them."""

    def __init__(self, bot: Bot, handle: Handle) -> None:
        """Take the bot to ask and the handler to hand to."""
        self._bot = bot
        self._chains = Chains(handle)
        self._inbox = Inbox()
        self._landed = asyncio.Event()
        self.heard: float | None = None
        """When Telegram last answered an asking, in the loop's seconds."""
        self._failures = 0
        self._refusals = 0

    async def run(self, stop: asyncio.Event) -> bool:
        """Receive until told to stop, then finish what is under way and confirm it; tell whether all was finished.

        :raises TokenFault: if Telegram no longer accepts the token
        """
        try:
            await unless(stop, self._receive(stop))
        finally:
            finished = await self._chains.finish()
            await self._confirm()
        return finished

    async def _receive(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._ask()

    async def _ask(self) -> None:
        begun, asked = asyncio.get_running_loop().time(), self._inbox.offset
        try:
            updates = await self._updates(asked, 0 if self._inbox.in_flight else _POLL_SECONDS)
        except TelegramError as error:
            await self._stumble(error)
            return
        self._failures = self._refusals = 0
        self.heard = asyncio.get_running_loop().time()
        by_id = {update.update_id: update for update in updates}
        self._begin([by_id[new] for new in self._inbox.take(asked, by_id)])
        await self._rest(begun, asked or self._inbox.offset)

    async def _updates(self, offset: int | None, patience: int) -> tuple[Update, ...]:
        """Ask for updates as plain values, and read each by itself: one that is odd holds up no other.

        With a capital letter, for the library's own ``get_updates`` would read them all and fall over the first.
        """
        found = await self._bot.do_api_request(
            "GetUpdates",
            api_kwargs={"offset": offset, "timeout": patience, "allowed_updates": ALLOWED_UPDATES},
            read_timeout=_READ_SECONDS + patience,
        )
        return read_all(found)

    def _begin(self, new: list[Update]) -> None:
        """Begin to handle what is new; of a command given again and again meanwhile only the last is answered."""
        repeated = repeats(new)
        for update in new:
            if update.update_id in repeated:
                self._land(update.update_id)
            else:
                self._chains.add(update, partial(self._land, update.update_id))

    def _land(self, update: int) -> None:
        self._inbox.land(update)
        self._landed.set()

    async def _rest(self, begun: float, asked: int | None) -> None:
        """Wait until all that came has landed, some more can be confirmed, or the rest may be asked for again."""
        clock = asyncio.get_running_loop().time
        if not self._inbox.in_flight and self._inbox.offset == asked:
            await asyncio.sleep(begun + _ASK_AGAIN - clock())
        while self._inbox.in_flight:
            wait = begun + (_ASK_AGAIN if self._inbox.offset == asked else _ASK_ON) - clock()
            if wait <= 0:
                return
            self._landed.clear()
            with suppress(TimeoutError):  # asyncio.wait_for may swallow a cancellation, until Python 3.12
                async with asyncio.timeout(wait):
                    await self._landed.wait()

    async def _stumble(self, error: TelegramError) -> None:
        """Wait after a failed asking, longer each time, and say so now and then.

        :raises TokenFault: if the token was refused several times in a row
        """
        self._failures += 1
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        if isinstance(error, Conflict) and "webhook" in error.message.lower():
            await self._take_webhook_away()
        elif self._failures in {1, 10} or self._failures % 100 == 0:
            reason = "another bot uses the same token" if isinstance(error, Conflict) else type(error).__name__
            _LOG.warning("asking Telegram for updates failed, trying on", reason=reason)
        if self._refusals >= _REFUSALS_BELIEVED:
            raise TokenFault("Telegram no longer accepts FOLJSAM_TOKEN; copy it again from @BotFather")
        await asyncio.sleep(verdict(error, 1).wait if isinstance(error, RetryAfter) else pause(self._failures))

    async def _take_webhook_away(self) -> None:
        """Take away a webhook of an earlier life; what waits at Telegram is kept."""
        _LOG.warning("updates were to be brought to a webhook; it is taken away, for FOLJSAM_WEBHOOK_URL is not set")
        with suppress(TelegramError):  # then the next asking tells of it again
            await self._bot.delete_webhook()

    async def _confirm(self) -> None:
        """Confirm what is done, so that a start soon after finds nothing twice."""
        if self._inbox.offset is None:
            return
        try:
            async with asyncio.timeout(_CONFIRM_SECONDS):
                confirming = {"offset": self._inbox.offset, "timeout": 0, "limit": 1}
                await self._bot.do_api_request("GetUpdates", api_kwargs=confirming)
        except (TelegramError, TimeoutError):
            _LOG.info("the last updates were not confirmed and will come again, without effect")
