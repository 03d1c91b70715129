"""How commands act on the database, say what went wrong in one line, and print.

A command imports what it needs when it runs: loading everything takes most of a second.
"""
# ruff: noqa: PLC0415  # see above

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    from bot.actions.here import Here
    from bot.house import House
    from bot.settings import Settings
    from storage.unit import Unit

_Result = TypeVar("_Result")

WANTING, WRONG_USE = 1, 2

rehearsed_at: ContextVar[datetime | None] = ContextVar("rehearsed_at", default=None)
"""The time at which a command is done, where the playground says one."""


def fail(message: str, code: int = WANTING) -> NoReturn:
    """Say what went wrong on standard error, and end."""
    sys.stderr.write(f"foljsam: {message}\n")
    sys.exit(code)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn every fault into a readable line and an exit code; no traceback, for it could hold a secret."""
    try:
        yield
    except Exception as error:  # noqa: BLE001  # the end of the program: nothing may pass
        from bot.commands.faults import in_words

        fail(*in_words(error))


def settings() -> "Settings":
    """Read the settings."""
    from bot.settings import read_settings

    return read_settings()


def act(
    action: "Callable[[Here], _Result]", *, needs_link: bool = False, forget: bool = False
) -> "tuple[_Result, House]":
    """Do an action as the operator, beside a running bot; give its result and the house.

    :param needs_link: whether to ask Telegram for the bot's name, which links hold
    :param forget: whether something was sent in or deleted, which the disk must then not hold any more
    """
    return asyncio.run(_act(settings(), action, needs_link=needs_link, forget=forget))


async def _act(
    found: "Settings", action: "Callable[[Here], _Result]", *, needs_link: bool, forget: bool
) -> "tuple[_Result, House]":
    from bot.actions.here import OPERATOR, Here
    from storage.database import open_database

    house = found.house()
    now = rehearsed_at.get() or datetime.now(UTC)

    def unit(of_work: "Unit") -> _Result:
        return action(Here(of_work, house, OPERATOR, now))

    async with open_database(found.database, found.seal()) as database:
        result = await database.write(unit)
        if forget:
            await database.forget()
    return result, replace(house, bot_name=await _bot_name(found)) if needs_link else house


async def _bot_name(found: "Settings") -> str:
    """Ask Telegram for the bot's name; empty when it cannot be asked."""
    import structlog
    from telegram.error import TelegramError

    from bot.logs import set_up_logs
    from bot.wire.telegram_bot import TokenFault, ask_name, connected

    set_up_logs(found.log_format, found.secrets())
    try:
        async with asyncio.timeout(5), connected(found.token.get_secret_value(), found.api_url) as bot:
            return await ask_name(bot, patiently=False)
    except (TelegramError, TokenFault, TimeoutError):
        structlog.get_logger(__name__).warning("Telegram could not be asked for the bot's name, so links are null")
        return ""


def print_json(value: object) -> None:
    """Print a value as JSON, alone on standard output."""
    sys.stdout.write(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")


def wants_json(asked: bool) -> bool:  # noqa: FBT001  # a flag is what it is about
    """Whether to print JSON: when asked for, or when a program reads."""
    return asked or not sys.stdout.isatty()
