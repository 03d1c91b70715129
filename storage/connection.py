"""A connection in a thread of its own, and how each one is set up."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite

# At DEBUG it tells the texts of exceptions, which may hold what a person wrote.
logging.getLogger("aiosqlite").setLevel(logging.WARNING)

Result = TypeVar("Result")

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's transaction before it gives up."""

_SHARE_PAUSE = 0.01


class Connection(aiosqlite.Connection):
    """A connection that runs a whole function in its thread: one hop a unit instead of one hop a statement."""

    def __init__(self, make: Callable[[], sqlite3.Connection]) -> None:
        self._make = make
        self._made: sqlite3.Connection | None = None
        self._ended: asyncio.Future[None] | None = None
        super().__init__(self._keep, 64)

    async def __aenter__(self) -> Self:
        """Connect; a thread whose connecting failed is waited for, or it would outlive the loop and complain."""
        try:
            await self
        except BaseException:
            await self._come_to_an_end()
            raise
        return self

    async def close(self) -> None:
        """Let the thread do what it was given, close the connection and end."""
        if self._connection is not None:
            self.stop()
            await self._come_to_an_end()

    async def hop(self, function: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run a function of the connection in its thread and give its result."""
        result: Result = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]  # untyped there
        return result

    def stop(self) -> asyncio.Future[None] | None:
        """End the thread, closing also a connection that was still being made when its task was cancelled."""
        self._tx.put_nowait((None, self._close_made))
        self._ended = super().stop()
        return self._ended

    async def _come_to_an_end(self) -> None:
        """Wait for the end of the thread, also while cancelled again and again; then be cancelled."""
        cancelled = None
        while self._ended and not self._ended.done():
            try:
                await asyncio.shield(self._ended)
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled:
            raise cancelled

    def _keep(self) -> sqlite3.Connection:
        self._made = self._make()
        return self._made

    def _close_made(self) -> None:
        if self._made is not None:
            self._made.close()


def connect(path: Path, *pragmas: str) -> sqlite3.Connection:
    """Connect to a file that is there."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in ("PRAGMA temp_store = MEMORY", *pragmas):  # what is worked on never spills into a file
            db.execute(pragma)
    except BaseException:
        db.close()
        raise
    db.row_factory = sqlite3.Row
    return db


def share(db: sqlite3.Connection) -> bool:
    """Let readers and the writer work side by side from now on; tell whether the file system lets them.

    SQLite fails at once, whatever its patience, when two processes do this to a new file at the same moment.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return bool(db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_SHARE_PAUSE)


def write_anew(db: sqlite3.Connection) -> bool:
    """Write the whole file anew from the rows that are left; tell whether it could be done just now."""
    return _at_once(db, "VACUUM")


def truncate(db: sqlite3.Connection) -> bool:
    """Bring the write-ahead log into the file and empty it; tell whether it could be done just now."""
    return _at_once(db, "PRAGMA wal_checkpoint(TRUNCATE)")


def _at_once(db: sqlite3.Connection, statement: str) -> bool:
    """Run a statement without patience, so that no unit waits for it. A checkpoint's first column says busy."""
    try:
        with without_patience(db):
            answer = db.execute(statement).fetchone()
    except sqlite3.OperationalError:
        return False
    return not (answer and answer[0])


@contextmanager
def without_patience(db: sqlite3.Connection) -> Iterator[None]:
    """Let statements fail at once where others hold the database."""
    db.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
