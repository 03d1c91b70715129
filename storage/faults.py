"""What SQLite's and the system's errors mean here: whether they may pass, and what an operator is to do."""

import errno
import sqlite3

from storage.seal import Unsealable


class Unusable(sqlite3.DatabaseError):
    """A database that this program must not touch; the message says what to do."""


_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}

_RIGHTS = "give this user the right to write the file and its folder"
_HELD = "another program holds it; end that program, or try again"

_BY_CODE = {
    sqlite3.SQLITE_BUSY: _HELD,
    sqlite3.SQLITE_LOCKED: _HELD,
    sqlite3.SQLITE_PROTOCOL: _HELD,
    sqlite3.SQLITE_FULL: "the disk is full; make room on it",
    sqlite3.SQLITE_IOERR: "the disk fails; see to the disk, or move the file and change FOLJSAM_DATABASE",
    sqlite3.SQLITE_READONLY: f"it cannot be written; {_RIGHTS}",
    sqlite3.SQLITE_CANTOPEN: f"it cannot be opened; {_RIGHTS}",
    sqlite3.SQLITE_NOTADB: "it is no database; correct FOLJSAM_DATABASE, or restore a backup",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore a backup",
}

_BY_ERRNO = {
    errno.ENOENT: "its folder does not exist; make the folder, or correct FOLJSAM_DATABASE",
    errno.ENOTDIR: "its folder is a file; correct FOLJSAM_DATABASE",
    errno.EISDIR: "it is a folder; name a file in FOLJSAM_DATABASE",
    errno.EROFS: "its disk is read-only; change that, or move the file and change FOLJSAM_DATABASE",
    errno.ENOSPC: "the disk is full; make room on it",
    errno.EACCES: f"it cannot be opened; {_RIGHTS}",
}


def may_pass(error: sqlite3.Error) -> bool:
    """Whether the fault lies with the storage and not with the statement."""
    return _code(error) in _PASSING


def remedy(error: Exception) -> str:
    """Tell what is wrong with a database that cannot be opened, and what to do."""
    if isinstance(error, Unusable | Unsealable):
        return str(error)
    if isinstance(error, OSError):
        return _BY_ERRNO.get(error.errno or 0, f"{error.strerror}; see to that, or change FOLJSAM_DATABASE")
    code = _code(error) if isinstance(error, sqlite3.Error) else 0
    return _BY_CODE.get(code, f"{error}; restore a backup, or report this as a fault of Följsam")


def _code(error: sqlite3.Error) -> int:
    """Give SQLite's primary code: the low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
