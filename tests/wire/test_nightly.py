"""The nightly backup: one a day, thinned out, tried until it is there; what hinders it is told, with what to do."""

import asyncio
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.nightly import Nightly
from bot.saving import Saving
from bot.settings import Settings
from flows.catalogue import SHIPPED
from flows.timing.keeping import Keeping
from storage import people
from storage.backup import backup, open_backup
from storage.database import open_database
from storage.people import Grant, Role
from storage.seal import Seal, new_key
from storage.shelf import Shelf
from storage.unit import Unit
from tests.harness import Clock, shows, staged

SOON = 8.0
NIGHT = datetime(2026, 11, 27, 1, 40, tzinfo=UTC)


class Nights:
    """A database, a shelf, and nights that come one after the other."""

    def __init__(self, saving: Saving, database: Path) -> None:
        self.saving, self.now = saving, NIGHT
        self.house = Settings(association=SHIPPED / "association.yaml").house()
        self.shelf = Shelf(database.parent / "shelf", Keeping(2, 1))
        self.nightly = Nightly(self.shelf, database)

    async def pass_by(self, number: int = 1) -> list[bool]:
        """Let nights pass, with a try in each; tell which succeeded."""
        told = []
        for _ in range(number):
            told.append(await self.nightly.see_to_it(self.saving, self.house, lambda: self.now))
            self.now += timedelta(days=1)
        return told

    async def letters(self) -> list[str]:
        """Give the states of the letters that tell of no backup."""
        return await self.saving.database.read(
            lambda unit: [row["state"] for row in unit.rows("SELECT state FROM outbox WHERE kind = 'backup'")]
        )


@pytest.fixture
async def nights(tmp_path: Path) -> AsyncIterator[Nights]:
    seal, path = Seal([new_key()]), tmp_path / "foljsam.db"
    async with open_database(path, seal) as database:
        await database.write(administrator)
        yield Nights(Saving(database), path)


def administrator(unit: Unit) -> None:
    people.grant(unit, people.add(unit, 4711, "sv").id, [Grant(Role.ADMINISTRATOR)])


def names(nights: Nights) -> list[str]:
    return sorted(file.name for file in nights.shelf.folder.iterdir())


async def test_each_night_has_one_copy_and_older_ones_go(nights: Nights) -> None:
    assert await nights.pass_by(3) == [True] * 3

    assert names(nights) == ["foljsam-2026-11-28.backup", "foljsam-2026-11-29.backup"]
    assert stat.S_IMODE(nights.shelf.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in nights.shelf.folder.iterdir()} == {0o600}
    open_backup(nights.shelf.place(NIGHT.date() + timedelta(days=2)), nights.saving.database.seal).close()
    assert await nights.letters() == []


async def test_a_firing_that_is_doubled_makes_nothing_new(nights: Nights) -> None:
    await nights.pass_by()
    before = nights.shelf.place(NIGHT.date()).read_bytes()
    nights.now = NIGHT + timedelta(hours=3)
    assert await nights.pass_by() == [True]
    assert nights.shelf.place(NIGHT.date()).read_bytes() == before


async def test_the_day_is_the_associations_not_that_of_utc(nights: Nights) -> None:
    nights.now = datetime(2026, 11, 27, 23, 40, tzinfo=UTC)
    await nights.pass_by()
    assert names(nights) == ["foljsam-2026-11-28.backup"]


async def test_only_files_with_a_nightly_name_are_ever_removed(nights: Nights) -> None:
    nights.shelf.folder.mkdir()
    mine = ["foljsam-2020-01-01.backup.old", "semester.jpg", "foljsam-2020-99-01.backup", "copy.backup"]
    for name in mine:
        (nights.shelf.folder / name).touch()
    (nights.shelf.folder / "foljsam-2020-01-01.backup").touch()
    assert await nights.pass_by() == [True]
    assert names(nights) == sorted([*mine, "foljsam-2026-11-27.backup"])


async def test_half_a_copy_that_a_death_left_is_made_anew(nights: Nights) -> None:
    nights.shelf.folder.mkdir()
    (nights.shelf.folder / "foljsam-2026-11-27.backup.part").write_bytes(b"half")
    assert await nights.pass_by() == [True]
    assert names(nights) == ["foljsam-2026-11-27.backup"]


