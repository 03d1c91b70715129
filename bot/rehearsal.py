"""Rehearsing: the bot with a clock that is moved from outside, for the playground and for tests.

The same list of jobs runs as in service, in order of due time. Orders come as lines of JSON on standard input,
``{"now": "2026-12-01T08:00:00+00:00"}``, and each is answered by a line on standard output when all that came due in
between has been done and sent.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.scheduler import Job

_MOST_STEPS = 1_000_000


@dataclass
class MovableClock:
    """A clock that runs as clocks do, some way ahead of the machine's."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        """Tell the time."""
        return datetime.now(UTC) + self.ahead

    def move(self, to: datetime) -> None:
        """Let it be this time now; it never runs backwards."""
        self.ahead = max(self.ahead, to - datetime.now(UTC))


NextDue = Callable[[datetime], Awaitable[datetime | None]]
"""Gives the first moment after this one at which something stored comes due."""


@dataclass
class Rehearsal:
    """What time moves past. The jobs named in ``by_due`` run when something comes due instead of by their trigger."""

    clock: MovableClock
    jobs: tuple[Job, ...]
    next_due: NextDue
    deliver: Callable[[], Awaitable[int]]
    tell: Callable[[dict[str, object]], None] = lambda _: None
    """Told each moment at which something came due, before it is done."""
    by_due: frozenset[str] = frozenset({"tick"})
    _fires: dict[str, datetime] = field(default_factory=dict)

    async def move(self, to: datetime) -> int:
        """Move to a moment, doing what is due already and all that comes due on the way; give how many letters went."""
        sent = await self._look()
        for _ in range(_MOST_STEPS):
            now = self.clock()
            due, fires = await self.next_due(now), [fire for job in self._timed() if (fire := self._fire(job, now))]
            step = min([*fires, *([due] if due else [])], default=None)
            if step is None or step > to:
                break
            self.clock.move(step)
            self.tell({"at": step.isoformat()})
            await self._fire_timed(step)
            sent += await self._look() if step == due else 0
        self.clock.move(to)
        return sent + await self._look()

    def _timed(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if job.name not in self.by_due)

    def _fire(self, job: Job, now: datetime) -> datetime | None:
        """Give when a job fires next, keeping what it said until that time has come."""
        if job.name not in self._fires:
            fire = job.trigger.get_next_fire_time(None, now + timedelta(microseconds=1))
            if fire is None:
                return None
            self._fires[job.name] = fire
        return self._fires[job.name]

    async def _fire_timed(self, now: datetime) -> None:
        for job in self._timed():
            if self._fires.get(job.name, now + timedelta(1)) <= now:
                del self._fires[job.name]
                await job.work()

    async def _look(self) -> int:
        """Do what is due, and deliver; give how many letters went."""
        for job in self.jobs:
            if job.name in self.by_due:
                await job.work()
        return await self.deliver()


def say(line: dict[str, object]) -> None:
    """Write a line of JSON on standard output, at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def obey(rehearsal: Rehearsal) -> None:
    """Follow the orders on standard input until it ends."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        while line := await reader.readline():
            sent = await rehearsal.move(datetime.fromisoformat(json.loads(line)["now"]))
            say({"now": rehearsal.clock().isoformat(), "sent": sent})
    finally:
        transport.close()
