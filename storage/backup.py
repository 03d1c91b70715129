"""Backups: a consistent copy made beside a running bot, without the answers that are anonymous or going to be.

An answer that waits for its release is hidden by nothing but the others that wait. Two copies of the waiting rows, made
before and after somebody answered, would differ by that person's answers for as long as the older one is kept. So no
copy holds them: release first, and a restored database lacks at most the few that were too few.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

_LEFT_OUT = ("unlinked_drafts", "unlinked_waiting", "paper_uploads", "papers_counted")


class BackupFault(Exception):
    """The backup could not be made; the message says what to do."""


def backup(source: Path, target: Path) -> None:
    """Copy the database to a new file, leave out what may not be kept twice, and see that the copy is sound.

    :raises BackupFault: if the source is missing, the target exists, or the copy cannot be made
    """
    if not source.is_file():
        raise BackupFault(f"there is no database {source}; check FOLJSAM_DATABASE")
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise BackupFault(f"{target} exists already; choose another name") from error
    except OSError as error:
        raise BackupFault(f"{target} cannot be written ({error.strerror}); choose another place") from error
    try:
        _copy(source, target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise BackupFault(f"the copy could not be made ({error}); see that there is room and try again") from error
        raise


def _copy(source: Path, target: Path) -> None:
    """Copy by way of memory, so that what is left out never touches the other disk."""
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        with closing(sqlite3.connect(uri, uri=True)) as db:
            db.backup(copy)
        for table in _LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")
        copy.execute("VACUUM")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("it is damaged; run foljsam doctor")
        with closing(sqlite3.connect(target, isolation_level=None)) as file:
            copy.backup(file)
            file.execute("PRAGMA journal_mode = DELETE")
