"""A database that cannot be written is answered with "inte sparat", and heals without anybody pressing again."""

import asyncio
import resource
from pathlib import Path

import pytest

from bot.playground import Person
from storage import enrolments, linked, people, runs
from storage.database import Database
from storage.unit import Unit
from tests.harness import Stage, shows, staged, tap
from tests.wire.broken import Breaking, locked, read_only, removed, without_its_folder

NOT_SAVED = "Inte sparat"
BREAKINGS: dict[str, Breaking] = {"locked": locked, "read-only": read_only, "removed": removed}


def answers(unit: Unit, chat: int) -> list[dict[str, object]]:
    person = people.by_chat(unit, chat)
    assert person
    (enrolment,) = enrolments.of_person(unit, person.id)
    return [dict(linked.answers(unit, run.id)) for run in runs.of_enrolment(unit, enrolment.id)]


async def toast(person: Person, words: str) -> None:
    await person.chat.wait(
        lambda chat: chat.presses[-1].toast is not None and words in chat.presses[-1].toast.text, timeout=10
    )


async def at_question(stage: Stage, name: str = "Alva") -> Person:
    person = await stage.participant(name=name)
    await tap(person, "Börja")
    await shows(person, "Fråga 1 av 3")
    return person


@pytest.mark.parametrize("name", [*BREAKINGS, "without its folder"])
async def test_a_press_waits_and_is_stored_once(name: str, tmp_path: Path, databases: list[Database]) -> None:
    breakings = BREAKINGS | {"without its folder": without_its_folder}
    async with staged(tmp_path) as stage:
        alva = await at_question(stage)
        async with breakings[name](databases[0], stage.database):
            alva.press_label("Studier")
            await toast(alva, NOT_SAVED)
            assert "Fråga 1 av 3" in alva.chat.text
        await shows(alva, "Fråga 2 av 3")
        assert await stage.unit(lambda unit: answers(unit, alva.id)) == [{"vill-na": "studier"}]
        assert stage.world.calls.refused == []


@pytest.mark.parametrize("name", BREAKINGS)
async def test_a_typed_answer_waits_and_the_note_about_it_goes(
    name: str, tmp_path: Path, databases: list[Database]
) -> None:
    async with staged(tmp_path) as stage:
        alva = await at_question(stage)
        for label in ("Studier", "7", "Ganska dåligt"):
            await tap(alva, label)
        await shows(alva, "Vad skulle göra stödet bättre?")
        async with BREAKINGS[name](databases[0], stage.database):
            alva.send("Mer tid")
            await shows(alva, NOT_SAVED)
        await shows(alva, "Är allt rätt?")
        await alva.chat.wait(lambda chat: NOT_SAVED not in chat.transcript)
        assert (await stage.unit(lambda unit: answers(unit, alva.id)))[0]["vad-saknas"] == "Mer tid"
        assert "alva: Mer tid" not in alva.chat.transcript.casefold()
        assert stage.world.calls.refused == []


async def test_everybody_is_told_soon_and_all_go_on_when_it_heals(tmp_path: Path, databases: list[Database]) -> None:
    async with staged(tmp_path) as stage:
        crowd = await asyncio.gather(*(at_question(stage, f"Deltagare {number}") for number in range(6)))
        async with locked(databases[0], stage.database), asyncio.timeout(15):
            for person in crowd:
                person.press_label("Studier")
            async with asyncio.timeout(3):
                await asyncio.gather(*(toast(person, NOT_SAVED) for person in crowd))
        await asyncio.gather(*(shows(person, "Fråga 2 av 3") for person in crowd))
        assert stage.world.calls.refused == []


async def test_a_stop_while_it_is_locked_is_quick_and_loses_nothing(tmp_path: Path, databases: list[Database]) -> None:
    async with staged(tmp_path) as stage:
        alva = await at_question(stage)
        async with locked(databases[0], stage.database):
            alva.press_label("Studier")
            await toast(alva, NOT_SAVED)
            stage.stop_event.set()
            assert stage.task
            await asyncio.wait_for(stage.task, 8)
        assert len(stage.world.inbox.pending) == 1
        await stage.start()
        await shows(alva, "Fråga 2 av 3")
        assert await stage.unit(lambda unit: answers(unit, alva.id)) == [{"vill-na": "studier"}]


async def test_a_disk_that_is_full_heals_when_it_has_room(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True) as stage:
        alva = await at_question(stage)
        assert stage.process
        _, most = resource.prlimit(stage.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(stage.process.pid, resource.RLIMIT_FSIZE, (4096, most))
        alva.press_label("Studier")
        await toast(alva, NOT_SAVED)
        assert "Fråga 1 av 3" in alva.chat.text
        resource.prlimit(stage.process.pid, resource.RLIMIT_FSIZE, (most, most))
        await shows(alva, "Fråga 2 av 3")
        assert await stage.unit(lambda unit: answers(unit, alva.id)) == [{"vill-na": "studier"}]
        assert "Traceback" not in stage.said()
