"""The nightly backup: one a day, tried until it is there; what hinders it is logged, and told to administrators."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog

from bot.actions import backups
from bot.actions.here import OPERATOR, Here
from bot.house import House
from bot.post import Clock
from bot.saving import Saving
from storage.backup import BackupFault, backup
from storage.database import NotSaved
from storage.seal import Seal
from storage.shelf import Shelf

_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Nightly:
    """Where backups lie, and what they are made of."""

    shelf: Shelf
    database: Path

    async def see_to_it(self, saving: Saving, house: House, clock: Clock) -> bool:
        """Make the day's backup unless it is there, and thin out the older ones; tell whether all went well."""
        today = clock().astimezone(house.association.zone).date()
        if today in self.shelf.days():
            return True
        try:
            await saving.write(lambda unit: backups.prepare(Here(unit, house, OPERATOR, clock())))
            await self._make(today, saving.database.seal)
        except (BackupFault, NotSaved) as error:
            _LOG.error("there is no new backup; it is tried again every hour", why=str(error))
            since = str(max(self.shelf.days(), default=f"{today:%G-W%V}"))
            with suppress(NotSaved):
                await saving.write(lambda unit: backups.tell_of_none(Here(unit, house, OPERATOR, clock()), since))
            return False
        await saving.write(lambda unit: backups.tell_no_more(Here(unit, house, OPERATOR, clock())))
        return True

    async def _make(self, today: date, seal: Seal) -> None:
        """Make a copy in a thread, which ends soon when the bot does.

        :param seal: the keys as they are now, for they may have been changed since the start
        """
        ended = threading.Event()
        try:
            await asyncio.to_thread(self._make_here, today, seal, ended)
        finally:
            ended.set()

    def _make_here(self, today: date, seal: Seal, ended: threading.Event) -> None:
        backup(self.database, self.shelf.make_ready(today), seal, ended.is_set)
        self.shelf.thin_out(today)
