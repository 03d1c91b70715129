"""Saving: when the storage cannot write, all wait a while and then one tries (design: 3.2)."""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from typing import TypeVar

import structlog

from bot.wire.verdict import pause
from storage.database import Database, NotSaved
from storage.unit import Unit

_LOG = structlog.get_logger(__name__)

_Result = TypeVar("_Result")


class Saving:
    """The way to the database for all that goes on in a running bot."""

    def __init__(self, database: Database) -> None:
        """Take the database to write to."""
        self.database = database
        self._one = asyncio.Lock()
        self._refusals = 0
        self._open_at = 0.0
        self.owes_forgetting = False

    @property
    def wait(self) -> float:
        """The seconds until it is worth trying again."""
        return max(0.0, self._open_at - asyncio.get_running_loop().time())

    @property
    def is_refused(self) -> bool:
        """Whether the storage could not write when it was last tried."""
        return self._refusals > 0

    async def write(self, unit: Callable[[Unit], _Result]) -> _Result:
        """Run a unit and give its result once it is committed.

        :raises NotSaved: if the storage cannot write; also, without trying, for a while after it could not
        """
        async with self._one if self._refusals else nullcontext():
            if self.wait:
                raise NotSaved("the storage could not write a moment ago")
            try:
                result = await self.database.write(unit)
            except NotSaved:
                self._refused()
                raise
            self._refusals = 0
            return result

    def _refused(self) -> None:
        """Let all wait; of units that went together, the first one to tell counts."""
        if self.wait:
            return
        self._refusals += 1
        self._open_at = asyncio.get_running_loop().time() + pause(self._refusals)
        if self._refusals == 1:
            _LOG.error("the database cannot be written, trying on; see that it is there, has room and no lock")

    async def insist(self, unit: Callable[[Unit], _Result]) -> _Result:
        """Run a unit, as often as it takes."""
        while True:
            try:
                return await self.write(unit)
            except NotSaved:
                await asyncio.sleep(self.wait)

    async def forget(self) -> None:
        """See that what was deleted is on disk no longer; what cannot be done now is owed."""
        self.owes_forgetting = not await self.database.forget()
        if self.owes_forgetting:
            _LOG.warning("what was deleted is still on disk; it is tried again")

    async def forget_what_is_owed(self) -> None:
        """Forget now what could not be forgotten then."""
        if self.owes_forgetting:
            await self.forget()
