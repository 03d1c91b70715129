"""Killing a bot at random while people are at it."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bot.playground import delay
from tests.harness import Stage
from tests.promises.crowd import LONG, NEWS_WITHIN, Respondent

LONGEST_LIFE = 0.5
SERVED_WITHIN = 1.5
"""The seconds from a start until everybody has news, with room for a busy machine."""
SHORTEST_WAIT, LONGEST_WAIT = 0.3, 2.0
"""How long those who acted may have waited when the bot dies, in seconds; between these, so that they see news in time.

A bot that dies each second keeps people waiting however good it is, and the more the slower the machine.
"""
LATENCY = 0.05
PLENTY = 100_000


@dataclass
class Killing:
    """Kills the bot a number of times, each time a short while after it began to ask for updates."""

    stage: Stage
    crowd: Sequence[Respondent]
    permits: asyncio.Semaphore
    kills: int
    acts_in_a_life: int
    chance: Random
    at_work: int = 0
    put_off: int = 0
    slowest_start: float = 0.0

    async def during(self, *walks: Coroutine[Any, Any, None]) -> None:
        """Kill while people walk, then let them walk to their end. Telegram is as far away as it really is."""
        self.stage.world.faults.plant_where(delay(LATENCY), lambda call: call.method != "getUpdates", times=None)
        walking = asyncio.gather(*walks)
        for _ in range(self.kills):
            await self._one_life()
        self._permit(PLENTY)
        await walking

    async def _one_life(self) -> None:
        """Let people act at random moments, and kill at one."""
        spread = asyncio.create_task(self._spread())
        await asyncio.sleep(self.chance.uniform(0, LONGEST_LIFE))  # the moment of death is what is tried
        self.put_off += self._waits_long()
        await self.stage.world.bell.until(lambda: not self._waits_long(), LONG)
        self.at_work += self._is_at_work()
        await self.stage.kill()
        begun = time.monotonic()
        await self.stage.start()
        self.slowest_start = max(self.slowest_start, time.monotonic() - begun)
        await spread

    async def _spread(self) -> None:
        for _ in range(self.acts_in_a_life):
            await asyncio.sleep(
                self.chance.expovariate(self.acts_in_a_life / LONGEST_LIFE)
            )  # people press when they like
            self._permit(1)

    def _permit(self, acts: int) -> None:
        for _ in range(acts):
            self.permits.release()

    def _waits_long(self) -> bool:
        """Whether news would come too late for somebody if the bot died now and started as slowly as it ever did."""
        longest = min(max(SHORTEST_WAIT, NEWS_WITHIN - SERVED_WITHIN - self.slowest_start), LONGEST_WAIT)
        since = min((each.waits_since for each in self.crowd if each.waits_since), default=time.monotonic())
        return time.monotonic() - since > longest

    def _is_at_work(self) -> bool:
        """Whether the bot is under way with something: an update is not confirmed, or a reply not answered yet."""
        world = self.stage.world
        return bool(world.inbox.pending) or any(call.ok is None and call.method != "getUpdates" for call in world.calls)
