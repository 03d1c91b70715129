"""Backups: consistent while others write, without what is or will be anonymous, never in place of something."""

import os
import stat
from contextlib import closing
from pathlib import Path

import pytest

from storage import batches, health, people, unlinked
from storage.backup import MOST, BackupFault, backup, open_backup
from storage.database import Database, open_database
from storage.seal import Seal
from tests.storage.copies import opened
from tests.storage.people import FIRST_DAY, PROGRAMME, Crowd
from tests.storage.processes import WRITE, running, said, tell
from tests.waiting import waiting


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copy.backup"


async def test_a_backup_opens_as_a_database_and_holds_everybody(
    database: Database, path: Path, target: Path, seal: Seal
) -> None:
    person = await database.write(lambda unit: people.add(unit, 4711, "sv"))

    backup(path, target, seal)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600  # noqa: ASYNC240  # small, and nobody else waits
    async with open_database(opened(target, seal, target.with_name("plain.db")), seal) as restored:
        assert await restored.read(lambda unit: people.by_chat(unit, 4711)) == person
        assert await restored.read(health.problems) == ()


WRITTEN = ("updates", "failures", "audit")


def copies_under_load(path: Path, folder: Path, times: int, seal: Seal) -> list[int]:
    """Back up while another process writes; give how many of its transactions each copy holds."""
    held = []
    with running(WRITE, path, 0, 10**6) as writer:
        tell(writer)
        for number in range(times):
            said(writer)
            backup(path, folder / f"{number}.backup", seal)
            with closing(open_backup(folder / f"{number}.backup", seal)) as copy:
                counted = [copy.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in WRITTEN]
            whole = counted[0]
            assert counted == [whole, whole, whole * 40]
            held.append(whole)
    return held


def test_every_backup_made_while_another_process_writes_is_of_one_moment(
    path: Path, tmp_path: Path, seal: Seal
) -> None:
    held = copies_under_load(path, tmp_path, 10, seal)

    assert held == sorted(held)
    assert all(whole > number for number, whole in enumerate(held))


async def test_drafts_are_in_no_backup_not_even_as_bytes_and_what_waits_only_as_it_is_sealed(
    database: Database, path: Path, target: Path, seal: Seal
) -> None:
    crowd = Crowd(database)
    await crowd.arrive(3)
    for_sending, under_way, _ = sorted(crowd.runs)
    await crowd.send_in(for_sending, await crowd.answer(for_sending), FIRST_DAY)
    await crowd.answer(under_way)
    drafts = await database.read(lambda unit: unit.rows("SELECT answer FROM unlinked_drafts"))

    backup(path, target, seal)

    plain = opened(target, seal, target.with_name("plain.db"))
    raw = plain.read_bytes()
    assert len(drafts) > 3
    assert [row[0] for row in drafts if row[0] in raw] == []
    assert await database.read(lambda unit: len(unlinked.draft(unit, crowd.runs[under_way]))) == 6
    assert str(crowd.truth[for_sending]["egna-ord"]).encode() not in raw
    async with open_database(plain, seal) as elsewhere:
        assert await elsewhere.read(waiting) == []
        assert await elsewhere.read(lambda unit: [form.programme for form in batches.lost(unit)]) == [PROGRAMME]


async def test_the_database_is_left_as_it_was(database: Database, path: Path, target: Path, seal: Seal) -> None:
    await database.write(lambda unit: people.add(unit, 4711, "sv"))
    backup(path, target, seal)

    assert await database.write(lambda unit: unit.count("SELECT COUNT(*) FROM people")) == 1
    assert await database.forget()


async def test_a_target_that_exists_is_left_alone(database: Database, path: Path, target: Path, seal: Seal) -> None:
    assert await database.forget()
    target.write_text("viktigt")  # noqa: ASYNC240  # small, and nobody else waits

    with pytest.raises(BackupFault, match="exists already; choose another name"):
        backup(path, target, seal)
    assert target.read_text() == "viktigt"  # noqa: ASYNC240  # small, and nobody else waits


def test_a_source_that_is_missing_says_where_to_look(path: Path, target: Path, seal: Seal) -> None:
    with pytest.raises(BackupFault, match="check FOLJSAM_DATABASE"):
        backup(path, target, seal)
    assert not target.exists()


def test_a_target_that_cannot_be_written_says_so(path: Path, tmp_path: Path, seal: Seal) -> None:
    path.touch()
    with pytest.raises(BackupFault, match=r"No such file or directory.*choose another place"):
        backup(path, tmp_path / "no folder" / "copy.backup", seal)


@pytest.mark.parametrize("content", [b"", b"no database at all " * 500])
def test_a_source_that_is_no_database_leaves_no_backup(content: bytes, path: Path, target: Path, seal: Seal) -> None:
    path.write_bytes(content)
    with pytest.raises(BackupFault, match="could not be made"):
        backup(path, target, seal)
    assert not target.exists()


async def test_a_backup_shows_nothing_of_what_it_holds(
    database: Database, path: Path, target: Path, seal: Seal
) -> None:
    await database.write(lambda unit: people.add(unit, 4711, "sv"))
    backup(path, target, seal)

    sealed = target.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits
    assert [word for word in (b"SQLite", b"CREATE TABLE", b"people") if word in sealed] == []
    assert len(set(sealed)) == 256


async def test_a_copy_that_is_no_longer_wanted_is_broken_off_and_leaves_nothing(
    database: Database, path: Path, target: Path, seal: Seal
) -> None:
    await database.write(lambda unit: people.add(unit, 4711, "sv"))
    with pytest.raises(BackupFault):
        backup(path, target, seal, lambda: True)
    assert list(target.parent.glob("copy.backup*")) == []


def test_what_one_that_died_left_is_not_written_over(path: Path, target: Path, seal: Seal) -> None:
    path.touch()
    left = target.with_name("copy.backup.part")
    left.touch()
    with pytest.raises(BackupFault, match="left by one that died; remove it, or wait"):
        backup(path, target, seal)
    assert left.exists()


def test_a_database_too_large_for_memory_is_not_begun_with(path: Path, target: Path, seal: Seal) -> None:
    path.touch()
    os.truncate(path, MOST + 1)
    with pytest.raises(BackupFault, match="larger than 1 GiB; copy it with"):
        backup(path, target, seal)
