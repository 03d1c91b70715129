"""Reading the keys again while the bot runs: on SIGHUP, as when they have been changed (the contract, design: 4)."""

import asyncio

import structlog

from bot.lock import Lock
from bot.settings import Settings, SettingsFault
from storage.database import Database, NotSaved
from storage.health import unreadable
from storage.seal import KeyFault, Seal

_LOG = structlog.get_logger(__name__)


async def rereading(settings: Settings, database: Database, lock: Lock, asked: asyncio.Event) -> None:
    """Read the keys each time it is asked for; keys that do not open what is there are not used."""
    while True:
        await asked.wait()
        asked.clear()
        try:
            await _reread(settings.seal(), database, lock)
        except (SettingsFault, KeyFault, NotSaved) as fault:
            _LOG.error("the keys could not be read again, so the bot goes on with those it has", fault=str(fault))


async def _reread(seal: Seal, database: Database, lock: Lock) -> None:
    before = database.use(seal)
    problem = await database.read(unreadable)
    if problem:
        database.use(before)
        raise KeyFault(problem)
    lock.held_with(seal.mark)
    _LOG.info("the keys were read again", newest=seal.mark)
