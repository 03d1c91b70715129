"""New databases in their newest form, migrated once in a process and then copied: that costs more than most tests.

What migrating itself does is tested in tests/storage, and by every command that is run where no database is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from storage.migrate import migrate


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """Give a new database that is in no file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        db.deserialize(_newest())
        yield db


def prepare(path: Path) -> Path:
    """Put a new database into a file of its own, as the program makes it."""
    path.touch(0o600, exist_ok=False)
    path.write_bytes(_newest())
    return path


@cache
def _newest() -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        return db.serialize()
