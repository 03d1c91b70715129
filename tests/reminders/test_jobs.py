"""The jobs: doubled firings are harmless, one fault holds up nothing else, what is old is forgotten."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.actions import daily
from bot.actions.here import OPERATOR, Here
from bot.chat.letters import ONCE_MORE
from bot.chat.staff_letters import SCREENS
from bot.saving import Saving
from bot.scheduler import Job, jobs, take_steps
from bot.settings import Settings
from flows.catalogue import SHIPPED
from storage import guesses, outbox, own_reminders, people
from storage.batch_keys import BatchKeys
from storage.database import Database, open_database
from storage.people import Grant, Role
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.prepared import prepare

MONDAY = datetime(2029, 3, 5, 9, 30, tzinfo=UTC)
HOUSE = Settings(association=SHIPPED / "association.yaml").house()


@asynccontextmanager
async def _opened(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(prepare(tmp_path / "foljsam.db"), Seal([new_key()])) as database:
        yield database


def _job(database: Database, name: str) -> Job:
    declared = jobs(Saving(database), HOUSE, lambda: MONDAY, timedelta(seconds=30), lambda: None)
    return next(job for job in declared if job.name == name)


def _coach_with_a_reminder(unit: Unit) -> None:
    coach = people.add(unit, 1, "sv")
    people.grant(unit, coach.id, [Grant(Role.COACH)])
    own_reminders.add(unit, coach.id, "ring skolan", MONDAY, None)


def _letters(unit: Unit) -> list[str]:
    return sorted(row["key"] for row in unit.rows("SELECT key FROM outbox"))


async def test_a_job_fired_twice_writes_what_it_writes_once(tmp_path: Path) -> None:
    async with _opened(tmp_path) as database:
        await database.write(_coach_with_a_reminder)
        for name in ("tick", "tick"):
            await _job(database, name).work()
        assert await database.read(_letters) == ["digest:1:2029-03-05", "own:1"]


async def test_a_fault_in_one_step_undoes_it_and_holds_up_no_other(tmp_path: Path) -> None:
    def stumble(here: Here) -> None:
        outbox.put(here.unit, "half", 1, "own", 1, here.now)
        raise ValueError("a secret")

    async with _opened(tmp_path) as database:
        await database.write(_coach_with_a_reminder)
        with capture_logs() as lines:
            await database.write(
                lambda unit: take_steps(Here(unit, HOUSE, OPERATOR, MONDAY), (stumble, daily.remind_of_own))
            )
        assert await database.read(_letters) == ["own:1"]
        assert [(line["step"], line["error"]) for line in lines] == [("stumble", "ValueError")]
        assert "a secret" not in str(lines)


async def _too_busy() -> bool:
    return False


async def test_tidying_forgets_old_guesses_and_says_when_the_disk_has_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _opened(tmp_path) as database:
        await database.write(lambda unit: guesses.note(unit, 7, MONDAY - timedelta(hours=2)))
        with capture_logs() as lines:
            await _job(database, "retention").work()
        assert await database.read(lambda unit: unit.count("SELECT COUNT(*) FROM guesses")) == 0
        assert lines == []
        await database.write(lambda unit: guesses.note(unit, 7, MONDAY - timedelta(hours=2)))
        monkeypatch.setattr(database, "forget", _too_busy)
        with capture_logs() as lines:
            await _job(database, "retention").work()
        assert ["still on disk" in line["event"] for line in lines] == [True]


async def test_each_night_keys_that_seal_nothing_are_destroyed(tmp_path: Path) -> None:
    async with _opened(tmp_path) as database:
        await database.write(_coach_with_a_reminder)
        keys = BatchKeys.beside(tmp_path / "foljsam.db")
        keys.new()
        await _job(database, "retention").work()
        assert keys.names() == set()


def test_reminders_and_lists_are_never_sent_a_second_time() -> None:
    assert set(ONCE_MORE) == {"offer", "ask_again", "menu", "farewell", "report", "quarter", "backup"}
    assert set(ONCE_MORE) & set(SCREENS) == {"quarter", "backup"}
