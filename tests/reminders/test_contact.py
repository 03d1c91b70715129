"""A participant asks for contact; someone takes it, the participant hears of it, and it is done."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.coach import reminder_buttons as b
from storage import stand_ins, tasks
from tests.harness import PROGRAMME, shows, tap
from tests.reminders.scene import Scene, refused, scene, sent, texts

WANTS = "A-17 vill ha kontakt"
TAKEN = "Vi har sett att du vill ha kontakt"


async def _ask(stage: Scene) -> int:
    """Let A-17 ask for contact; give the task."""
    person = next(each for each in stage.stage.world.people.values() if each.names["first_name"] == "A-17")
    before = len(texts(person, "Jag har sagt till."))
    person.send("/kontakt")
    await person.chat.wait(lambda _: len(texts(person, "Jag har sagt till.")) > before)
    enrolment = await stage.enrolment("A-17")
    task = await stage.unit(lambda unit: tasks.open_one(unit, "contact", enrolment.id))
    assert task
    return task.id


async def test_a_wish_at_night_reaches_the_coach_in_the_morning_and_is_due_the_next_working_day(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-09 23:00") as stage:
        alva = await stage.participant("A-17")
        await _ask(stage)
        await shows(alva, "senast måndag 12 mars")
        await stage.at("2029-03-11 12:00")
        assert sent(stage, stage.coach, WANTS) == 0
        await stage.at("2029-03-12 08:00")
        [letter] = texts(stage.coach, WANTS)
        assert letter.labels == (("Jag tar det",),)


async def test_asking_twice_is_asking_once(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await _ask(stage)
        await _ask(stage)
        await stage.all_is_told()
        assert sent(stage, stage.coach, WANTS) == 1
        assert len(texts(alva, "Jag har sagt till.")) == 2


async def test_the_participant_is_told_once_that_it_is_taken_and_then_it_is_done(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        task = await _ask(stage)
        await tap(stage.coach, "Jag tar det")
        await shows(stage.coach, "Någon har tagit det")
        await shows(alva, TAKEN)
        stage.coach.press_data(b.TakeContact(task).pack())
        await tap(stage.coach, "Klart")
        done = await shows(stage.coach, "A-17 har fått kontakt. Klart!")
        assert done.labels == ()
        stage.coach.press_data(b.TakeContact(task).pack(), message=done)
        stage.coach.press_data(b.FinishContact(task).pack(), message=done)
        await stage.all_is_told()
        assert sent(stage, alva, TAKEN) == 1
        stage.coach.send("/uppfoljning")
        assert "kontakt" not in (await shows(stage.coach, "Att följa upp")).text


async def test_who_has_had_contact_or_wants_quiet_is_not_told_that_it_is_taken(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        task = await _ask(stage)
        await shows(stage.coach, WANTS)
        stage.coach.press_data(b.FinishContact(task).pack())
        done = await shows(stage.coach, "A-17 har fått kontakt. Klart!")
        stage.coach.press_data(b.TakeContact(task).pack(), message=done)
        again = await _ask(stage)
        alva.send("/paus")
        await shows(alva, "Nu är det tyst.")
        await tap(stage.coach, "Jag tar det")
        await shows(stage.coach, "Någon har tagit det")
        await stage.all_is_told()
        assert again != task
        assert sent(stage, alva, TAKEN) == 0


async def test_what_is_taken_at_night_is_told_in_the_morning(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 18:00") as stage:
        alva = await stage.participant("A-17")
        await _ask(stage)
        await shows(stage.coach, WANTS)
        await stage.at("2029-03-05 21:00")
        await tap(stage.coach, "Jag tar det")
        await shows(stage.coach, "Någon har tagit det")
        await stage.at("2029-03-06 07:59")
        assert sent(stage, alva, TAKEN) == 0
        await stage.at("2029-03-06 08:00")
        assert sent(stage, alva, TAKEN) == 1


async def test_a_stand_in_is_told_too_and_hears_that_it_is_taken_already(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        other = await stage.staff("coach", "vikarie", PROGRAMME)
        until, ids = date(2029, 3, 9), stage.ids
        await stage.unit(lambda unit: stand_ins.set_stand_in(unit, ids["coach"], ids["vikarie"], until))
        await _ask(stage)
        await shows(other, WANTS)
        await tap(stage.coach, "Jag tar det")
        await shows(stage.coach, "Någon har tagit det")
        await tap(other, "Jag tar det")
        await shows(other, "Någon har tagit det")


async def test_another_coach_can_neither_see_nor_take_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        other = await stage.staff("coach", "annan", PROGRAMME)
        task = await _ask(stage)
        await shows(stage.coach, WANTS)
        other.press_data(b.TakeContact(task).pack())
        await refused(other)
        await stage.all_is_told()
        assert sent(stage, other, WANTS) == 0
        found = await stage.unit(lambda unit: tasks.by_id(unit, task))
        assert found
        assert not found.taken


@pytest.mark.parametrize("gone", ["never had one", "removed"])
async def test_someone_without_a_coach_is_heard_by_all_coaches_of_the_programme(tmp_path: Path, gone: str) -> None:
    async with scene(tmp_path) as stage:
        other = await stage.staff("coach", "annan", PROGRAMME)
        await stage.participant("A-17", coach=None if gone == "never had one" else "coach")
        if gone == "removed":
            await stage.unit(lambda unit: unit.run("DELETE FROM grants WHERE person = ?", stage.ids["coach"]))
        await _ask(stage)
        await shows(other, WANTS)
        await stage.all_is_told()
        assert sent(stage, stage.coach, WANTS) == (1 if gone == "never had one" else 0)


async def test_quiet_is_kept_by_the_bot_and_not_by_the_person(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        alva.send("/paus")
        said = await shows(alva, "Nu är det tyst.")
        assert said.labels == (("Hör av dig igen",),)
        await stage.close("A-17")
        await stage.at("2029-03-07 12:00")
        assert sent(stage, alva, "Hej! Här är några frågor") == 0
        alva.send("/mindata")
        await shows(alva, "Det här finns sparat om dig")
        alva.send("/paus")
        await shows(alva, "Nu hör jag av mig igen")
        await stage.at("2029-03-08 08:00")
        assert sent(stage, alva, "Hej! Här är några frågor") == 1


async def test_an_old_button_takes_quiet_away_and_never_toggles_it(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        alva.send("/paus")
        said = await shows(alva, "Nu är det tyst.")
        for _ in range(2):
            alva.press_data(b.SetSilent(yes=False).pack(), message=said)
        await shows(alva, "Nu hör jag av mig igen")
        await stage.at("2029-03-12 08:00")
        assert sent(stage, alva, "Frågorna till dig finns kvar") == 1
