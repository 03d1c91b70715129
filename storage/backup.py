"""Backups: a consistent copy made beside a running bot, sealed, without the answers that are anonymous or going to be.

An answer that waits for its release is hidden by nothing but the others that wait, and two copies, made before and
after somebody answered, would differ by that person's answers. So what waits is in a copy only as it is sealed, and its
key, which is in none, is destroyed at the next change (storage.batches). Release first: a restored database then lacks
at most the few that were too few, and not even those where the key is still there.

A copy is made, and tried, by way of memory, so that nothing of it lies on a disk in plain. That takes about three times
the size of the database, and up to ``MOST`` bytes can be copied so.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from storage.migrate import OURS
from storage.seal import Seal
from storage.sealed_file import Unreadable, chunks, read_sealed

_LEFT_OUT = ("unlinked_drafts", "held_texts", "unlinked_unsealed", "paper_uploads", "papers_counted")

MOST = 1 << 30
"""The largest database that is copied by way of memory, in bytes: SQLite's own limit for one that is there."""
_STEPS = 10_000
"""After how many of SQLite's steps it is looked whether the copy is still wanted."""


class BackupFault(Exception):
    """The backup could not be made or used; the message says what to do."""


def backup(source: Path, target: Path, seal: Seal, is_unwanted: Callable[[], bool] = lambda: False) -> None:
    """Copy the database to a new sealed file, and see that the copy can be opened and is sound, before it has its name.

    :param is_unwanted: asked now and then; a copy that is no longer wanted is broken off
    :raises BackupFault: if the source is missing, the target exists, or the copy cannot be made
    """
    if not source.is_file():
        raise BackupFault(f"there is no database {source}; check FOLJSAM_DATABASE")
    if source.stat().st_size > MOST:
        raise BackupFault(f"{source} is larger than 1 GiB; copy it with sqlite3's .backup to an encrypted disk")
    if target.exists():
        raise BackupFault(f"{target} exists already; choose another name")
    part = target.with_name(f"{target.name}.part")
    with _making(part), _telling(f"the copy {target} could not be made", "see that there is room, and try again"):
        _write(part, _copy(source, is_unwanted), seal, is_unwanted)
        open_backup(part, seal).close()
        part.rename(target)
        keep_on_disk(target.parent)


@contextmanager
def _making(part: Path) -> Iterator[None]:
    """Make a file that is there only if all goes well, for nobody else to read from its first byte on."""
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise BackupFault(f"{part} is being written, or was left by one that died; remove it, or wait") from error
    except OSError as error:
        raise BackupFault(
            f"{part.with_suffix('')} cannot be written ({error.strerror}); choose another place"
        ) from error
    try:
        yield
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _telling(what: str, to_do: str) -> Iterator[None]:
    """Turn what goes wrong with disk, memory or SQLite into one line."""
    try:
        yield
    except MemoryError as error:
        raise BackupFault(f"{what}: it takes about three times the database's size in memory; free some") from error
    except OSError as error:
        raise BackupFault(f"{what} ({error.strerror}); {to_do}") from error
    except sqlite3.Error as error:
        raise BackupFault(f"{what} ({error}); {to_do}") from error


def _copy(source: Path, is_unwanted: Callable[[], bool]) -> bytes:
    """Give the bytes of a database like the source without what is left out, not even in its free space."""
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.backup(copy)
        copy.set_progress_handler(is_unwanted, _STEPS)
        copy.execute("PRAGMA temp_store = MEMORY")
        for table in _LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")
        copy.execute("VACUUM")
        return copy.serialize()


def _write(part: Path, content: bytes, seal: Seal, is_unwanted: Callable[[], bool]) -> None:
    with part.open("r+b") as file:
        for chunk in chunks(content, seal):
            if is_unwanted():
                raise BackupFault("broken off")
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def open_backup(file: Path, seal: Seal) -> sqlite3.Connection:
    """Give what a backup holds as a database in memory, which is whole and sound.

    :raises BackupFault: if it is not, or cannot be opened
    """
    try:
        with file.open("rb") as sealed:
            content = read_sealed(sealed, seal)
    except OSError as error:
        raise BackupFault(f"{file} cannot be read ({error.strerror}); name another file") from error
    except Unreadable as error:
        raise BackupFault(f"{file} cannot be used: {error}") from error
    with _telling(f"{file} cannot be opened", "use another copy"):
        return _sound(file, content)


def _sound(file: Path, content: bytearray) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.deserialize(content)
        _see_that_it_is_sound(file, db)
    except BaseException:
        db.close()
        raise
    db.row_factory = sqlite3.Row
    return db


def _see_that_it_is_sound(file: Path, db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        raise BackupFault(f"{file} holds a damaged database; use another copy, and run foljsam doctor")
    if db.execute("PRAGMA application_id").fetchone()[0] != OURS:
        raise BackupFault(f"{file} holds no database of Följsam; name another file")


def keep_on_disk(folder: Path) -> None:
    """See that the names in a folder outlast a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
