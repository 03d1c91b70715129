"""Transactions: whole or not at all, told only once they are kept, and never in two minds after a cancellation."""

import asyncio
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from storage import people
from storage.database import Database, NotSaved, open_database
from storage.seal import Seal
from storage.unit import RolledBack, Unit, moment, stamp
from tests.storage.processes import HOLD, WRITE, running, said, tell
from tests.storage.threads import begun_since


def one_more(unit: Unit) -> int:
    unit.run("INSERT INTO audit (at, action, subject) VALUES ('', '', '')")
    return unit.count("SELECT COUNT(*) FROM audit")


def number(unit: Unit) -> int:
    return unit.count("SELECT COUNT(*) FROM audit")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.05)


class Stop(Exception):
    """A fault in a unit."""


async def test_a_result_is_kept_and_can_be_read_beside_the_writer(database: Database) -> None:
    assert await database.write(one_more) == 1
    assert await database.read(number) == 1


async def test_a_unit_that_raises_changes_nothing(database: Database) -> None:
    def unit(unit: Unit) -> None:
        one_more(unit)
        raise Stop

    with pytest.raises(Stop):
        await database.write(unit)
    assert await database.read(number) == 0
    assert await database.write(one_more) == 1


async def test_a_mistaken_statement_is_told_as_it_is_and_changes_nothing(database: Database) -> None:
    def unit(unit: Unit) -> None:
        one_more(unit)
        unit.run("INSERT INTO no_such_table VALUES (1)")

    with pytest.raises(sqlite3.OperationalError, match="no_such_table"):
        await database.write(unit)
    assert await database.read(number) == 0


def fail_in_an_attempt(unit: Unit) -> None:
    with unit.attempt():
        one_more(unit)
        with unit.attempt():
            one_more(unit)
        raise Stop


async def test_an_attempt_that_fails_leaves_the_rest_of_the_unit_as_it_was(database: Database) -> None:
    def unit(unit: Unit) -> int:
        one_more(unit)
        with pytest.raises(Stop):
            fail_in_an_attempt(unit)
        with unit.attempt():
            one_more(unit)
        return number(unit)

    assert await database.write(unit) == 2
    assert await database.read(number) == 2


def lose_the_transaction_in_an_attempt(unit: Unit) -> None:
    with unit.attempt():
        unit.db.execute("ROLLBACK")  # as SQLite may do by itself when the disk is full
        raise Stop


async def test_nothing_is_kept_on_its_own_after_the_storage_took_the_transaction_back(database: Database) -> None:
    def unit(unit: Unit) -> None:
        with pytest.raises(RolledBack):
            lose_the_transaction_in_an_attempt(unit)
        one_more(unit)

    with pytest.raises(NotSaved, match="room"):
        await database.write(unit)
    with pytest.raises(NotSaved, match="room"):
        await database.write(lambda unit: unit.db.execute("ROLLBACK"))
    assert await database.read(number) == 0


async def test_units_written_at_once_come_one_after_the_other(database: Database) -> None:
    assert await asyncio.gather(*(database.write(one_more) for _ in range(50))) == list(range(1, 51))


async def test_what_only_reads_cannot_write(database: Database) -> None:
    with pytest.raises(NotSaved, match="readonly"):
        await database.read(one_more)


async def test_a_reading_sees_one_moment(database: Database) -> None:
    counted, go_on = threading.Event(), threading.Event()

    def unit(unit: Unit) -> tuple[int, int]:
        before = number(unit)
        counted.set()
        assert go_on.wait(10)
        return before, number(unit)

    reading = asyncio.create_task(database.read(unit))
    await asyncio.to_thread(counted.wait, 10)
    await database.write(one_more)
    go_on.set()

    assert await reading == (0, 0)