def break_the_folder(nights: Nights) -> None:
    nights.shelf.folder.write_text("in the way")


async def test_what_hinders_it_is_logged_with_what_to_do_and_told_once(nights: Nights) -> None:
    break_the_folder(nights)
    with capture_logs() as lines:
        assert await nights.pass_by(2) == [False, False]

    assert [(line["event"], line["log_level"]) for line in lines] == [
        ("there is no new backup; it is tried again every hour", "error")
    ] * 2
    assert lines[0]["why"] == f"{nights.shelf.folder} cannot be used (File exists); correct FOLJSAM_BACKUPS"
    assert await nights.letters() == ["waiting"]


async def test_when_it_is_well_again_nobody_is_told_and_the_next_time_they_are(nights: Nights) -> None:
    break_the_folder(nights)
    await nights.pass_by()
    nights.shelf.folder.unlink()
    await nights.pass_by()
    assert await nights.letters() == ["dropped"]

    nights.nightly.database.with_name("shelf").rename(nights.shelf.folder.with_name("gone"))
    break_the_folder(nights)
    nights.now += timedelta(days=7)
    await nights.pass_by()
    assert await nights.letters() == ["dropped", "waiting"]


async def test_a_source_that_cannot_be_copied_keeps_the_copies_that_are_there(nights: Nights) -> None:
    await nights.pass_by()
    nights.now += timedelta(days=60)

    def refused(*_: object) -> None:
        raise MemoryError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.backup._copy", refused)
        with capture_logs() as lines:
            assert await nights.pass_by() == [False]
    assert "free some" in lines[0]["why"]
    assert names(nights) == ["foljsam-2026-11-27.backup"]


async def test_the_doctor_misses_backups_that_are_old_or_not_there(nights: Nights) -> None:
    today = NIGHT.date()
    [line] = nights.shelf.problems(today)
    assert line == f"the newest backup in {nights.shelf.folder} is missing; the bot's log says why"
    await nights.pass_by()
    assert nights.shelf.problems(today + timedelta(days=2)) == ()
    [line] = nights.shelf.problems(today + timedelta(days=3))
    assert "is 2026-11-27; the bot's log says why" in line


async def test_a_bot_makes_one_at_its_start_and_tells_an_administrator_when_it_cannot(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    async with staged(tmp_path, backups=str(folder)) as stage:
        anna = await stage.staff("administrator")
        await shows(anna, "/status")
        async with asyncio.timeout(20):
            while not list(folder.glob("*.backup")):  # noqa: ASYNC110  # no bell rings when a file is written
                await asyncio.sleep(0.02)
        await stage.stop()
        [made] = folder.iterdir()
        made.unlink()
        folder.rmdir()
        folder.write_text("in the way")  # small, and nobody else waits
        nightly = Nightly(Shelf(folder, Keeping()), stage.database)
        async with open_database(stage.database, stage.settings().seal()) as database:
            assert not await nightly.see_to_it(Saving(database), stage.settings().house(), Clock())
        stage.environment.pop("FOLJSAM_BACKUPS")
        await stage.start()
        await shows(anna, "Säkerhetskopian kunde inte göras")


async def test_a_stop_while_a_copy_is_made_is_quick_and_leaves_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, loop = asyncio.Event(), asyncio.get_running_loop()

    def endless(source: Path, target: Path, seal: Seal, is_unwanted: object) -> None:
        assert callable(is_unwanted)
        loop.call_soon_threadsafe(begun.set)
        while not is_unwanted():
            pass
        backup(source, target, seal, lambda: True)

    monkeypatch.setattr("bot.nightly.backup", endless)
    async with staged(tmp_path, backups=str(tmp_path / "backups")) as stage:
        await asyncio.wait_for(begun.wait(), 20)
        await asyncio.wait_for(stage.stop(), SOON)
        await asyncio.wait_for(loop.shutdown_default_executor(), SOON)
        assert list((tmp_path / "backups").iterdir()) == []  # small, and nobody else waits
