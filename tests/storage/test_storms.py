"""What the memory stands: a full disk, a file that is gone, read-only storage, kill -9."""

import asyncio
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database, NotSaved
from storage.unit import Unit
from tests.storage.processes import WRITE, running, said, tell


def write_much(unit: Unit) -> None:
    unit.run("INSERT INTO updates (id, kept) VALUES (1, '')")
    for number in range(200):
        unit.run("INSERT INTO audit (at, action, subject) VALUES ('', ?, ?)", f"{number}", "å" * 200)


def rows(unit: Unit) -> tuple[int, int]:
    return unit.count("SELECT COUNT(*) FROM updates"), unit.count("SELECT COUNT(*) FROM audit")


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


async def test_a_full_disk_leaves_nothing_half_written_and_heals(database: Database, path: Path) -> None:
    pages = await database.read(lambda unit: unit.count("PRAGMA page_count"))
    await database._writer.hop(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 3}").fetchall())
    with pytest.raises(NotSaved, match="full"):
        await database.write(write_much)
    assert await database.read(rows) == (0, 0)
    await database._writer.hop(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())

    await database.write(write_much)

    assert await database.read(rows) == (1, 200)
    assert is_sound(path)


LIMITED = """
import asyncio, resource, sys
from pathlib import Path
from storage.database import NotSaved, open_database
from storage.seal import Seal
from tests.storage.test_storms import rows, write_much

async def main(path):
    async with open_database(path, Seal(["A" * 43 + "="])) as database:
        whole = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16384, whole[1]))
        try:
            await database.write(write_much)
        except NotSaved:
            print("not saved", await database.read(rows), flush=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, whole)
        await database.write(write_much)
        print("saved", await database.read(rows), flush=True)

asyncio.run(main(Path(sys.argv[1])))
"""


def test_a_disk_that_refuses_bytes_leaves_nothing_half_written_and_heals(path: Path) -> None:
    with running(LIMITED.replace("async def", "print('ready', flush=True)\nasync def", 1), path) as process:
        assert said(process) == "not saved (0, 0)"
        assert said(process) == "saved (1, 200)"
        assert process.wait() == 0
    assert is_sound(path)


async def test_read_only_storage_is_not_saved_and_heals(database: Database) -> None:
    await database._writer.hop(lambda db: db.execute("PRAGMA query_only = ON"))
    with pytest.raises(NotSaved, match="readonly"):
        await database.write(write_much)
    await database._writer.hop(lambda db: db.execute("PRAGMA query_only = OFF"))

    await database.write(write_much)

    assert await database.read(rows) == (1, 200)


def move(one: Path, other: Path) -> Path:
    return one.rename(other)


async def test_a_file_moved_away_is_not_written_to_and_heals_when_it_is_back(database: Database, path: Path) -> None:
    away = move(path, path.with_name("away"))
    with pytest.raises(NotSaved, match="gone or replaced; put it back"):
        await database.write(write_much)
    with pytest.raises(NotSaved, match="gone or replaced"):
        await database.read(rows)
    move(away, path)

    await database.write(write_much)

    assert await database.read(rows) == (1, 200)


async def test_a_folder_moved_away_is_not_written_to_and_heals_when_it_is_back(database: Database, path: Path) -> None:
    away = move(path.parent, path.parent.with_name("away"))
    with pytest.raises(NotSaved, match="gone or replaced"):
        await database.write(write_much)
    move(away, path.parent)

    await database.write(write_much)

    assert await database.read(rows) == (1, 200)


async def test_a_file_put_in_its_place_is_neither_read_nor_written(database: Database, path: Path) -> None:
    move(path, path.with_name("away"))
    await asyncio.to_thread(path.touch)
    with pytest.raises(NotSaved, match="replaced"):
        await database.write(write_much)
    with pytest.raises(NotSaved, match="replaced"):
        await database.read(rows)
    assert await asyncio.to_thread(path.read_bytes) == b""


def killed(path: Path, begin: int, chance: random.Random) -> int:
    """Let a process write until it is killed somewhere in a transaction; give the last number that it told."""
    with running(WRITE, path, begin, begin + 10**6) as process:
        tell(process)
        for _ in range(chance.randrange(1, 40)):
            said(process)
        process.kill()
        told = [line for line in iter(lambda: said(process), "") if line.isdecimal()]
    return int(told[-1]) if told else begin


def look_after_a_kill(path: Path, told: int) -> int:
    """See that nothing is lost or half-written; give the last number that was kept."""
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as db:
        kept = {row[0] for row in db.execute("SELECT id FROM updates")}
        whole = {int(row[0]) for row in db.execute("SELECT action FROM audit GROUP BY action HAVING COUNT(*) = 40")}
        begun = {int(row[0]) for row in db.execute("SELECT action FROM audit UNION SELECT reference FROM failures")}
    assert set(range(told + 1)) <= kept
    assert kept == whole == begun == set(range(len(kept)))
    return len(kept) - 1


def kill_often(path: Path, times: int) -> None:
    last, chance = -1, random.Random(times)  # noqa: S311  # to be repeated, not to be secret
    for _ in range(times):
        last = look_after_a_kill(path, killed(path, last + 1, chance))
    assert last > times


def test_what_was_told_as_kept_is_there_after_kill_9_and_nothing_is_half_written(path: Path) -> None:
    kill_often(path, 10)


@pytest.mark.proof
@pytest.mark.timeout(600)
def test_what_was_told_as_kept_is_there_after_kill_9_two_hundred_times(path: Path) -> None:
    kill_often(path, 200)


async def test_units_fail_one_by_one_while_the_file_is_gone_and_none_is_kept_for_later(
    database: Database, path: Path
) -> None:
    away = move(path, path.with_name("away"))
    outcomes = await asyncio.gather(*(database.write(write_much) for _ in range(5)), return_exceptions=True)
    move(away, path)

    assert {type(outcome) for outcome in outcomes} == {NotSaved}
    assert await database.read(rows) == (0, 0)
