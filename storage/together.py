"""Units on their way to the writer: what waits while it works goes together, in the order in which it came.

None waits to fill a group: a unit that comes alone goes alone, at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from storage.transaction import Failed, NotSaved, Outcome
from storage.unit import Unit

_Result = TypeVar("_Result")

_MOST = 64
"""Units at most in one transaction: so few that none waits long for those that go with it."""


@dataclass(frozen=True)
class _Order:
    """A unit that waits for its turn, and where its result is told."""

    unit: Callable[[Unit], Any]
    told: "asyncio.Future[Any]"

    def tell(self, outcome: Outcome[Any]) -> None:
        if self.told.done():
            return
        if isinstance(outcome, Failed):
            self.told.set_exception(outcome.error)
        else:
            self.told.set_result(outcome.result)


@dataclass
class Together:
    """The way to the writer. ``write`` is given units and gives what became of each; it raises when all are lost."""

    write: Callable[[Sequence[Callable[[Unit], Any]]], Awaitable[list[Outcome[Any]]]]
    _waiting: list[_Order] = field(default_factory=list)
    _writing: "asyncio.Task[None] | None" = None

    def add(self, unit: Callable[[Unit], _Result]) -> "asyncio.Future[_Result]":
        """Let a unit be written; give where its result is told. To cancel that does not take the unit back."""
        told: asyncio.Future[_Result] = asyncio.get_running_loop().create_future()
        told.add_done_callback(_look_at)
        self._waiting.append(_Order(unit, told))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return told

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                orders, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                await self._write(orders)
        finally:
            self._writing = None

    async def _write(self, orders: Sequence[_Order]) -> None:
        try:
            outcomes = await self.write([order.unit for order in orders])
        except BaseException as error:
            lost = [*orders, *self._waiting] if isinstance(error, NotSaved) else orders
            self._waiting = self._waiting if lost is orders else []
            _tell(lost, [Failed(error)] * len(lost))
            if not isinstance(error, Exception):
                raise
        else:
            _tell(orders, outcomes)


def _tell(orders: Sequence[_Order], outcomes: Sequence[Outcome[Any]]) -> None:
    for order, outcome in zip(orders, outcomes, strict=True):
        order.tell(outcome)


def _look_at(done: "asyncio.Future[Any]") -> None:
    """Let the end of a unit whose task was cancelled be no unhandled error: asyncio would log it, text and all."""
    if not done.cancelled():
        done.exception()
