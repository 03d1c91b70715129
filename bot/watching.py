"""Watching the running bot: how it is just now, and a log line when something begins to be wrong or ends."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.actions.administrator.health import queue
from bot.house import House
from bot.measures import Measures
from bot.post import Clock
from bot.saving import Saving
from bot.scheduler import Job
from bot.vitals import Ailment, Queue, Vitals, ailments
from storage.shelf import Shelf

_LOG = structlog.get_logger(__name__)

_TICK = "tick"
_LONGEST_PAUSE = 15.0
WORDS = {
    Ailment.TICK: "what is due is not looked for any more; restart the bot, and read its log for why",
    Ailment.STORAGE: "the database cannot be written or read; see that it is there, has room and no lock",
    Ailment.TELEGRAM: "Telegram has not been heard for minutes; see that this machine reaches it",
    Ailment.LETTERS: "letters wait for more than an hour beyond their time; the log says why",
    Ailment.BACKUP: "the newest backup is more than two days old or missing; the log says why",
}


@dataclass
class Watch:
    """Knows what there is to know of how the bot is."""

    saving: Saving
    house: House
    clock: Clock
    tick_seconds: float
    measures: Measures
    shelf: Shelf | None
    heard: Callable[[], float | None] = lambda: None
    """Gives when Telegram was last heard, in the event loop's seconds."""

    def __post_init__(self) -> None:
        """Count the first tick's time from now on."""
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()

    def watched(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Give the jobs so that it is known when each last ended well."""
        return tuple(replace(job, work=self._noting(job)) for job in jobs)

    def _noting(self, job: Job) -> Callable[[], Awaitable[None]]:
        async def work() -> None:
            await job.work()
            self.measures.jobs[job.name] = self._loop.time()

        return work

    def vitals(self) -> Vitals:
        """Tell how the bot is."""
        now, heard = self._loop.time(), self.heard()
        today = self.clock().astimezone(self.house.association.zone).date()
        return Vitals(
            self.tick_seconds,
            now - self.measures.jobs.get(_TICK, self._begun),
            telegram_age=now - (self._begun if heard is None else heard),
            can_write=not self.saving.is_refused,
            keeps_backups=self.shelf is not None,
            has_late_backup=self.shelf is not None and bool(self.shelf.problems(today)),
            backup_age=self.shelf.age(self.clock()) if self.shelf else None,
        )

    async def queue(self) -> Queue | None:
        """Tell what waits to be sent; ``None`` where the database cannot be read."""
        try:
            return await self.saving.database.read(lambda unit: queue(unit, self.clock()))
        except Exception:  # noqa: BLE001  # whatever it is, the watch goes on, and the database cannot be read
            return None

    async def ailments(self) -> tuple[Ailment, ...]:
        """Tell what is wrong."""
        return ailments(self.vitals(), await self.queue())

    async def run(self) -> None:
        """Look again and again, and say once what begins and what ends."""
        known: frozenset[Ailment] = frozenset()
        while True:
            await asyncio.sleep(min(self.tick_seconds, _LONGEST_PAUSE))
            found = frozenset(await self.ailments())
            for ailment in sorted(found - known):
                _LOG.error(WORDS[ailment], alert=ailment)
            for ailment in sorted(known - found):
                _LOG.info("all is well again", alert=ailment)
            known = found
