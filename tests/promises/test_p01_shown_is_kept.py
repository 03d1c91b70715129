"""P1: what a person is shown as received is in the database, though the bot dies the moment after."""

import asyncio
from pathlib import Path

from bot.playground import Person
from storage import enrolments, linked, people, runs
from storage.unit import Unit
from tests.harness import PATIENCE, Stage, shows, staged, tap
from tests.mailing import seated
from tests.promises.telling import Tell

PRESSES = (("Studier", "Fråga 2 av 3"), ("7", "Fråga 3 av 3"))


async def shown_and_lost(stage: Stage) -> int:
    """Kill the bot after each answer that it shows as received; give how many of the answers are not there then."""
    [alva] = await seated(stage, 1)
    await stage.start()
    alva.send("/enkat")
    await tap(alva, "Börja")
    await shows(alva, "Fråga 1 av 3")
    async with asyncio.timeout(PATIENCE):
        while not await stage.unit(has_begun):  # noqa: ASYNC110  # no bell rings at a commit
            await asyncio.sleep(0.05)
    lost = 0
    for number, (label, news) in enumerate(PRESSES, 1):
        await tap(alva, label)
        await shows(alva, news)
        await stage.kill()
        lost += await stage.unit(lambda unit: kept(unit, alva)) < number - lost
        await stage.start()
        if lost:
            break
    return lost


def has_begun(unit: Unit) -> bool:
    return unit.count("SELECT COUNT(*) FROM runs WHERE begun") > 0


def kept(unit: Unit, alva: Person) -> int:
    person = people.by_chat(unit, alva.id)
    assert person
    (enrolment,) = enrolments.of_person(unit, person.id)
    return sum(len(linked.answers(unit, run.id)) for run in runs.of_enrolment(unit, enrolment.id))


async def test_each_answer_shown_is_there_after_a_kill(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        lost = await shown_and_lost(stage)
    record_property("P1", f"killed as soon as an answer was shown as received: {len(PRESSES)} times, lost {lost}")
    assert lost == 0


async def test_it_is_lost_if_it_is_shown_before_it_is_committed(tmp_path: Path) -> None:
    async with staged(tmp_path, "commit_before_showing", alone=True, start=False) as stage:
        assert await shown_and_lost(stage) == 1
