"""The tick settles a quarter by itself, and the disk forgets the anonymous answers that became numbers at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.saving import Saving
from bot.scheduler import jobs
from storage import figures
from storage.database import Database, open_database
from storage.seal import Seal, new_key
from tests.figures.answering import HOUSE, JULY, SPRING, send_in


async def test_the_first_tick_of_a_quarter_releases_what_gathered_in_the_last_and_forgets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[datetime] = []
    now = SPRING

    async def forget(_: Database) -> bool:
        forgotten.append(now)
        return True

    monkeypatch.setattr(Database, "forget", forget)
    async with open_database(tmp_path / "foljsam.db", Seal([new_key()])) as database:
        tick, *_ = jobs(Saving(database), HOUSE, lambda: now, timedelta(seconds=30), lambda: None)
        await tick.work()
        for _ in range(6):
            await database.write(lambda unit: send_in(unit, {"bemotande": "instammer"}))
        await tick.work()
        for later in (JULY, JULY + timedelta(seconds=30), JULY.astimezone(UTC) + timedelta(days=40)):
            now = later
            await tick.work()
        found = await database.read(lambda unit: figures.tallies(unit, "enter", "2026-Q2"))

    assert forgotten == [JULY]
    assert [(key.question, key.moment, tally.of) for key, tally in found.items()] == [("bemotande", "closure", 6)]
