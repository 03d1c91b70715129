"""Doing things until a stop comes."""

import asyncio
from collections.abc import Collection, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

_Result = TypeVar("_Result")


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, _Result], grace: float = 0.0) -> _Result | None:
    """Do the work and give its result, unless the stop comes first: then the work is broken off, and ``None`` given.

    :param grace: seconds that the work has to end by itself after the stop
    """
    task, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({task}, timeout=None if task.done() else grace)
        return task.result() if task.done() else None
    finally:
        await end([task, stopped])


async def rest(stop: asyncio.Event, seconds: float, bell: asyncio.Event | None = None) -> None:
    """Wait a while, but not beyond the stop, nor beyond the bell where there is one."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await unless(stop, (bell or asyncio.Event()).wait())


async def finish(tasks: Collection["asyncio.Task[Any]"], seconds: float) -> bool:
    """Give tasks some time to end by themselves; tell whether all did. Those that did not are broken off."""
    pending: Collection[asyncio.Task[Any]] = ()
    if tasks:
        _, pending = await asyncio.wait(tasks, timeout=seconds)
    await end(tasks)
    return not pending


async def end(tasks: Collection["asyncio.Task[Any]"]) -> None:
    """Break tasks off, and wait until they are."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
