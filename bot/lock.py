"""One ``run`` per database: a second waits, and takes over when the first ends."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

_LOG = structlog.get_logger(__name__)

_TRY_AGAIN = 0.5
_RUNNING = b"running"


@asynccontextmanager
async def only_one(database: Path) -> AsyncIterator[bool]:
    """Hold the database's lock; give whether the one before died without stopping.

    :raises OSError: if the lock file cannot be made
    """
    handle = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        await _acquire(handle)
        died = os.read(handle, len(_RUNNING)) == _RUNNING
        os.pwrite(handle, _RUNNING, 0)
        yield died
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


async def _acquire(handle: int) -> None:
    said = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not said:
                _LOG.warning("another foljsam run has this database; waiting to take over")
                said = True
            await asyncio.sleep(_TRY_AGAIN)
        else:
            return
