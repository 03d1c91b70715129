"""Jobs: late firings count, a pile is one, a fault ends none; and what could not be forgotten is forgotten later."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.triggers.interval import IntervalTrigger
from structlog.testing import capture_logs

from bot.saving import Saving
from bot.scheduler import Job, scheduler
from storage.database import Database, NotSaved, open_database
from storage.seal import Seal, new_key

FAST = IntervalTrigger(seconds=0.05, timezone=UTC)


async def test_a_late_firing_still_counts_and_a_pile_of_missed_ones_is_one() -> None:
    fired = 0
    bell = asyncio.Event()

    async def work() -> None:
        nonlocal fired
        fired += 1
        bell.set()

    made = scheduler((Job("late", IntervalTrigger(days=1, timezone=UTC), work),))
    made.start()
    two_days = timedelta(days=2)
    made.modify_job("late", next_run_time=datetime.now(UTC) - two_days)
    async with asyncio.timeout(30):
        await bell.wait()
    assert fired == 1
    assert made.get_job("late").next_run_time > datetime.now(UTC)
    made.shutdown(wait=False)


async def test_what_became_due_while_nobody_ran_is_done_at_the_start() -> None:
    fired = asyncio.Event()

    async def work() -> None:
        fired.set()

    never = IntervalTrigger(days=1, timezone=UTC)
    made = scheduler((Job("at once", never, work, at_start=True), Job("later", never, work)))
    made.start()
    async with asyncio.timeout(30):
        await fired.wait()
    assert [job.next_run_time - datetime.now(UTC) > timedelta(hours=23) for job in made.get_jobs()] == [True, True]
    made.shutdown(wait=False)


async def test_a_job_that_fails_is_tried_at_its_next_time_and_told_without_its_words() -> None:
    tries = 0
    bell = asyncio.Event()

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            bell.set()
        raise RuntimeError("a secret")

    made = scheduler((Job("failing", FAST, work),))
    with capture_logs() as lines:
        made.start()
        async with asyncio.timeout(30):
            await bell.wait()
        await asyncio.sleep(0)
        made.shutdown(wait=False)
    assert {line["error"] for line in lines} == {"RuntimeError"}
    assert "secret" not in str(lines)


async def test_what_could_not_be_forgotten_is_owed_and_forgotten_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, asked = [False, True], 0

    async def forget(_: Database) -> bool:
        nonlocal asked
        asked += 1
        return answers.pop(0)

    monkeypatch.setattr(Database, "forget", forget)
    async with open_database(tmp_path / "a.db", Seal([new_key()])) as database:
        saving = Saving(database)
        await saving.forget()
        await saving.forget_what_is_owed()
        await saving.forget_what_is_owed()
    assert asked == 2


async def test_after_a_refusal_nobody_tries_for_a_while_and_then_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = 0

    async def write(_: Database, unit: object) -> object:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise NotSaved("locked")
        return unit

    monkeypatch.setattr(Database, "write", write)
    async with open_database(tmp_path / "a.db", Seal([new_key()])) as database:
        saving = Saving(database)
        for _ in range(5):
            with pytest.raises(NotSaved):
                await saving.write(lambda _: 1)
        assert tries == 1
        assert 0 < saving.wait <= 0.5
        await saving.insist(lambda _: 1)
        assert (tries, saving.wait) == (2, 0)
