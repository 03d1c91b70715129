"""The database: one writer, short reads, and errors that say whether it is worth trying again (design: 3.14).

A unit is a plain function over one transaction, which it shares with those that waited at the same time
(storage.transaction). It runs whole in the writer's thread: it can await nothing, no other unit can come between, and a
task cancelled in the middle changes nothing of that. Its result is told only after COMMIT. Durability is FULL, because
an answer is shown as received once its unit is committed.
"""

import asyncio
import errno
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from storage import batches, erasures
from storage.connection import Connection, connect, share, truncate, without_patience, write_anew
from storage.faults import Unusable, remedy
from storage.health import holds_anybody, unreadable
from storage.migrate import migrate
from storage.seal import Seal, Unsealable
from storage.together import Together
from storage.transaction import NotSaved, Outcome, telling_not_saved, transact, transact_together
from storage.unit import Unit

__all__ = ["Database", "DatabaseFault", "NotSaved", "open_database"]

Result = TypeVar("Result")

_FORGET_TRIES = 20
_FORGET_PAUSE = 0.05


class DatabaseFault(Exception):
    """The database cannot be opened; the message says what to do."""


class Database:
    """An open database. Made by ``open_database``."""

    def __init__(self, path: Path, writer: Connection, seal: Seal) -> None:
        self._path = path
        self._inode = _inode(path)
        self._writer = writer
        self._seal = seal
        self._together = Together(self._write)
        self._forgetting = asyncio.Lock()
        self._asked_to_forget = 0
        self._forgotten = 0
        self._changes_forgotten: int | None = None
        """How many changes this connection had made when all that it had deleted was last off the disk."""

    @property
    def seal(self) -> Seal:
        """The keys in use."""
        return self._seal

    def use(self, seal: Seal) -> Seal:
        """Use these keys in every unit that begins from now on; give those that it had.

        A unit under way keeps the keys that it began with.
        """
        before, self._seal = self._seal, seal
        return before

    async def write(self, unit: Callable[[Unit], Result]) -> Result:
        """Run a unit in a transaction and give its result once it is committed.

        :raises NotSaved: if the storage cannot write just now
        """
        return await asyncio.shield(self._together.add(unit))

    async def _write(self, units: Sequence[Callable[[Unit], Any]]) -> list[Outcome[Any]]:
        return await self._writer.hop(lambda db: self._write_together(db, units))

    def _write_together(self, db: sqlite3.Connection, units: Sequence[Callable[[Unit], Any]]) -> list[Outcome[Any]]:
        self._see_that_it_is_there()
        return transact_together(db, lambda: self._seal, units)

    async def read(self, unit: Callable[[Unit], Result]) -> Result:
        """Run a unit that only reads, on a connection of its own, beside the writer.

        :raises NotSaved: if the storage cannot be reached just now
        """
        async with Connection(self._reader) as reader:
            return await reader.hop(lambda db: transact(db, self._seal, unit, "BEGIN"))

    def _reader(self) -> sqlite3.Connection:
        self._see_that_it_is_there()
        with telling_not_saved():
            return connect(self._path, "PRAGMA query_only = ON")

    def _see_that_it_is_there(self) -> None:
        """Look at the file's name: SQLite would go on writing to a file that has none, and all of it would be lost."""
        if _inode(self._path) != self._inode:
            raise NotSaved("the database file is gone or replaced; put it back, or start again")

    async def forget(self) -> bool:
        """See that what was deleted is on disk no longer; tell whether it succeeded.

        To be called after every deletion of something personal. The file is written anew, because SQLite's
        secure_delete leaves the copies that are made when rows move between pages; then the write-ahead log is
        truncated. Keys that seal nothing any more are destroyed, as a death may have left some. All of it answers busy
        while others write or read, so it is tried for a second; the next call does the rest. Calls that come together
        are answered by one; where nothing was changed since the last, nothing is written anew.
        """
        self._asked_to_forget = ticket = self._asked_to_forget + 1
        async with self._forgetting:
            if self._forgotten < ticket:
                covered = self._asked_to_forget
                if not await self._forget():
                    return False
                self._forgotten = covered
        return True

    def _list_erased(self, db: sqlite3.Connection) -> bool:
        """Let the list of those erased outlive this database; tell whether it could be written just now."""
        with suppress(NotSaved, OSError):
            if transact(db, self._seal, erasures.unwritten, "BEGIN"):
                file = erasures.beside(self._path)
                transact(
                    db, self._seal, lambda unit: erasures.write(unit, file, erasures.unwritten(unit)), "BEGIN IMMEDIATE"
                )
            return True
        return False

    async def _forget(self) -> bool:
        if not await self._writer.hop(self._list_erased):
            return False
        if not await self._persist(lambda db: _destroy_spent(db, self._seal)):
            return False
        changes = await self._writer.hop(lambda db: db.total_changes)
        if changes == self._changes_forgotten:
            return True
        if not (await self._persist(write_anew) and await self._persist(truncate)):
            return False
        self._changes_forgotten = changes
        return True

    async def _persist(self, step: Callable[[sqlite3.Connection], bool]) -> bool:
        for _ in range(_FORGET_TRIES):
            if await self._writer.hop(step):
                return True
            await asyncio.sleep(_FORGET_PAUSE)
        return False


