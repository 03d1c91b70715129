"""Forgetting: what was deleted is on disk no longer, or the caller is told that it may be."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import connection, people
from storage.database import Database
from tests.storage.processes import HOLD, running, said, tell


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database._FORGET_TRIES", 2)
    monkeypatch.setattr("storage.database._FORGET_PAUSE", 0)


def size_of_log(path: Path) -> int:
    return path.with_name(path.name + "-wal").stat().st_size


async def add_and_let_go(database: Database) -> bytes:
    """Add a person and let it go again; give what was kept of it."""
    person = await database.write(lambda unit: people.add(unit, 4711, "sv"))
    kept = await database.read(lambda unit: unit.rows("SELECT chat FROM people")[0][0])
    await database.write(lambda unit: people.let_go(unit, person.id))
    return bytes(kept)


async def test_nothing_of_what_was_deleted_is_in_file_or_log(database: Database, path: Path) -> None:
    kept = await add_and_let_go(database)
    log = path.with_name(path.name + "-wal")
    assert kept in path.read_bytes() + log.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits

    assert await database.forget()

    assert size_of_log(path) == 0
    assert kept not in path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits


async def test_it_waits_for_a_reader_to_end(database: Database, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database._FORGET_TRIES", 10**6)
    monkeypatch.setattr("storage.database._FORGET_PAUSE", 0)
    busy = asyncio.Event()
    loop = asyncio.get_running_loop()

    def truncate(db: sqlite3.Connection) -> bool:
        done = connection.truncate(db)
        if not done:
            loop.call_soon_threadsafe(busy.set)
        return done

    monkeypatch.setattr("storage.database.truncate", truncate)
    with running(HOLD, path, "BEGIN") as reader:
        await add_and_let_go(database)
        forgetting = asyncio.create_task(database.forget())
        await busy.wait()
        tell(reader)
        assert await forgetting
    assert size_of_log(path) == 0


@pytest.mark.usefixtures("hasty")
async def test_it_says_so_when_a_reader_stays_and_the_next_call_does_the_rest(database: Database, path: Path) -> None:
    with running(HOLD, path, "BEGIN") as reader:
        kept = await add_and_let_go(database)
        assert not await database.forget()
        tell(reader)
        assert said(reader) == "let go"
    assert await database.forget()
    assert size_of_log(path) == 0
    assert kept not in path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits


@pytest.mark.usefixtures("hasty")
async def test_it_says_so_when_another_process_writes(database: Database, path: Path) -> None:
    with running(HOLD, path, "BEGIN IMMEDIATE"):
        assert not await database.forget()


async def test_calls_that_come_together_are_answered_by_two_rewritings_at_most(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten: list[bool] = []

    def write_anew(db: sqlite3.Connection) -> bool:
        rewritten.append(connection.write_anew(db))
        return rewritten[-1]

    monkeypatch.setattr("storage.database.write_anew", write_anew)

    assert all(await asyncio.gather(*(database.forget() for _ in range(50))))
    assert len(rewritten) <= 2
    assert await database.forget()
    assert rewritten == [True] * len(rewritten)


async def test_a_call_covers_what_was_deleted_before_it_and_no_less(database: Database, path: Path) -> None:
    first, kept = await asyncio.gather(database.forget(), add_and_let_go(database))

    assert first
    assert await database.forget()
    assert kept not in path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits


async def test_the_patience_of_units_is_as_before_afterwards(database: Database, path: Path) -> None:
    assert await database.forget()

    patience = await database.write(lambda unit: unit.rows("PRAGMA busy_timeout")[0][0])

    assert patience == connection.BUSY_SECONDS * 1000
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
