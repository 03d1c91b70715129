"""P14: a database of every version becomes the newest, each row of it kept; killed half-way, it is whole afterwards."""

import json
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest

from storage import health, linked
from storage.connection import connect
from storage.database import DatabaseFault, open_database
from storage.migrate import migrate, migrations
from storage.restore import check
from storage.seal import Seal
from storage.sealed_file import chunks
from storage.unit import Unit
from tests.command_line.program import ran_here
from tests.promises import migrating
from tests.promises.telling import Tell
from tests.storage import released
from tests.storage.processes import running, said, tell
from tests.storage.test_migrate import MIGRATE

LATEST = len(migrations())
VERSIONS = range(1, LATEST + 1)
ANSWERS = ("linked_answers", "unlinked_drafts", "unlinked_waiting", "unlinked_comments", "tallies")
SEAL = Seal([released.KEY])

ELSEWHERE = {
    "goal_members": "0004 keeps where people stood in standings (tests/storage/test_scale_migration.py)",
    "unlinked_unsealed": "sealed in batches when the program opens the database (tests/storage/test_batches.py)",
    "unlinked_waiting": "0010 lays them by until the program seals them in batches (tests/storage/test_batches.py)",
}
"""Tables that a migration took away, and where their rows are since."""

MARKED = {("erasures", "is_kept")}
"""Columns in which the program marks, when it opens the database, what it has written to a file."""

Row = tuple[str | int | bytes | None, ...]
Rows = dict[str, tuple[list[str], list[Row]]]


def rows(db: sqlite3.Connection) -> Rows:
    """Give everything that a database holds, by table."""
    named = {table: released.columns(db, table) for table in released.tables(db)}
    return {
        table: (columns, [tuple(row) for row in db.execute(f"SELECT {', '.join(columns)} FROM {table}")])
        for table, columns in named.items()
    }


def lost(before: Rows, db: sqlite3.Connection) -> list[str]:
    """Give what a database held before and does not hold now, over the columns that are still there."""
    missing = []
    for table, (columns, held) in before.items():
        if table in ELSEWHERE:
            continue
        same = [each for each in columns if each in released.columns(db, table) and (table, each) not in MARKED]
        places = [columns.index(column) for column in same]
        then = Counter(tuple(row[place] for place in places) for row in held)
        now = Counter(tuple(row) for row in db.execute(f"SELECT {', '.join(same)} FROM {table}")) if same else then
        missing += [f"{table}: {row}" for row in (then - now)]
    return missing


def linked_answers(db: sqlite3.Connection) -> dict[int, dict[str, object]]:
    """Give the linked answers as today's program reads them."""
    found = db.execute("SELECT id FROM runs WHERE linked").fetchall()
    db.execute("BEGIN")
    read: dict[int, dict[str, object]] = {run: {**linked.answers(Unit(db, SEAL), run)} for (run,) in found}
    db.execute("COMMIT")
    return read


def given(db: sqlite3.Connection) -> dict[int, dict[str, object]]:
    """Give the linked answers as they lie in a database of any version."""
    read: dict[int, dict[str, object]] = {run: {} for (run,) in db.execute("SELECT id FROM runs WHERE linked")}
    for run, question, answer, words in db.execute("SELECT run, question, answer, words FROM linked_answers"):
        read[run][question] = SEAL.open(words) if words else json.loads(answer)
    return read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "foljsam.db"


def test_each_version_has_its_database() -> None:
    assert sorted(file.name for file in released.FOLDER.iterdir()) == [f"{version:04}.sql" for version in VERSIONS], (
        "run: python -m tests.storage.released"
    )


def test_every_version_becomes_the_newest_and_keeps_every_row(path: Path, record_property: Tell) -> None:
    kept: Counter[str] = Counter()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        migrate(new)
        newest = released.schema(new)
    for version in VERSIONS:
        released.make(version, path)
        with closing(connect(path)) as db:
            before, answers = rows(db), given(db)
            assert released.version_of(db) == version
            assert migrate(db) == LATEST
            assert lost(before, db) == [], version
            assert linked_answers(db) == answers, version
            assert released.schema(db) == newest, version
            db.execute("BEGIN")
            assert health.problems(Unit(db, SEAL)) == (), version
        kept.update({table: len(held) for table, (_, held) in before.items()})
    answered = sum(kept[table] for table in ANSWERS)
    record_property("P14", f"{len(VERSIONS)} versions, {kept.total()} rows ({answered} with answers): lost 0")


def test_a_released_migration_is_never_changed() -> None:
    """Or databases of the same version would differ."""
    for version in VERSIONS:
        first, *_ = released.file_of(version).read_text("utf-8").splitlines()
        assert first == released.checksum(version), "add a migration in its place, or make its file anew if it is new"


