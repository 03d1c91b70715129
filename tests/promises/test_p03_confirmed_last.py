"""P3: an update is confirmed only when it is committed, so what was fetched before a death comes again."""

from pathlib import Path

from tests.harness import Stage, shows, tap
from tests.mailing import seated
from tests.promises.forking import staged_forks
from tests.promises.telling import Tell
from tests.promises.test_p01_shown_is_kept import kept
from tests.storage.processes import HOLD, running

PRESSES = 1


async def fetched_and_lost(stage: Stage) -> int:
    """Kill the bot when it has fetched a press and cannot commit it; give how many of the presses were handled never."""
    await stage.start()
    lost = 0
    for alva in await seated(stage, PRESSES):
        alva.send("/enkat")
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            alva.press_label("Studier")
            update = stage.world.inbox.history[-1]
            await stage.world.bell.until(
                lambda update=update: update.delivered >= 2 or not stage.world.inbox.pending, 30
            )  # type: ignore[misc]  # bound at once
            await stage.kill()
        await stage.start()
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)
        lost += await stage.unit(lambda unit, alva=alva: kept(unit, alva)) == 0  # type: ignore[misc]  # bound at once
    return lost


async def test_what_was_fetched_before_a_death_is_handled_after_it(tmp_path: Path, record_property: Tell) -> None:
    async with staged_forks(tmp_path) as stage:
        lost = await fetched_and_lost(stage)
    record_property("P3", f"killed between fetching a press and committing it: {PRESSES} times, lost {lost}")
    assert lost == 0


async def test_it_is_lost_if_it_is_confirmed_before_it_is_committed(tmp_path: Path) -> None:
    async with staged_forks(tmp_path, "commit_before_confirming") as stage:
        assert await fetched_and_lost(stage) == PRESSES
