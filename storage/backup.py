"""Backups: a consistent copy made beside a running bot, without drafts that are going to be anonymous."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


class BackupFault(Exception):
    """The backup could not be made; the message says what to do."""


def backup(source: Path, target: Path) -> None:
    """Copy the database to a new file, leave unfinished unlinked drafts out, and see that the copy opens.

    :raises BackupFault: if the source is missing, the target exists, or the copy cannot be made
    """
    if not source.exists():
        raise BackupFault(f"there is no database {source}; check FOLJSAM_DATABASE")
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, target)
    except FileExistsError as error:
        raise BackupFault(f"{target} exists already; choose another name") from error
    except OSError as error:
        raise BackupFault(f"{target} cannot be written ({error.strerror}); choose another place") from error
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise BackupFault(f"the copy could not be made ({error}); see that there is room and try again") from error


def _copy(source: Path, target: Path) -> None:
    uri = f"{source.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True)) as db, closing(sqlite3.connect(target, isolation_level=None)) as copy:
        db.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM unlinked_drafts")
        copy.execute("VACUUM")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the copy is not sound")
