"""Units that wait together are committed together: each whole or not at all, and none told before all are kept."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import batches, people
from storage.batches import Form, Waiting
from storage.database import Database, NotSaved
from storage.seal import Seal, new_key
from storage.transaction import Done, transact_together
from storage.unit import Unit
from tests.storage.processes import running, said, tell

FORM = Form("p", "q", "1")
Work = Callable[[Unit, int], Any]
"""A unit that knows its number among those that it goes with."""


class Stop(Exception):
    """A fault in a unit."""


def keep(unit: Unit, number: int) -> int:
    unit.run("INSERT INTO updates (id, kept) VALUES (?, '')", number)
    return number


def kept(unit: Unit) -> list[int]:
    return [row["id"] for row in unit.rows("SELECT id FROM updates ORDER BY rowid")]


def fail(unit: Unit, number: int) -> int:
    keep(unit, number)
    raise Stop


def fill(unit: Unit, number: int) -> int:
    keep(unit, number)
    for _ in range(200):
        unit.run("INSERT INTO audit (at, action, subject) VALUES ('', '', ?)", "å" * 200)
    return number


def lose(unit: Unit, number: int) -> int:
    keep(unit, number)
    unit.db.execute("ROLLBACK")  # as SQLite may do by itself when the disk is full
    return number


def break_the_commit(unit: Unit, number: int) -> int:
    unit.run("PRAGMA defer_foreign_keys = ON")
    unit.run("INSERT INTO grants (person, role, programme) VALUES (4711, 'coach', '')")
    return number


async def together(database: Database, *works: Work) -> list[object]:
    """Write units, numbered from 0, that wait while the writer is busy; give what each gave or raised."""
    busy, go_on = threading.Event(), threading.Event()

    def first(_: Unit) -> None:
        busy.set()
        assert go_on.wait(10)

    working = asyncio.create_task(database.write(first))
    await asyncio.to_thread(busy.wait, 10)
    units = [lambda unit, work=work, number=number: work(unit, number) for number, work in enumerate(works)]
    waiting = asyncio.gather(*map(database.write, units), return_exceptions=True)
    await asyncio.sleep(0)
    go_on.set()
    await working
    return list(await waiting)


async def commits(database: Database, *works: Work) -> int:
    statements = list[str]()
    await database._writer.hop(lambda db: db.set_trace_callback(statements.append))
    await together(database, *works)
    await database._writer.hop(lambda db: db.set_trace_callback(None))
    return statements.count("COMMIT")


async def test_what_waits_at_once_is_committed_at_once_in_its_order(database: Database) -> None:
    assert await commits(database, *[keep] * 50) == 2, "the one that was busy, and one for all the others"
    assert await database.read(kept) == list(range(50))


async def test_one_by_one_each_would_have_a_commit_of_its_own(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.together._MOST", 1)
    assert await commits(database, *[keep] * 50) == 51


async def test_a_unit_alone_waits_for_no_other(database: Database) -> None:
    assert await database.write(lambda unit: keep(unit, 0)) == 0
    assert await database.read(kept) == [0]


async def test_one_that_fails_among_many_is_taken_back_alone(database: Database) -> None:
    told = await together(database, keep, fail, keep, fail, keep)
    assert [each if isinstance(each, int) else type(each) for each in told] == [0, Stop, 2, Stop, 4]
    assert await database.read(kept) == [0, 2, 4]


async def test_of_a_disk_that_fills_up_in_the_midst_what_is_told_is_kept_and_nothing_else(database: Database) -> None:
    pages = await database.read(lambda unit: unit.count("PRAGMA page_count"))
    await database._writer.hop(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 3}").fetchall())
    told = await together(database, keep, fill, keep)
    assert isinstance(told[1], NotSaved)
    assert await database.read(kept) == [each for each in told if isinstance(each, int)]
    await database._writer.hop(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
    assert await database.write(lambda unit: fill(unit, 9)) == 9


async def test_when_the_storage_takes_the_transaction_back_none_of_them_is_saved(database: Database) -> None:
    told = await together(database, keep, lose, keep)
    assert [type(each) for each in told] == [NotSaved] * 3
    assert await database.read(kept) == []
    assert await database.write(lambda unit: keep(unit, 7)) == 7


async def test_when_the_commit_fails_none_of_them_is_kept_and_none_is_told(database: Database) -> None:
    told = await together(database, keep, break_the_commit, keep)
    assert [type(each) for each in told] == [sqlite3.IntegrityError] * 3
    assert await database.read(kept) == []
    assert await database.write(lambda unit: keep(unit, 7)) == 7


async def test_what_waits_behind_units_that_could_not_be_saved_waits_no_longer(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.together._MOST", 1)
    await asyncio.to_thread(path.rename, path.with_name("away"))
    tries = len(await together_while_away(database))
    await asyncio.to_thread(path.with_name("away").rename, path)
    assert tries == 1
    assert await database.read(kept) == []


async def together_while_away(database: Database) -> list[int]:
    """Write three units of which none can be saved; give how many were taken to the writer each time."""
    taken, write = list[int](), database._together.write

    async def counted(units: Sequence[Callable[[Unit], object]]) -> object:
        taken.append(len(units))
        return await write(units)

    database._together.write = counted  # type: ignore[assignment]  # to count
    units = [lambda unit, number=number: keep(unit, number) for number in range(3)]
    outcomes = await asyncio.gather(*map(database.write, units), return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {NotSaved}
    return taken


def answer(unit: Unit, number: int) -> int:
    batches.add(unit, FORM, [Waiting(f"{number}", "ja", None, "closure", "")])
    return number


async def test_of_answers_that_wait_every_key_but_the_last_is_destroyed_after_the_one_commit(
    database: Database,
) -> None:
    def left(unit: Unit) -> tuple[int, int]:
        return len(unit.batch_keys.names()), len(batches.waiting(unit, FORM.programme)[FORM])

    def answer_and_fail(unit: Unit, number: int) -> int:
        answer(unit, number)
        raise Stop

    await database.write(lambda unit: people.add(unit, 1, "sv"))
    await together(database, answer, answer, answer_and_fail, answer)
    made_by_what_failed = 1
    assert await database.read(left) == (1 + made_by_what_failed, 3)
    assert await database.forget()
    assert await database.read(left) == (1, 3)


async def test_each_unit_has_the_keys_in_use_as_it_begins(database: Database, seal: Seal) -> None:
    other = Seal([new_key()])

    def change_keys(unit: Unit, _: int) -> bool:
        database.use(other)
        return unit.seal is seal

    def has_changed(unit: Unit, _: int) -> bool:
        return unit.seal is other

    assert await together(database, change_keys, has_changed) == [True, True]


DIE = """
import asyncio, os, signal, sys
from pathlib import Path
from storage.database import open_database
from storage.seal import Seal
from storage.transaction import transact_together
from storage.unit import Unit
from tests.storage.test_together import keep, tell_first

