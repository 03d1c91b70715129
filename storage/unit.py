"""A unit of work: what every function of the memory is given, inside one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from storage.batch_keys import BatchKeys
from storage.seal import Seal

Value: TypeAlias = str | int | bytes | None

FOREVER = "9999-12-31"
"""A day after all others, as it is stored."""


class RolledBack(Exception):
    """The storage has taken the whole transaction back by itself, as it may when the disk is full."""


@dataclass(frozen=True)
class Unit:
    """One transaction on the database, and the seal. It ends when the function that got it returns or raises."""

    db: sqlite3.Connection
    seal: Seal
    spent_keys: list[bytes] = field(default_factory=list)
    """Names of batch keys to destroy once the unit is committed, if nothing is sealed with them then."""

    @property
    def batch_keys(self) -> BatchKeys:
        """The keys of what waits; they lie beside the database file."""
        return BatchKeys.beside(Path(self.rows("PRAGMA database_list")[0]["file"]))

    def run(self, sql: str, *values: Value) -> sqlite3.Cursor:
        """Execute one statement."""
        return self._transaction.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[tuple[Value, ...]]) -> None:
        """Execute one statement for each row of values."""
        self._transaction.executemany(sql, rows)

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Give all rows of a query."""
        return self.run(sql, *values).fetchall()

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """Give the first row of a query, if there is one."""
        found: sqlite3.Row | None = self.run(sql, *values).fetchone()
        return found

    def count(self, sql: str, *values: Value) -> int:
        """Give the number that a query comes to; 0 when it comes to nothing."""
        found = self.row(sql, *values)
        return int(found[0] or 0) if found else 0

    def insert(self, sql: str, *values: Value) -> int:
        """Insert a row and give its id."""
        return self.run(sql, *values).lastrowid or 0

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo what is done inside if it raises, and leave the rest of the transaction as it was."""
        self.run("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK TO attempt")
            self.run("RELEASE attempt")
            raise
        self.run("RELEASE attempt")

    @property
    def _transaction(self) -> sqlite3.Connection:
        """The connection, while the transaction stands: without one, every statement would be kept on its own."""
        if not self.db.in_transaction:
            raise RolledBack("the storage took the transaction back; see that the disk has room")
        return self.db


def stamp(moment: datetime) -> str:
    """Write an aware moment in UTC to the second, so that order as text is order in time."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def moment(text: str) -> datetime:
    """Read what ``stamp`` wrote."""
    return datetime.fromisoformat(text)
