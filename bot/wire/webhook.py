"""A webhook: Telegram brings the updates, and what is not answered with 200 it brings again.

So 200 confirms, as the next asking does where updates are fetched: only what is committed (design: 3.2). What is done
with an update is the same. Several requests may bring one update while it is under way; all wait for its one end.
"""

import asyncio
import hmac
import json
from functools import partial
from typing import Any

import structlog
from aiohttp import web
from telegram import Bot, Update
from telegram.error import BadRequest, TelegramError

from bot.wire.chains import Chains, Handle
from bot.wire.places import Hook, PlaceFault
from bot.wire.presses import Presses
from bot.wire.telegram_bot import ALLOWED_UPDATES
from bot.wire.until import unless
from bot.wire.updates import read_all
from bot.wire.verdict import pause

_LOG = structlog.get_logger(__name__)

_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_CONNECTIONS = 100
_READ_SECONDS = 10.0
_LOOK_AGAIN = 60.0


class Webhook:
    """Takes in the updates that Telegram brings, and sees that it does."""

    def __init__(self, bot: Bot, hook: Hook, handle: Handle, presses: Presses) -> None:
        """Take the bot whose updates are to come, where to, the handler, and where it says what presses show."""
        self._bot = bot
        self._hook = hook
        self._chains = Chains(handle)
        self._presses = presses
        self._under_way: dict[int, asyncio.Future[bool]] = {}
        self._is_open = True
        self.heard: float | None = None
        """When Telegram last said that the webhook stands, in the loop's seconds."""

    @property
    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where it is reached."""
        return (web.post(self._hook.path, self.receive),)

    async def run(self, stop: asyncio.Event) -> bool:
        """Receive until told to stop, then finish what is under way; tell whether all was finished.

        The webhook is left standing: whoever takes over sets it anew, and what comes meanwhile Telegram keeps.

        :raises PlaceFault: if Telegram does not take it
        """
        try:
            await unless(stop, self._keep_set())
        finally:
            self._is_open = False
            finished = await self._chains.finish()
        return finished

    async def receive(self, request: web.Request) -> web.Response:
        """Answer a request: 200 once its update is committed, and nothing done for whoever is not Telegram."""
        given = request.headers.get(_HEADER)
        if given is None:
            return web.Response(status=401)
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._hook.secret.encode()):
            return web.Response(status=403)
        found = await _read(request)
        if found is None:
            return web.Response(status=400)
        is_confirmed = self._is_open and await self._take(found)
        return self._confirmation(found) if is_confirmed else web.Response(status=503, headers={"Retry-After": "1"})

    async def _take(self, update: Update) -> bool:
        """Handle an update, or wait for what is under way with it; tell whether it is confirmed."""
        landed = self._under_way.get(update.update_id)
        if landed is None:
            landed = self._under_way[update.update_id] = asyncio.get_running_loop().create_future()
            if update.callback_query:
                self._presses.open(update.callback_query.id)
            task = self._chains.add(update, partial(_settle, landed, is_confirmed=True))
            task.add_done_callback(partial(self._ended, update.update_id))
        return await asyncio.shield(landed)

    def _ended(self, update: int, _: "asyncio.Task[None]") -> None:
        _settle(self._under_way.pop(update), is_confirmed=False)

    def _confirmation(self, update: Update) -> web.Response:
        """Confirm, and let the phone know where its press waits for that."""
        press = update.callback_query.id if update.callback_query else ""
        words = self._presses.close(press)
        if words is None:
            return web.Response()
        said = {"text": words} if words else {}
        return web.json_response({"method": "answerCallbackQuery", "callback_query_id": press, **said})

    async def _keep_set(self) -> None:
        """Set the webhook, and set it again if it is ever found to be gone."""
        await self._set()
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            try:
                is_ours = (await self._bot.get_webhook_info()).url == self._hook.url
            except TelegramError:
                continue
            self._hear()
            if not is_ours:
                _LOG.warning("the webhook was gone and is set again; another bot may use the same token")
                await self._set()

    async def _set(self) -> None:
        """Set the webhook, as often as it takes.

        :raises PlaceFault: if Telegram does not take it
        """
        failures = 0
        while True:
            try:
                await self._bot.set_webhook(
                    self._hook.url,
                    max_connections=_MOST_CONNECTIONS,
                    allowed_updates=ALLOWED_UPDATES,
                    secret_token=self._hook.secret,
                )
            except BadRequest as error:
                words = error.message.removeprefix("Bad webhook: ")
                raise PlaceFault(f"Telegram does not take FOLJSAM_WEBHOOK_URL ({words}); correct it") from None
            except TelegramError as error:
                failures += 1
                if failures in {1, 10} or failures % 100 == 0:
                    _LOG.warning("the webhook cannot be set, trying on", reason=type(error).__name__)
                await asyncio.sleep(pause(failures))
            else:
                self._hear()
                return

    def _hear(self) -> None:
        self.heard = asyncio.get_running_loop().time()


def _settle(landed: "asyncio.Future[bool]", *, is_confirmed: bool) -> None:
    if not landed.done():
        landed.set_result(is_confirmed)


async def _read(request: web.Request) -> Update | None:
    """Read the update of a request; ``None`` where it holds none.

    :raises web.HTTPRequestEntityTooLarge: if it is larger than any update
    """
    try:
        async with asyncio.timeout(_READ_SECONDS):
            found: Any = json.loads(await request.read())
    except (ValueError, RecursionError, TimeoutError):
        return None
    return next(iter(read_all([found])), None)
