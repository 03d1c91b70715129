"""P3: an update is confirmed only when it is committed, so what was fetched before a death comes again."""

from pathlib import Path

from tests.harness import Stage, shows, staged, tap
from tests.mailing import seated
from tests.promises.telling import Tell
from tests.promises.test_p01_shown_is_kept import kept
from tests.storage.processes import HOLD, running


async def is_lost(stage: Stage) -> bool:
    """Kill the bot when it has fetched a press and cannot commit it; tell whether the press was never handled."""
    await stage.start()
    [alva] = await seated(stage, 1)
    alva.send("/enkat")
    await tap(alva, "Börja")
    await shows(alva, "Fråga 1 av 3")
    inbox = stage.world.inbox
    await stage.world.bell.until(lambda: not inbox.pending, 30)
    with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
        alva.press_label("Studier")
        await stage.world.bell.until(lambda: inbox.history[-1].delivered >= 2 or not inbox.pending, 30)
        await stage.kill()
    await stage.start()
    await stage.world.bell.until(lambda: not inbox.pending, 30)
    return await stage.unit(lambda unit: kept(unit, alva)) == 0


async def test_what_was_fetched_before_a_death_is_handled_after_it(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        lost = await is_lost(stage)
    record_property("P3", f"killed between fetching a press and committing it: lost {int(lost)}")
    assert not lost


async def test_it_is_lost_if_it_is_confirmed_before_it_is_committed(tmp_path: Path) -> None:
    async with staged(tmp_path, "commit_before_confirming", alone=True, start=False) as stage:
        assert await is_lost(stage)
