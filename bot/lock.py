"""One ``run`` per database: a second waits, and takes over when the first ends."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

_LOG = structlog.get_logger(__name__)

_TRY_AGAIN = 0.5
_RUNNING = b"running"
_HOLDER_BYTES = 64


@dataclass(frozen=True)
class Lock:
    """The held lock; its file tells whether somebody serves. Who died still stands there as serving."""

    handle: int

    @property
    def says_serving(self) -> bool:
        """Whether the file says so: before we say it ourselves, that the one before us died."""
        return os.pread(self.handle, len(_RUNNING), 0) == _RUNNING

    def held_with(self, mark: str) -> None:
        """Say whose process holds it, and which key is its newest (``Seal.mark``)."""
        os.pwrite(self.handle, f" {os.getpid()} {mark}".ljust(_HOLDER_BYTES).encode(), len(_RUNNING))

    def serving(self) -> None:
        """Say that we serve from now on."""
        os.pwrite(self.handle, _RUNNING, 0)

    def stopped(self) -> None:
        """Say that we have finished all."""
        os.ftruncate(self.handle, 0)


@dataclass(frozen=True)
class Holder:
    """The process that holds a database's lock, and the mark of its newest key."""

    pid: int
    mark: str


NOT_SAID = Holder(0, "")
"""Somebody who has just taken the lock, or is about to leave it."""


def holder(database: Path) -> Holder | None:
    """Tell which bot has this database; ``None`` where none has.

    :raises OSError: if the lock file cannot be made
    """
    handle = _open(database)
    try:
        if _is_free(handle):
            return None
        said = os.pread(handle, _HOLDER_BYTES, len(_RUNNING)).decode("ascii", "replace").split()
        return Holder(int(said[0]), said[1]) if len(said) > 1 and said[0].isdigit() else NOT_SAID
    finally:
        os.close(handle)


@asynccontextmanager
async def only_one(database: Path) -> AsyncIterator[Lock]:
    """Hold the database's lock.

    :raises OSError: if the lock file cannot be made
    """
    handle = _open(database)
    try:
        await _acquire(handle)
        os.pwrite(handle, b" " * _HOLDER_BYTES, len(_RUNNING))  # who held it before is nobody to send signals to
        yield Lock(handle)
    finally:
        os.close(handle)


@contextmanager
def while_nobody_runs(database: Path) -> Iterator[bool]:
    """Keep every ``run`` from the database for a while; give whether that is so, or one was there first.

    :raises OSError: if the lock file cannot be made
    """
    handle = _open(database)
    try:
        yield _is_free(handle)
    finally:
        os.close(handle)


def _open(database: Path) -> int:
    return os.open(f"{database.resolve()}.lock", os.O_RDWR | os.O_CREAT, 0o600)


async def _acquire(handle: int) -> None:
    if _is_free(handle):
        return
    _LOG.warning("another foljsam run has this database; waiting to take over")
    while not _is_free(handle):  # noqa: ASYNC110  # the system tells nobody when a lock is let go
        await asyncio.sleep(_TRY_AGAIN)


def _is_free(handle: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
