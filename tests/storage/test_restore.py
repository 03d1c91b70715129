"""Restoring: everything or nothing, what it replaces kept, and no id given twice."""

import stat
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from storage import enrolments, health, people
from storage.backup import BackupFault, backup
from storage.connection import connect
from storage.database import Database, open_database
from storage.restore import Contents, check, restore
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.storage.processes import HOLD, running

NOW = datetime(2026, 11, 27, 4, 5, tzinfo=UTC)


@pytest.fixture
async def copy(path: Path, seal: Seal) -> Path:
    """Give a backup of a database with one person, in which another has come since."""
    async with open_database(path, seal) as database:
        await database.write(lambda unit: people.add(unit, 4711, "sv"))
        backup(path, path.with_name("copy.backup"), seal)
        await database.write(lambda unit: people.add(unit, 4712, "sv"))
    return path.with_name("copy.backup")


def chats(unit: Unit) -> list[str]:
    return [unit.seal.open(row["chat"]) for row in unit.rows("SELECT chat FROM people ORDER BY id")]


async def test_it_takes_the_databases_place_and_keeps_the_other_aside(path: Path, copy: Path, seal: Seal) -> None:
    contents, aside = restore(copy, path, seal, NOW)

    assert contents == Contents(people=1, enrolments=0, answers=0)
    assert aside == path.with_name("foljsam.db.replaced-20261127-040500")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600  # noqa: ASYNC240  # small, and nobody else waits
    async with open_database(path, seal) as restored, open_database(aside, seal) as replaced:
        assert await restored.read(chats) == ["4711"]
        assert await replaced.read(chats) == ["4711", "4712"]
        assert await restored.read(health.problems) == ()
        assert await restored.read(lambda unit: unit.count("SELECT COUNT(*) FROM audit WHERE action = 'restore'")) == 1


async def test_ids_that_came_after_the_backup_are_not_given_to_others(path: Path, copy: Path, seal: Seal) -> None:
    restore(copy, path, seal, NOW)
    async with open_database(path, seal) as database:
        new = await database.write(lambda unit: people.add(unit, 4713, "sv"))
    assert new.id > 10_000


async def test_where_nothing_was_it_is_put_and_nothing_is_aside(path: Path, copy: Path, seal: Seal) -> None:
    elsewhere = path.with_name("elsewhere.db")
    assert restore(copy, elsewhere, seal, NOW)[1] is None
    async with open_database(elsewhere, seal) as restored:
        assert await restored.read(chats) == ["4711"]


async def test_a_damaged_database_goes_aside_with_its_log_and_the_log_harms_nothing(
    path: Path, copy: Path, seal: Seal
) -> None:
    async with open_database(path, seal) as database:
        await database.write(lambda unit: people.add(unit, 4714, "sv"))
        log = path.with_name("foljsam.db-wal").read_bytes()  # small, and nobody else waits
    path.write_bytes(b"no database any more " * 500)  # noqa: ASYNC240  # small, and nobody else waits
    path.with_name("foljsam.db-wal").write_bytes(log)  # small, and nobody else waits

    _, aside = restore(copy, path, seal, NOW)

    assert aside
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == log
    async with open_database(path, seal) as restored:
        assert await restored.read(chats) == ["4711"]
        assert await restored.read(health.problems) == ()


async def test_a_key_that_the_rows_need_is_missed_before_anything_is_touched(path: Path, seal: Seal, key: str) -> None:
    newer = new_key()
    async with open_database(path, seal) as database:
        await database.write(lambda unit: people.add(unit, 4711, "sv"))
    copy = path.with_name("copy.backup")
    backup(path, copy, Seal([newer, key]))  # after a rotation that has not sealed the rows anew

    with pytest.raises(BackupFault, match="people cannot be read: sealed with a key that is not given; add the old"):
        restore(copy, path, Seal([newer]), NOW)
    assert restore(copy, path, Seal([newer, key]), NOW)[0].people == 1


async def test_a_backup_of_a_later_version_is_refused(path: Path, copy: Path, seal: Seal) -> None:
    with closing(connect(path)) as db:
        db.execute("PRAGMA user_version = 999")
    later = path.with_name("later.backup")
    backup(path, later, seal)
    with pytest.raises(BackupFault, match="a later Följsam made it; upgrade this one"):
        check(later, seal)
    assert check(copy, seal).people == 1


async def test_while_another_program_has_the_database_open_nothing_is_replaced(
    path: Path, copy: Path, seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.05)
    before = path.read_bytes()  # noqa: ASYNC240  # small, and nobody else waits
    with (
        running(HOLD, path, "BEGIN"),
        pytest.raises(BackupFault, match=r"nothing was restored to .*another program holds it; end that program"),
    ):
        restore(copy, path, seal, NOW)
    assert path.read_bytes() == before  # noqa: ASYNC240  # small, and nobody else waits
    assert [file.name for file in path.parent.iterdir() if "re" in file.suffix] == []


@pytest.mark.parametrize("step", ["storage.restore._write", "storage.restore._set_aside", "pathlib.Path.replace"])
async def test_a_disk_that_fails_in_the_middle_leaves_the_database_as_it_was(
    step: str, path: Path, copy: Path, seal: Seal
) -> None:
    with (
        patch(step, side_effect=OSError(28, "No space left on device")),
        pytest.raises(BackupFault, match=r"nothing was restored to .*: the disk is full; make room on it"),
    ):
        restore(copy, path, seal, NOW)
    assert not path.with_name("foljsam.db.restoring").exists()
    async with open_database(path, seal) as database:
        assert await database.read(chats) == ["4711", "4712"]


async def test_what_a_restore_that_died_left_is_made_anew(path: Path, copy: Path, seal: Seal) -> None:
    path.with_name("foljsam.db.restoring").write_bytes(b"half " * 500)  # small, and nobody else waits
    restore(copy, path, seal, NOW)
    async with open_database(path, seal) as database:
        assert await database.read(chats) == ["4711"]


async def test_a_name_that_links_to_the_database_is_followed(path: Path, copy: Path, seal: Seal) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    restore(copy, link, seal, NOW)
    assert link.is_symlink()
    async with open_database(path, seal) as database:
        assert await database.read(chats) == ["4711"]


async def test_the_tables_with_ids_of_their_own_are_all_set_apart(database: Database, path: Path, seal: Seal) -> None:
    await database.write(lambda unit: enrolments.invite(unit, "enter", None, None, date(2026, 1, 1)))
    copy, elsewhere = path.with_name("copy.backup"), path.with_name("elsewhere.db")
    backup(path, copy, seal)
    restore(copy, elsewhere, seal, NOW)
    async with open_database(elsewhere, seal) as restored:
        invited = await restored.write(lambda unit: enrolments.invite(unit, "enter", None, None, date(2026, 1, 2)))
    assert invited.id == 10_002
