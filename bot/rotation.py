"""Changing the key beside a running bot: first everybody knows the new one, then what is there is sealed with it.

Each step can be broken off: the key file is changed whole, a bot that does not know the new key yet is told again, and
rows that are sealed with it already are passed over.
"""

import asyncio
import os
import signal
import time
from dataclasses import dataclass

from bot.key_file import write_keys
from bot.lock import NOT_SAID, Holder, holder
from bot.settings import Settings
from storage import resealing
from storage.database import Database, NotSaved, open_database
from storage.resealing import SEALED, Key, Sealed, Some
from storage.seal import KeyFault, Seal, new_key

_PATIENCE = 15.0
"""How many seconds a bot may take to say that it has read the keys again."""
_ASK_AGAIN = 0.1


@dataclass(frozen=True)
class Rotated:
    """What came of it: rows sealed anew, rows that no key opens, and what to do with the older keys."""

    resealed: int
    lost: int
    older_known_until: str | None
    """Until when hashes of chats that answered events need an older key, where there are any."""


async def rotate(found: Settings) -> Rotated:
    """Make a new key where the last change is finished, and seal everything with the newest.

    :raises KeyFault: if there is no older key in ``FOLJSAM_KEY``, or a running bot does not take the new one
    :raises SettingsFault, KeyFileFault, DatabaseFault: if the keys or the database cannot be used
    """
    if await _is_finished(found):
        _add_key(found)
    seal = found.seal()
    await _known_to_the_bot(found, seal)
    async with open_database(found.database, seal) as database:
        counts = [await _reseal(database, sealed) for sealed in SEALED]
        await database.forget()
        until = await database.read(resealing.known_by_older)
    return Rotated(sum(done for done, _ in counts), sum(lost for _, lost in counts), until)


async def _is_finished(found: Settings) -> bool:
    """Whether nothing waits to be sealed anew, so that another change can begin."""
    seal = found.seal()
    if not seal.has_older:
        return True
    async with open_database(found.database, seal) as database:
        return not await database.read(resealing.older) and found.key is None


def _add_key(found: Settings) -> None:
    if found.key is not None or found.key_file is None:
        raise KeyFault(
            "FOLJSAM_KEY holds one key; write a new one before it with a comma between (foljsam keys new makes one),"
            " start the bot again, and run this once more; or keep the keys in a file, FOLJSAM_KEY_FILE"
        )
    write_keys(found.key_file, (new_key(), *found.keys()))


async def _known_to_the_bot(found: Settings, seal: Seal) -> None:
    """See that a running bot has the new key: it could not read what is sealed with it.

    :raises KeyFault: if it does not take it
    """
    until, told = time.monotonic() + _PATIENCE, None
    while (running := holder(found.database)) and running.mark != seal.mark:
        if time.monotonic() > until:
            raise KeyFault(
                "the running bot does not know the new key, so nothing was sealed with it; see that it uses the same"
                " FOLJSAM_KEY_FILE or FOLJSAM_KEY, start it again, and run this once more"
            )
        if running not in {NOT_SAID, told}:
            _tell(running)
            told = running
        await asyncio.sleep(_ASK_AGAIN)


def _tell(running: Holder) -> None:
    try:
        os.kill(running.pid, signal.SIGHUP)
    except (ProcessLookupError, PermissionError):
        return  # it has just ended, or is another user's: then it does not say that it knows the key


async def _reseal(database: Database, sealed: Sealed) -> tuple[int, int]:
    """Seal a table anew, a few rows at a time; leave the database to others for as long as each took."""
    done = lost = 0
    after: Key | None = None
    while True:
        begun = time.monotonic()
        some = await _insist(database, sealed, after)
        done, lost, after = done + some.done, lost + some.lost, some.after
        if after is None:
            return done, lost
        await asyncio.sleep(time.monotonic() - begun)


async def _insist(database: Database, sealed: Sealed, after: Key | None) -> Some:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return await database.write(lambda unit: resealing.reseal_some(unit, sealed, after))
        except NotSaved:
            if time.monotonic() > until:
                raise