def test_a_loss_would_be_found(path: Path) -> None:
    released.make(1, path)
    with closing(connect(path)) as db:
        before = rows(db)
        migrate(db)
        assert lost(before, db) == []
        db.execute("UPDATE linked_answers SET answer = '0' WHERE (run, question) = (1, 'skala-0')")
        db.execute("DELETE FROM unlinked_comments WHERE id = (SELECT MIN(id) FROM unlinked_comments)")
        assert [each.partition(":")[0] for each in lost(before, db)] == ["linked_answers", "unlinked_comments"]


def test_a_backup_of_every_version_can_be_restored(path: Path) -> None:
    file = path.with_name("copy.backup")
    for version in VERSIONS:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
            released.build(old, version)
            file.write_bytes(b"".join(chunks(old.serialize(), SEAL)))
        assert check(file, SEAL).answers > 10, version


@pytest.mark.small
async def test_killed_half_way_it_is_whole_afterwards(path: Path, record_property: Tell) -> None:
    await prove(path, [1, LATEST - 1], 11, record_property)


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_killed_before_every_statement_it_is_whole_afterwards(path: Path, record_property: Tell) -> None:
    await prove(path, list(VERSIONS[:-1]), 1, record_property)


async def prove(path: Path, versions: list[int], stride: int, told: Tell) -> None:
    ended: Counter[str] = Counter()
    with dying() as process:
        for version in versions:
            for number in deaths(process, path, version, stride):
                harm = await harm_of(path, version)
                assert harm is None, (version, number, harm)
                ended["kills"] += 1
    told("P14", f"{ended['kills']} kills between the statements of {len(versions)} versions' migrations: all finished")
    assert ended["kills"] > LATEST


@contextmanager
def dying(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run the program that migrates and dies."""
    with running(Path(migrating.__file__).read_text("utf-8"), *arguments) as process:
        yield process


def deaths(process: subprocess.Popen[str], path: Path, version: int, stride: int) -> Iterator[int]:
    """Kill a migration of a version's database at one statement after the other, until one comes to its end."""
    assert process.stdin
    whole = path.with_name("whole.db")
    released.make(version, whole)
    for number in range(1, 10_000, stride):
        for each in path.parent.glob(f"{path.name}*"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.copy(whole, path)
        process.stdin.write(f"{path} {number}\n")
        process.stdin.flush()
        if said(process) != "-9":
            return
        yield number


@cache
def form_of(version: int) -> tuple[dict[str, str], Rows]:
    """Give what a version's database looks like, and what it holds."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
        released.build(old, version)
        return released.schema(old), rows(old)


async def harm_of(path: Path, version: int) -> str | None:
    """Tell what is wrong with a database whose migration was killed, before and after the next start."""
    with closing(connect(path)) as db:
        reached = released.version_of(db)
        if released.schema(db) != form_of(reached)[0]:
            return f"half of a migration stands beyond version {reached}"
    try:
        async with open_database(path, SEAL) as database:
            problems = await database.read(health.problems)
    except DatabaseFault as fault:
        return str(fault)
    with closing(connect(path)) as db:
        missing = lost(form_of(version)[1], db)
        is_newest = released.version_of(db) == LATEST
    return "; ".join([*problems, *missing, *([] if is_newest else ["it is not the newest"])]) or None


async def test_without_a_transaction_a_death_leaves_half_a_migration(path: Path) -> None:
    with dying("off") as process:
        harms = [await harm_of(path, 3) for _ in deaths(process, path, 3, 16)]
    assert sum(harm is not None for harm in harms) > len(harms) // 2


def test_two_that_migrate_at_once_both_find_it_done_and_nothing_lost(path: Path) -> None:
    released.make(1, path)
    with running(MIGRATE, path) as one, running(MIGRATE, path) as other:
        tell(one)
        tell(other)
        assert [said(one), said(other)] == [str(LATEST)] * 2
    with closing(connect(path)) as db:
        assert lost(form_of(1)[1], db) == []


def test_a_newer_database_is_refused_with_one_line_and_left_alone(tmp_path: Path, path: Path) -> None:
    released.make(LATEST, path)
    with closing(connect(path)) as db:
        db.execute(f"PRAGMA user_version = {LATEST + 1}")
        db.execute("PRAGMA journal_mode = DELETE").fetchone()
        before = rows(db)
    for command in ("run", "migrate", "status"):
        ran = ran_here(command, cwd=tmp_path)
        assert ran.code == 1
        assert "a later Följsam made it; upgrade this one, or restore a backup made with this one" in ran.complaint
    with closing(connect(path)) as db:
        assert rows(db) == before
