"""After an upgrade everybody whose command menu became another gets the new one, once."""

import asyncio
from pathlib import Path

from bot.actions.menus import MENU
from bot.playground import Person
from storage.unit import Unit
from tests.harness import PROGRAMME, Stage, staged


def menus(stage: Stage, person: Person) -> int:
    """Give how many menus a chat was given."""
    scopes = (str(call.parameters.get("scope")) for call in stage.world.calls.of("setMyCommands"))
    return sum(str(person.id) in scope for scope in scopes)


def unsettled(unit: Unit) -> int:
    return unit.count("SELECT COUNT(*) FROM outbox WHERE kind = ? AND state IN ('waiting', 'claimed')", MENU)


def as_an_earlier_release_left_it(unit: Unit) -> None:
    """Let the menus of staff be older ones, of which nothing is known but that they were sent."""
    unit.run("UPDATE outbox SET subject = person WHERE kind = ? AND person IN (SELECT person FROM grants)", MENU)


async def all_are_set(stage: Stage) -> None:
    async with asyncio.timeout(20):
        while await stage.unit(unsettled):  # noqa: ASYNC110  # no bell rings at a commit
            await asyncio.sleep(0.05)


async def test_a_start_brings_staff_a_menu_that_is_another_and_the_next_start_brings_none(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        staff = [await stage.staff(role, PROGRAMME, name=role) for role in ("coach", "coordinator")]
        alva = await stage.participant()
        await all_are_set(stage)
        before = [menus(stage, each) for each in (*staff, alva)]
        await stage.stop()
        await stage.unit(as_an_earlier_release_left_it)
        expected = [n + 1 for n in before[:2]] + before[2:]
        for _ in range(2):
            await stage.start()
            await all_are_set(stage)
            assert [menus(stage, each) for each in (*staff, alva)] == expected
            await stage.stop()
        await stage.start()


async def test_a_menu_that_waits_is_made_when_it_goes_and_needs_no_other(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        coach = await stage.staff("coach", PROGRAMME)
        await coach.chat.wait(lambda _: coach.menu)
        await all_are_set(stage)
        before = menus(stage, coach)
        await stage.stop()
        await stage.unit(as_an_earlier_release_left_it)
        await stage.unit(lambda unit: unit.run("UPDATE outbox SET state = 'waiting' WHERE kind = ?", MENU))
        await stage.start()
        await all_are_set(stage)
        assert menus(stage, coach) == before + 1
