"""The composition root: everything is made and tied together here, and nowhere else."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot.actions.daily import next_due
from bot.actions.here import OPERATOR, Here
from bot.actions.replan import replan_all
from bot.answering import Answering
from bot.chat.letters import ONCE_MORE
from bot.chat.menus import renew_old_menus
from bot.doors import Receiving, open_to, receiving
from bot.house import House
from bot.lock import Lock, only_one
from bot.measures import Measures
from bot.nightly import Nightly
from bot.own_files import open_to_others
from bot.post import MOST_DEATHS, Clock, Letters
from bot.rehearsal import MovableClock, Rehearsal, obey, say
from bot.repair import repair
from bot.rereading import rereading
from bot.saving import Saving
from bot.scheduler import Job, jobs, scheduler
from bot.settings import Settings
from bot.watching import Watch
from bot.wire.deliver import Deliverer
from bot.wire.pace import Pace
from bot.wire.places import Hook, Place
from bot.wire.speak import Speaker
from bot.wire.telegram_bot import ask_name, connected
from bot.wire.until import end, finish, unless
from storage import health, outbox
from storage.database import DatabaseFault, open_database

_LOG = structlog.get_logger(__name__)

_REHEARSED_PACE = 1000.0  # nobody else's limits hold before a playground
_FINISH_SECONDS = 3.0
"""How long letters under way may take beyond what receiving took to finish."""


def now() -> datetime:
    """Tell the time: the one clock."""
    return datetime.now(UTC)


Beside = Callable[[], Coroutine[Any, Any, None]]
"""Begins something that goes on beside all else."""


@dataclass(frozen=True)
class _Parts:
    """What a running bot is made of."""

    lock: Lock
    saving: Saving
    house: House
    speaker: Speaker
    clock: Clock
    tick: timedelta
    nightly: Nightly | None
    watch: Watch
    place: Place | None
    hook: Hook | None


async def run_until_signal(settings: Settings, rehearse_from: datetime | None = None) -> None:
    """Run the bot until SIGTERM or SIGINT.

    :param rehearse_from: with a clock that begins at this time and is moved from outside
    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault: if it cannot start, or go on
    """
    loop, stop, reread = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    told = {signal.SIGTERM: stop, signal.SIGINT: stop, signal.SIGHUP: reread}
    # Not by the loop, which would leave a second signal to kill the process as soon as it is closed.
    before = {number: signal.signal(number, partial(_tell, loop, event)) for number, event in told.items()}
    clock: Clock = now
    if rehearse_from:
        clock = MovableClock(rehearse_from - now())
    try:
        await run(settings, clock, stop, reread)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(loop: asyncio.AbstractEventLoop, event: asyncio.Event, *_: object) -> None:
    loop.call_soon_threadsafe(event.set)


async def run(settings: Settings, clock: Clock, stop: asyncio.Event, reread: asyncio.Event | None = None) -> None:
    """Run the bot until told to stop; a start is broken off by it, and what is under way later is finished.

    :param reread: is set when the keys are to be read again

    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault: if it cannot start, or go on
    """
    async with AsyncExitStack() as stack:
        parts = await unless(stop, _start(stack, settings, clock))
        if parts is not None:
            keys = partial(rereading, settings, parts.saving.database, parts.lock, reread or asyncio.Event())
            if await _serve(parts, stop, keys) and not parts.saving.owes_forgetting:
                parts.lock.stopped()
    _LOG.info("stopped")


async def _start(stack: AsyncExitStack, settings: Settings, clock: Clock) -> _Parts:
    """Make the parts, each closed by the stack in the reverse order, and tidy up after a death."""
    house, _, shelf, hook = settings.house(), settings.seal(), settings.shelf(), settings.hook()
    try:
        lock = await stack.enter_async_context(only_one(settings.database))
    except OSError as error:
        message = f"{settings.database}.lock cannot be made ({error.strerror}); check FOLJSAM_DATABASE and its folder"
        raise DatabaseFault(message) from error
    seal = settings.seal()  # read anew: whoever waited for the lock may have waited for long
    lock.held_with(seal.mark)
    bot = await stack.enter_async_context(connected(settings.token.get_secret_value(), settings.api_url))
    saving = Saving(await stack.enter_async_context(open_database(settings.database, seal)))
    naming = asyncio.create_task(ask_name(bot, patiently=True))  # meanwhile the database is tidied
    stack.push_async_callback(end, [naming])
    await _tidy_up(saving, lock, house, clock())
    watch = Watch(saving, house, clock, settings.tick_seconds, Measures(), shelf)
    house = replace(house, bot_name=await naming, vitals=watch.vitals)
    parts = _Parts(
        lock,
        saving,
        house,
        Speaker(
            bot,
            Pace(_REHEARSED_PACE, chat_rest=0) if _rehearses(clock) else Pace(),
            counts=watch.measures.replies,
        ),
        clock,
        timedelta(seconds=settings.tick_seconds),
        Nightly(shelf, settings.database) if shelf else None,
        watch,
        settings.place(),
        hook,
    )
    shown = await repair(saving, house, parts.speaker, clock, after_death=lock.says_serving)
    if lock.says_serving:
        _LOG.warning("the bot had died", shown_again=shown)
    for line in open_to_others(settings):
        _LOG.warning(line)
    return parts


async def _tidy_up(saving: Saving, lock: Lock, house: House, now: datetime) -> None:
    """See to what the one before us may have left: letters under way, and after a death what was not forgotten."""
    await saving.insist(lambda unit: outbox.recover(unit, ONCE_MORE, MOST_DEATHS))
    await saving.insist(lambda unit: replan_all(unit, house, now))
    await saving.insist(lambda unit: renew_old_menus(Here(unit, house, OPERATOR, now)))
    if problem := await saving.database.read(health.locked_up):
        _LOG.warning(problem)
    if lock.says_serving:
        await saving.forget()


async def _serve(parts: _Parts, stop: asyncio.Event, *beside: Beside) -> bool:
    """Serve until the stop; tell whether all that was under way was finished.

    :raises PlaceFault: if it cannot be reached where it is to be
    """
    wake, watch = asyncio.Event(), parts.watch
    answering = Answering(parts.saving, parts.house, parts.speaker, parts.clock, wake, stop, watch.measures)
    receiver = receiving(parts.speaker, answering.handle, parts.hook)
    watch.heard = lambda: receiver.heard
    async with open_to(parts.place, receiver, watch):
        parts.lock.serving()
        return await _work(parts, receiver, wake, stop, *beside)


async def _work(parts: _Parts, receiver: Receiving, wake: asyncio.Event, stop: asyncio.Event, *beside: Beside) -> bool:
    """Do all there is to do until the stop; tell whether what was under way was finished."""
    house, speaker, clock, watch = parts.house, parts.speaker, parts.clock, parts.watch
    declared = watch.watched(jobs(parts.saving, house, clock, parts.tick, wake.set, parts.nightly))
    firing = scheduler(declared)
    letters = Letters(parts.saving, house, speaker, clock).post()
    deliverer = Deliverer(letters, speaker.pace, wake, watch.measures.letters)
    delivering = asyncio.create_task(deliverer.run(stop))
    firing.start()
    looking = obey(_rehearsal(parts, declared, deliverer.all_due)) if _rehearses(clock) else watch.run()
    others = [asyncio.create_task(each) for each in (looking, *(begin() for begin in beside))]
    _LOG.info("running", bot=house.bot_name)
    try:
        finished = await receiver.run(stop)
    finally:
        firing.shutdown(wait=False)
        stop.set()
        for task in others:
            task.cancel()
        delivered = await finish([delivering, *others], _FINISH_SECONDS)
    return finished and delivered


def _rehearses(clock: Clock) -> bool:
    return isinstance(clock, MovableClock)


def _rehearsal(parts: _Parts, declared: tuple[Job, ...], deliver: Callable[[], Awaitable[int]]) -> Rehearsal:
    """Give what a moved clock moves past."""
    clock = parts.clock
    assert isinstance(clock, MovableClock)  # noqa: S101  # narrows the type; see _rehearses
    return Rehearsal(
        clock,
        declared,
        next_due=lambda after: parts.saving.database.read(
            lambda unit: next_due(Here(unit, parts.house, OPERATOR, after))
        ),
        deliver=deliver,
        tell=say,
    )