async def test_durability_and_tidiness_are_in_force(database: Database, path: Path) -> None:
    def unit(unit: Unit) -> dict[str, object]:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
        return {name: unit.rows(f"PRAGMA {name}")[0][0] for name in names}

    full, memory = 2, 2
    assert await database.write(unit) == {
        "journal_mode": "wal",
        "synchronous": full,
        "secure_delete": 1,
        "foreign_keys": 1,
        "temp_store": memory,
    }
    files = await asyncio.to_thread(lambda: sorted(path.parent.iterdir()))
    assert [file.name for file in files] == ["foljsam.db", "foljsam.db-shm", "foljsam.db-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_two_processes_write_side_by_side(path: Path) -> None:
    async with open_database(path, Seal(["A" * 43 + "="])) as database:
        with running(WRITE, path, 0, 150) as one, running(WRITE, path, 150, 300) as other:
            tell(one)
            tell(other)
            await database.write(one_more)
            told = [said(one) for _ in range(150)] + [said(other) for _ in range(150)]
            assert (one.wait(), other.wait()) == (0, 0)
        assert sorted(map(int, told)) == list(range(300))
        assert await database.read(lambda unit: unit.count("SELECT COUNT(*) FROM updates")) == 300
        assert await database.read(number) == 300 * 40 + 1


async def test_a_unit_waits_for_another_process_to_finish(database: Database, path: Path) -> None:
    with running(HOLD, path, "BEGIN IMMEDIATE") as holder:
        writing = asyncio.create_task(database.write(one_more))
        assert await database.read(number) == 0
        tell(holder)
        assert await writing == 1


@pytest.mark.usefixtures("impatient")
async def test_a_unit_that_waits_too_long_is_not_saved_and_succeeds_later(path: Path, seal: Seal) -> None:
    async with open_database(path, seal) as database:
        with running(HOLD, path, "BEGIN IMMEDIATE") as holder:
            with pytest.raises(NotSaved, match="locked"):
                await database.write(one_more)
            tell(holder)
            assert said(holder) == "let go"
        assert await database.write(one_more) == 1


async def test_a_task_cancelled_while_its_unit_runs_leaves_the_whole_effect(database: Database) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def unit(unit: Unit) -> None:
        one_more(unit)
        inside.set()
        assert go_on.wait(10)
        one_more(unit)

    task = asyncio.create_task(database.write(unit))
    await asyncio.to_thread(inside.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    go_on.set()

    assert await database.write(one_more) == 3


async def test_a_task_cancelled_at_any_step_leaves_all_or_nothing(database: Database) -> None:
    def unit(unit: Unit) -> None:
        one_more(unit)
        one_more(unit)

    for steps in range(6):
        before = await database.read(number)
        task = asyncio.create_task(database.write(unit))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await database.write(number) - before in {0, 2}


async def test_a_failing_unit_whose_task_was_cancelled_is_no_unhandled_error(database: Database) -> None:
    complaints: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    inside, go_on = threading.Event(), threading.Event()

    def unit(_: Unit) -> None:
        inside.set()
        assert go_on.wait(10)
        raise Stop

    task = asyncio.create_task(database.write(unit))
    await asyncio.to_thread(inside.wait, 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    go_on.set()

    assert await database.write(one_more) == 1
    assert complaints == []


async def test_no_thread_stays_behind(path: Path, seal: Seal) -> None:
    before = set(threading.enumerate())
    async with open_database(path, seal) as database:
        await database.read(number)
        reading = asyncio.create_task(database.read(number))
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)

    for thread in set(threading.enumerate()) - before:
        await asyncio.to_thread(thread.join, 10)
        assert not thread.is_alive()


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_a_reading_that_is_cancelled_again_and_again_outlives_no_thread_of_its_own(
    database: Database, times: int
) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def long(_: Unit) -> None:
        inside.set()
        assert go_on.wait(10)

    before = set(threading.enumerate())
    reading = asyncio.create_task(database.read(long))
    await asyncio.to_thread(inside.wait, 10)
    read_by = begun_since(before)
    for _ in range(times):
        reading.cancel()
        for _ in range(5):  # of the loop's turns, in which it would end
            await asyncio.sleep(0)
    assert not reading.done()
    go_on.set()
    await asyncio.gather(reading, return_exceptions=True)

    assert reading.cancelled()
    assert len(read_by) == 1
    for thread in read_by:
        await asyncio.to_thread(thread.join, 10)
        assert not thread.is_alive()


async def test_what_a_unit_writes_is_not_logged_even_if_it_raises(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)

    def unit(unit: Unit) -> None:
        people.add(unit, 4711, "sv")
        raise Stop("hemligt 4711")

    with pytest.raises(Stop):
        await database.write(unit)

    assert "4711" not in caplog.text


def test_moments_are_text_in_utc_whose_order_is_order_in_time() -> None:
    assert stamp(moment("2026-03-29T01:30:00.5+01:00")) == "2026-03-29T00:30:00Z"
    assert stamp(moment("2026-03-29T03:30:00+02:00")) > stamp(moment("2026-03-29T01:30:00+01:00"))
