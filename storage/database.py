"""The database: one writer, short reads, and errors that say whether it is worth trying again (design: 3.14).

A unit is a plain function over one transaction. It runs whole in the writer's thread: it can await nothing, no other
unit can come between, and a task cancelled in the middle changes nothing of that. Its result is told only after
COMMIT. Durability is FULL, because an answer is shown as received once its unit is committed.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

from storage.migrate import migrate
from storage.seal import Seal
from storage.unit import Unit

Result = TypeVar("Result")

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's transaction before it gives up."""

_TRUNCATE_TRIES = 20
_TRUNCATE_PAUSE = 0.05


class NotSaved(Exception):
    """The storage cannot write just now (locked, full, read-only or gone): nothing was changed, trying again may do."""


class DatabaseFault(Exception):
    """The database cannot be opened; the message says what to do."""


class _Connection(aiosqlite.Connection):
    """A connection that runs a whole function in its thread: one hop a unit instead of one hop a statement."""

    async def hop(self, function: Callable[[sqlite3.Connection], Result]) -> Result:
        """Run a function of the connection in its thread and give its result."""
        result: Result = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]  # untyped there
        return result


class Database:
    """An open database. Made by ``open_database``."""

    def __init__(self, path: Path, writer: _Connection, seal: Seal) -> None:
        self._path = path
        self._inode = _inode(path)
        self._writer = writer
        self._seal = seal

    async def write(self, unit: Callable[[Unit], Result]) -> Result:
        """Run a unit in a transaction of its own and give its result once it is committed.

        :raises NotSaved: if the storage cannot write just now
        """
        return await asyncio.shield(self._writer.hop(lambda db: self._transact(db, unit)))

    def _transact(self, db: sqlite3.Connection, unit: Callable[[Unit], Result]) -> Result:
        if _inode(self._path) != self._inode:
            # SQLite would go on writing to a file that no longer has a name, and all of it would be lost.
            raise NotSaved("the database file is gone")
        return _transact(db, self._seal, unit, "BEGIN IMMEDIATE")

    async def read(self, unit: Callable[[Unit], Result]) -> Result:
        """Run a unit that only reads, on a connection of its own, beside the writer.

        :raises NotSaved: if the storage cannot be reached just now
        """
        reader = _Connection(lambda: _reader(self._path), 64)
        async with reader:
            return await reader.hop(lambda db: _transact(db, self._seal, unit, "BEGIN"))

    async def forget(self) -> bool:
        """Truncate the write-ahead log, so that what was deleted is on disk no longer; tell whether it succeeded.

        A checkpoint answers busy while anyone reads, so it is tried for a second; the next call does the rest.
        """
        for _ in range(_TRUNCATE_TRIES):
            if await self._writer.hop(_truncate):
                return True
            await asyncio.sleep(_TRUNCATE_PAUSE)
        return False


@asynccontextmanager
async def open_database(path: Path, seal: Seal) -> AsyncIterator[Database]:
    """Open a database, making or migrating it first.

    :raises DatabaseFault: if that cannot be done
    """
    try:
        writer = _Connection(lambda: _writer(path), 64)
        async with writer:
            await writer.hop(migrate)
            yield Database(path, writer, seal)
    except sqlite3.DatabaseError as error:
        raise DatabaseFault(f"the database {path} cannot be used ({error}); check FOLJSAM_DATABASE") from error
    except OSError as error:
        message = (
            f"the database {path} cannot be used ({error.strerror}); check FOLJSAM_DATABASE and its folder's rights"
        )
        raise DatabaseFault(message) from error


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _writer(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else may read it, from its first byte on
    db = _connect(f"{path.absolute().as_uri()}?mode=rw")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _reader(path: Path) -> sqlite3.Connection:
    db = _connect(f"{path.absolute().as_uri()}?mode=rw")
    db.execute("PRAGMA query_only = ON")
    return db


def _connect(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def _transact(db: sqlite3.Connection, seal: Seal, unit: Callable[[Unit], Result], begin: str) -> Result:
    try:
        db.execute(begin)
        result = unit(Unit(db, seal))
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError) and _may_pass(error):
            raise NotSaved(str(error)) from error
        raise
    return result


_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOMEM,
}


def _may_pass(error: sqlite3.OperationalError) -> bool:
    """Whether the fault lies with the storage and not with the statement. The low byte is the primary code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING


def _truncate(db: sqlite3.Connection) -> bool:
    db.execute("PRAGMA busy_timeout = 0")
    try:
        busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    return not busy
