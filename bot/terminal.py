"""How commands act on the database, say what went wrong in one line, and print."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import NoReturn, TypeVar

import structlog
import typer
from telegram.error import TelegramError

from bot.actions.here import OPERATOR, Here, NoAssessment, NotAllowed, Refused
from bot.actions.invite import ReferenceInUse, ReferenceIsPersonal, ReferenceNotUsable
from bot.app import make_house, now
from bot.house import House
from bot.logs import set_up_logs
from bot.settings import Settings, SettingsFault, read_settings
from bot.wire.telegram_bot import TokenFault, ask_name, connected
from flows.yaml_file import DefinitionsError
from storage.backup import BackupFault
from storage.database import DatabaseFault, NotSaved, open_database
from storage.seal import KeyFault
from storage.unit import Unit

_Result = TypeVar("_Result")

WANTING, WRONG_USE = 1, 2

_REFUSALS: dict[type[Refused], str] = {
    NotAllowed: "there is no such programme, reference or outcome; see: foljsam status --json",
    NoAssessment: "the programme's impact assessment is not recorded in the association's file, so it sends no links",
    ReferenceInUse: "the reference is used already in the programme",
    ReferenceIsPersonal: "the reference holds personal data; use a word of your own",
    ReferenceNotUsable: "a reference has 1 to 40 characters",
}


def fail(message: str, code: int = WANTING) -> NoReturn:
    """Say what went wrong on standard error, and end."""
    typer.echo(f"foljsam: {message}", err=True)
    raise typer.Exit(code)


@contextmanager
def plain_errors(*passed: type[Refused]) -> Iterator[None]:
    """Turn every foreseen fault into a readable line and an exit code.

    :param passed: refusals that the command tells of itself
    """
    try:
        yield
    except SettingsFault as fault:
        fail(str(fault), WRONG_USE)
    except (KeyFault, DatabaseFault, TokenFault, BackupFault, DefinitionsError) as fault:
        fail(str(fault))
    except NotSaved as fault:
        fail(f"the database cannot be written just now ({fault}); try again")
    except passed:
        raise
    except Refused as refused:
        fail(_REFUSALS.get(type(refused), "that cannot be done"))


def settings() -> Settings:
    """Read the settings and set up the log."""
    found = read_settings()
    set_up_logs(found.log_format)
    return found


def act(action: Callable[[Here], _Result], *, needs_link: bool = False, forget: bool = False) -> tuple[_Result, House]:
    """Do an action as the operator, beside a running bot; give its result and the house.

    :param needs_link: whether to ask Telegram for the bot's name, which links hold
    :param forget: whether something was sent in or deleted, which the disk must then not hold any more
    """
    return asyncio.run(_act(settings(), action, needs_link=needs_link, forget=forget))


async def _act(
    found: Settings, action: Callable[[Here], _Result], *, needs_link: bool, forget: bool
) -> tuple[_Result, House]:
    house = make_house(found)
    if needs_link:
        house = replace(house, bot_name=await _bot_name(found))

    def unit(of_work: Unit) -> _Result:
        return action(Here(of_work, house, OPERATOR, now()))

    async with open_database(found.database, found.seal()) as database:
        result = await database.write(unit)
        if forget:
            await database.forget()
    return result, house


async def _bot_name(found: Settings) -> str:
    """Ask Telegram for the bot's name; empty when it cannot be asked."""
    try:
        async with asyncio.timeout(5), connected(found.token.get_secret_value(), found.api_url) as bot:
            return await ask_name(bot, patiently=False)
    except (TelegramError, TokenFault, TimeoutError):
        structlog.get_logger(__name__).warning("Telegram could not be asked for the bot's name, so links are null")
        return ""


def print_json(value: object) -> None:
    """Print a value as JSON, alone on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def wants_json(asked: bool) -> bool:  # noqa: FBT001  # a flag is what it is about
    """Whether to print JSON: when asked for, or when a program reads."""
    return asked or not sys.stdout.isatty()