@asynccontextmanager
async def open_database(path: Path, seal: Seal) -> AsyncIterator[Database]:
    """Open a database, making or migrating it first, and see that the keys open what is in it.

    :raises DatabaseFault: if that cannot be done
    """
    async with AsyncExitStack() as stack:
        try:
            writer = await stack.enter_async_context(Connection(lambda: _open_writer(path)))
            await writer.hop(lambda db: _prepare(db, seal, erasures.beside(path)))
        except (sqlite3.Error, OSError, Unsealable) as error:
            raise DatabaseFault(f"the database {path} cannot be used: {remedy(error)}") from error
        except NotSaved as error:
            raise DatabaseFault(f"the database {path} cannot be written just now ({error}); try again") from error
        yield Database(path, writer, seal)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _make(path: Path) -> None:
    """Make the file if there is none, so that nobody else may read it from its first byte on.

    One that is there is left alone: to close any handle of it would let go of SQLite's locks in this process.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _open_writer(path: Path) -> sqlite3.Connection:
    _make(path)
    return connect(path, "PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON")


def _prepare(db: sqlite3.Connection, seal: Seal, file: Path) -> None:
    if not share(db):
        raise Unusable("its file system cannot share memory; move it to a local disk and change FOLJSAM_DATABASE")
    migrate(db)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("BEGIN")
    problem = unreadable(Unit(db, seal))
    is_to_seal = bool(db.execute("SELECT 1 FROM unlinked_unsealed LIMIT 1").fetchone())
    db.execute("COMMIT")
    if problem:
        raise Unsealable(problem)
    taken_in = is_to_seal and transact(db, seal, batches.take_in_unsealed, "BEGIN IMMEDIATE")
    if _erase_again(db, seal, file) or taken_in:
        write_anew(db)
        truncate(db)


def _erase_again(db: sqlite3.Connection, seal: Seal, file: Path) -> bool:
    """Erase what an older database brings back, and see that the file has what this one knows; tell if anything went.

    The file is written inside transactions alone, so inside one it is read as it belongs to the database.
    """

    def differs(unit: Unit) -> bool:
        told = erasures.read(file, seal)
        return bool(erasures.unknown(unit, told) or erasures.missing(unit, told))

    def settle(unit: Unit) -> int:
        told = erasures.read(file, seal)
        erased = erasures.replay(unit, told)
        erasures.write(unit, file, erasures.missing(unit, told))
        return erased

    return transact(db, seal, differs, "BEGIN") and bool(transact(db, seal, settle, "BEGIN IMMEDIATE"))


def _destroy_spent(db: sqlite3.Connection, seal: Seal) -> bool:
    """Destroy the keys that seal nothing any more; tell whether it could be done just now.

    Nobody else writes meanwhile, for a key is made before what it seals is committed. An empty database destroys none:
    it may stand where another one was taken away for a while.
    """
    try:
        with without_patience(db):
            db.execute("BEGIN IMMEDIATE")
        unit = Unit(db, seal)
        if holds_anybody(unit):
            batches.spend_all(unit)
            batches.destruction(unit)()
    except (sqlite3.OperationalError, OSError):
        return False
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    return True
