"""Waiting for something to become true, woken by changes and never by the clock."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class WaitedInVainError(Exception):
    """What was waited for did not become true in time; the message says what there was instead."""


class Bell:
    """Rings at every change of the world; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []
        self.revision = 0

    def ring(self) -> int:
        """Wake everyone who waits; return the number of this change."""
        self.revision += 1
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
        return self.revision

    async def until(self, look: Callable[[], T], timeout: float, otherwise: Callable[[], str] = str) -> T:  # noqa: ASYNC109  # a person's patience is part of what is asked for
        """Return the first true result of `look`; raises WaitedInVainError, saying `otherwise()`, after `timeout`."""
        try:
            async with asyncio.timeout(timeout):
                while not (found := look()):
                    await self.change()
        except TimeoutError:
            raise WaitedInVainError(f"nothing came in {timeout} s; there is:\n{otherwise()}") from None
        return found

    async def beyond(self, revision: int) -> int:
        """Return the number of the newest change once there is one after `revision`."""
        while self.revision <= revision:
            await self.change()
        return self.revision

    async def change(self) -> None:
        """Return at the next change."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future
