"""The one declared list of jobs. APScheduler fires them and holds no truth: a missed or doubled firing is harmless."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.actions.daily import STEPS, Step
from bot.actions.due import send_some_due
from bot.actions.here import OPERATOR, Here
from bot.actions.retention import retain
from bot.house import House
from bot.nightly import Nightly
from bot.post import Clock
from bot.saving import Saving
from storage.unit import RolledBack

_LOG = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do again and again."""

    name: str
    trigger: BaseTrigger
    work: Callable[[], Awaitable[None]]
    at_start: bool = False
    """Whether to do it also when the bot starts: much may have become due while it was down."""


def jobs(
    saving: Saving,
    house: House,
    clock: Clock,
    tick: timedelta,
    wake: Callable[[], None],
    nightly: Nightly | None = None,
) -> tuple[Job, ...]:
    """Declare all jobs.

    What is due is looked for at every tick, and each letter has a key of its own, so nothing hangs on any one firing.
    A night's backup is tried every hour from two on until it is there.

    :param wake: tells the deliverer that there are letters
    :param nightly: where backups are kept, if they are
    """
    zone = house.association.zone

    async def look() -> None:
        await saving.forget_what_is_owed()
        now = clock()  # one for all of a tick: what comes last may rely on what came before it
        while await saving.write(lambda unit: take_steps(Here(unit, house, OPERATOR, now), (_offer,))):
            wake()
        if await saving.write(lambda unit: take_steps(Here(unit, house, OPERATOR, now), STEPS)):
            await saving.forget()
        wake()

    async def back_up() -> None:
        if nightly and not await nightly.see_to_it(saving, house, clock):
            wake()

    async def take_the_old_away() -> None:
        told = await saving.write(lambda unit: retain(Here(unit, house, OPERATOR, clock())))
        if any(each.count for each in told):
            await saving.forget()

    return (
        Job("tick", IntervalTrigger(seconds=tick.total_seconds(), timezone=UTC), look, at_start=True),
        *(
            [Job("backup", CronTrigger(hour="2-23", minute=40, timezone=zone), back_up, at_start=True)]
            if nightly
            else []
        ),
        Job("retention", CronTrigger(hour=1, minute=37, timezone=zone), take_the_old_away),
    )


_AT_ONCE = 50
"""How many forms a unit offers or reminds of at most: whoever presses in a mailing waits for no more than those."""


def _offer(here: Here) -> bool:
    """Write letters for some of what is due; tell whether there is more."""
    return send_some_due(here.unit, here.house, here.now, _AT_ONCE)


def take_steps(here: Here, steps: Iterable[Step]) -> bool:
    """Take steps one after the other; a fault in one undoes that one and holds up none of the others.

    :returns: whether one of them owes something: of the daily steps, that the disk forgets what was deleted
    """
    owes = False
    for step in steps:
        try:
            with here.unit.attempt():
                owes = bool(step(here)) or owes
        except (sqlite3.Error, RolledBack):
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, everything else that is due must still be told
            _LOG.error("a step failed and will be tried again", step=step.__name__, error=type(error).__name__)
    return owes


def scheduler(declared: tuple[Job, ...]) -> AsyncIOScheduler:
    """Give a scheduler of the jobs, to be started.

    A firing that comes late still counts (APScheduler drops it after a second unless told so), and a pile of missed
    ones is a single one.
    """
    made = AsyncIOScheduler(timezone=UTC)
    now = datetime.now(UTC)
    for job in declared:
        first = {"next_run_time": now} if job.at_start else {}
        made.add_job(
            job.work, job.trigger, id=job.name, misfire_grace_time=None, coalesce=True, max_instances=1, **first
        )
    made.add_listener(_report, EVENT_JOB_ERROR)
    return made


def _report(event: JobExecutionEvent) -> None:
    if isinstance(event.exception, asyncio.CancelledError):
        return  # the stop broke it off; the next start looks for what is due at once
    _LOG.error(
        "a job failed and will be tried at its next time", job=event.job_id, error=type(event.exception).__name__
    )
