"""One run per database; and what its file says of the one before."""

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.lock import Lock, only_one


async def said_after(database: Path, *, serve: bool, stop: bool) -> bool:
    async with only_one(database) as lock:
        if serve:
            lock.serving()
        if stop:
            lock.stopped()
    async with only_one(database) as lock:
        return lock.says_serving


@pytest.mark.parametrize(
    ("serve", "stop", "died"), [(False, False, False), (True, False, True), (True, True, False), (False, True, False)]
)
async def test_only_one_who_served_and_did_not_stop_has_died(
    tmp_path: Path, *, serve: bool, stop: bool, died: bool
) -> None:
    assert await said_after(tmp_path / "a.db", serve=serve, stop=stop) is died


async def test_a_start_that_was_broken_off_hides_no_death(tmp_path: Path) -> None:
    assert await said_after(tmp_path / "a.db", serve=True, stop=False)
    assert await said_after(tmp_path / "a.db", serve=False, stop=False)


async def test_a_second_waits_with_one_line_also_by_another_name_and_takes_over(tmp_path: Path) -> None:
    database, other = tmp_path / "a.db", tmp_path / "b.db"
    database.touch()
    other.symlink_to(database)
    taken = asyncio.Event()

    async def second() -> Lock:
        async with only_one(other) as lock:
            taken.set()
            return lock

    with capture_logs() as lines:
        async with only_one(database):
            waiting = asyncio.create_task(second())
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(taken.wait(), 1.2)
        await asyncio.wait_for(waiting, 2)
    assert [line["event"] for line in lines] == ["another foljsam run has this database; waiting to take over"]


async def test_one_who_gives_up_waiting_leaves_the_lock_alone(tmp_path: Path) -> None:
    async with only_one(tmp_path / "a.db"):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1), only_one(tmp_path / "a.db"):
                pytest.fail("two have it")
    async with asyncio.timeout(20), only_one(tmp_path / "a.db") as lock:
        assert not lock.says_serving


async def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        async with only_one(tmp_path / "nowhere" / "a.db"):
            pytest.fail("there is no lock")
