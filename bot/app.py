"""The composition root: everything is made and tied together here, and nowhere else."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import structlog

from bot.answering import Answering
from bot.chat.letters import ONCE_MORE
from bot.house import House
from bot.lock import only_one
from bot.post import Clock, Letters
from bot.repair import repair
from bot.scheduler import jobs, scheduler
from bot.settings import Settings
from bot.wire.deliver import deliver
from bot.wire.pace import Pace
from bot.wire.receive import Receiver
from bot.wire.speak import Speaker
from bot.wire.telegram_bot import ask_name, connected
from locales.languages import LANGUAGES
from storage import outbox
from storage.database import Database, DatabaseFault, open_database

_LOG = structlog.get_logger(__name__)

_Result = TypeVar("_Result")


def now() -> datetime:
    """Tell the time: the one clock."""
    return datetime.now(UTC)


def make_house(settings: Settings) -> House:
    """Read the definitions and the association's file.

    :raises SettingsFault: if no association is named
    :raises DefinitionsError: with every fault in the files
    """
    association = settings.read_association()
    known = tuple(language.code for language in LANGUAGES)
    return House(
        catalogue=settings.read_catalogue(),
        association=association,
        window=settings.window(),
        minimum_base=max(settings.minimum_base, association.minimum_base),
        languages=tuple(code for code in known if settings.draft_languages or code in association.languages)
        or known[:1],
    )


@dataclass(frozen=True)
class _Parts:
    """What a running bot is made of."""

    database: Database
    house: House
    speaker: Speaker
    clock: Clock
    tick: timedelta
    died: bool


async def run_until_signal(settings: Settings) -> None:
    """Run the bot until SIGTERM or SIGINT.

    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault: if it cannot start
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await run(settings, now, stop)


async def run(settings: Settings, clock: Clock, stop: asyncio.Event) -> None:
    """Run the bot until told to stop; a start is broken off by it, and what is under way later is finished.

    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault: if it cannot start
    """
    async with AsyncExitStack() as stack:
        parts = await _unless(stop, _start(stack, settings, clock))
        if parts:
            await _serve(parts, stop)
    _LOG.info("stopped")


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, _Result]) -> _Result | None:
    """Do the work, unless the stop comes first."""
    task, stopped = asyncio.create_task(work), asyncio.create_task(_until(stop))
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return None


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


async def _start(stack: AsyncExitStack, settings: Settings, clock: Clock) -> _Parts:
    """Make the parts, each closed by the stack in the reverse order."""
    house, seal = make_house(settings), settings.seal()
    try:
        died = await stack.enter_async_context(only_one(settings.database))
    except OSError as error:
        message = f"{settings.database}.lock cannot be made ({error.strerror}); check FOLJSAM_DATABASE and its folder"
        raise DatabaseFault(message) from error
    database = await stack.enter_async_context(open_database(settings.database, seal))
    bot = await stack.enter_async_context(connected(settings.token.get_secret_value(), settings.api_url))
    name = await ask_name(bot, patiently=True)
    return _Parts(
        database=database,
        house=replace(house, bot_name=name),
        speaker=Speaker(bot, Pace()),
        clock=clock,
        tick=timedelta(seconds=settings.tick_seconds),
        died=died,
    )


async def _serve(parts: _Parts, stop: asyncio.Event) -> None:
    wake = asyncio.Event()
    await parts.database.write(lambda unit: outbox.recover(unit, ONCE_MORE))
    await parts.database.forget()
    if parts.died:
        _LOG.warning("the bot had died", shown_again=await repair(*_surroundings(parts)))
    firing = scheduler(jobs(parts.database, parts.house, parts.clock, parts.tick, wake.set))
    firing.start()
    letters = Letters(*_surroundings(parts))
    delivering = asyncio.create_task(deliver(letters.post(), parts.speaker.pace, wake, stop))
    answering = Answering(*_surroundings(parts), wake)
    _LOG.info("running", bot=parts.house.bot_name)
    try:
        await Receiver(parts.speaker.bot, answering.handle).run(stop)
    finally:
        firing.shutdown(wait=False)
        stop.set()
        wake.set()
        await asyncio.gather(delivering)


def _surroundings(parts: _Parts) -> tuple[Database, House, Speaker, Clock]:
    return parts.database, parts.house, parts.speaker, parts.clock