async def main(path, *switched_off):
    async with open_database(Path(path), Seal(["A" * 43 + "="])) as database:
        if switched_off:
            tell_first(database)
        print("ready", flush=True)
        sys.stdin.readline()
        run = Unit.run

        def die_before_commit(unit, sql, *values):
            if sql == "COMMIT" and values == () and unit.count("SELECT COUNT(*) FROM updates") > 5:
                os.kill(os.getpid(), signal.SIGKILL)
            return run(unit, sql, *values)

        Unit.run = die_before_commit

        async def keeps(number):
            os.write(1, b"%d\\n" % await database.write(lambda unit: keep(unit, number)))

        for first in (0, 5):
            await asyncio.gather(*map(keeps, range(first, first + 5)))
            await asyncio.sleep(0.1)

asyncio.run(main(*sys.argv[1:]))
"""


def tell_first(database: Database) -> None:
    """Tell what units come to before they are committed: group commit without its care."""

    async def told_first(units: Sequence[Callable[[Unit], object]]) -> object:
        def tried(db: sqlite3.Connection) -> object:
            db.execute("BEGIN")
            outcomes = [Done(unit(Unit(db, database.seal)), ()) for unit in units]
            db.execute("ROLLBACK")
            return outcomes

        later.append(asyncio.create_task(commit_later(units)))
        return await database._writer.hop(tried)

    async def commit_later(units: Sequence[Callable[[Unit], object]]) -> None:
        await asyncio.sleep(0.05)
        await database._writer.hop(lambda db: transact_together(db, lambda: database.seal, units))

    later = list["asyncio.Task[None]"]()
    database._together.write = told_first  # type: ignore[assignment]  # that is the point


def told_and_kept(path: Path, *switched_off: str) -> tuple[set[int], set[int]]:
    """Let a process die when a second group is whole and not committed; give what it told and what is kept."""
    with running(DIE, path, *switched_off) as process:
        tell(process)
        told = {int(line) for line in iter(lambda: said(process), "")}
        process.wait(20)
    with closing(sqlite3.connect(path)) as db:
        return told, {row[0] for row in db.execute("SELECT id FROM updates")}


def test_a_death_before_the_one_commit_loses_nothing_that_was_told(path: Path) -> None:
    assert told_and_kept(path) == (set(range(5)), set(range(5)))


def test_what_is_told_before_the_commit_is_lost_with_a_death(path: Path) -> None:
    told, kept_then = told_and_kept(path, "telling after the commit")
    assert told - kept_then == set(range(5, 10))
