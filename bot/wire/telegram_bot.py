"""The connection to Telegram, and starting it: the only place that builds the library's bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.wire.transport import Transport, trusted

_LOG = structlog.get_logger(__name__)

TELEGRAM = "https://api.telegram.org/bot"
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_ASK_AGAIN = 2.0
_SAY_AGAIN = 60.0


class TokenFault(Exception):
    """Telegram does not accept the token; the message says what to do and does not hold it."""


@asynccontextmanager
async def connected(token: str, api_url: str) -> AsyncIterator[Bot]:
    """Give a bot that is ready to make calls; nothing has been asked of Telegram yet."""
    trust = trusted(api_url)
    calls, polls = Transport(api_url, trust), Transport(api_url, trust)
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
