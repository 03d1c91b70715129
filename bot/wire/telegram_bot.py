"""The connection to Telegram, and starting it: the only place that builds the library's bot."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import httpx
import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

_LOG = structlog.get_logger(__name__)

TELEGRAM = "https://api.telegram.org/bot"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_POOL = 64
_SECONDS = 15.0
_ASK_AGAIN = 2.0
_SAY_AGAIN = 60.0


class TokenFault(Exception):
    """Telegram does not accept the token; the message says what to do and does not hold it."""


class CarefulRequest(HTTPXRequest):
    """Trusts no answer: the library falls over one that is no object, and over a whole batch for one odd update."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer.

        :raises TelegramError: if it is none
        """
        try:
            answer = json.loads(payload)
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict) or (answer.get("ok") and "result" not in answer):
            raise TelegramError("Invalid server response")
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(each) for each in answer["result"]]
        return answer


def _readable(each: Any) -> Any:  # noqa: ANN401  # JSON as it came
    """Leave of an update that cannot be read only its number, so that it is confirmed and holds up no other."""
    if not isinstance(each, dict) or "update_id" not in each:
        return each
    try:
        Update.de_json(each, None)
    except Exception as error:  # noqa: BLE001  # the library reads with whatever errors come
        _LOG.warning("an update cannot be read and is passed over", error=type(error).__name__)
        return {"update_id": each["update_id"]}
    return each


@cache
def certificates() -> ssl.SSLContext:
    """Give the certificates that are trusted, read once: that takes longer than the rest of connecting."""
    return httpx.create_ssl_context()


@asynccontextmanager
async def connected(token: str, api_url: str) -> AsyncIterator[Bot]:
    """Give a bot that is ready to make calls; nothing has been asked of Telegram yet."""
    calls, polls = (
        CarefulRequest(
            _POOL,
            read_timeout=_SECONDS,
            write_timeout=_SECONDS,
            connect_timeout=5.0,
            pool_timeout=_SECONDS,
            httpx_kwargs={"verify": certificates()},
        )
        for _ in range(2)
    )
    try:
        bot = Bot(
            token,
            base_url=api_url,
            base_file_url=api_url.removesuffix("/bot") + "/file/bot",
            request=calls,
            get_updates_request=polls,
        )
    except InvalidToken:
        raise TokenFault("FOLJSAM_TOKEN is no bot token; copy it from @BotFather") from None
    await asyncio.gather(calls.initialize(), polls.initialize())
    try:
        yield bot
    finally:
        await asyncio.gather(calls.shutdown(), polls.shutdown())


async def ask_name(bot: Bot, *, patiently: bool) -> str:
    """Ask Telegram for the bot's user name.

    :param patiently: keep asking while Telegram cannot be reached, with one log line a minute
    :raises TokenFault: if Telegram does not know the token
    :raises TelegramError: if it cannot be reached, and patience was not asked for
    """
    said = float("-inf")
    while True:
        try:
            return (await bot.get_me()).username or ""
        except InvalidToken:
            raise TokenFault("Telegram does not accept FOLJSAM_TOKEN; copy it again from @BotFather") from None
        except TelegramError as error:
            if not patiently:
                raise
            now = asyncio.get_running_loop().time()
            if now - said >= _SAY_AGAIN:
                said = now
                _LOG.warning("Telegram cannot be reached, trying on", error=type(error).__name__)
        await asyncio.sleep(_ASK_AGAIN)
