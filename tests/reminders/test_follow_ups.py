"""What a coach has to follow up: the list tells the truth, and each thing is done, waits or is not relevant once."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.coach import reminder_buttons as b
from bot.playground import Person
from storage import occasions, stand_ins
from tests.harness import PROGRAMME, shows, tap
from tests.reminders.scene import Scene, on_disk, refused, scene, texts

MONTHLY = "Månadsuppföljning av aktiviteter"
LABEL = f"A-17 · {MONTHLY}"


async def _monthly(stage: Scene, reference: str = "A-17") -> int:
    """Give the occasion of someone's first monthly follow-up."""
    enrolment = await stage.enrolment(reference)
    found = await stage.unit(lambda unit: occasions.of_enrolment(unit, enrolment.id))
    return next(each.id for each in found if each.item == "manadsuppfoljning")


async def _state(stage: Scene, occasion: int) -> str:
    found = await stage.unit(lambda unit: occasions.by_id(unit, occasion))
    assert found
    return found.state


async def _open(person: Person, label: str = LABEL) -> None:
    person.send("/uppfoljning")
    await tap(person, label)
    await person.chat.wait(lambda chat: any("Gjort" in row for each in chat.from_bot for row in each.labels))


async def test_the_list_counts_what_is_late_due_today_and_due_this_week(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 10:00") as stage:
        await stage.participant("sen")
        await stage.at("2029-03-10 10:00")
        await stage.participant("idag")
        await stage.at("2029-03-12 10:00")
        alva = await stage.participant("veckan")
        alva.send("/kontakt")
        await shows(alva, "Jag har sagt till.")
        await stage.at("2029-04-10 12:00")
        stage.coach.send("/uppfoljning")
        listed = await shows(stage.coach, "Att följa upp")
        counted = "Vill ha kontakt: 1\nFörsenat: 1\nIdag: 1\nSenare i veckan: 1\nUppgifter saknas om 3 personer"
        assert counted in listed.text
        assert [row[0] for row in listed.labels] == [
            "veckan · vill ha kontakt",
            f"sen · {MONTHLY}",
            f"idag · {MONTHLY}",
            f"veckan · {MONTHLY}",
            *(f"{name} · 5 uppgifter saknas" for name in ("sen", "idag", "veckan")),
            "Tid för dagens lista",
        ]


async def test_what_is_done_leaves_the_list_and_its_old_buttons_do_no_harm(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        occasion = await _monthly(stage)
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await tap(stage.coach, "Gjort")
        done = await shows(stage.coach, f"Gjort: A-17, {MONTHLY}.")
        assert done.text.endswith("Uppgifter saknas om 1 person")
        stage.coach.press_data(b.SnoozeUntil(occasion, date(2029, 4, 20).toordinal()).pack(), message=done)
        await shows(stage.coach, "är redan gjort")
        stage.coach.press_data(b.ShowFollowUp(occasion).pack(), message=done)
        await tap(stage.coach, "Visa listan")
        await shows(stage.coach, "Uppgifter saknas om 1 person")
        assert await _state(stage, occasion) == "done"


async def test_what_a_stand_in_has_done_the_coach_is_told(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        other = await stage.staff("coach", "vikarie", PROGRAMME)
        until, ids = date(2029, 4, 30), stage.ids
        await stage.unit(lambda unit: stand_ins.set_stand_in(unit, ids["coach"], ids["vikarie"], until))
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await _open(other)
        await tap(other, "Gjort")
        await shows(other, "Gjort: A-17")
        await tap(stage.coach, "Gjort")
        await shows(stage.coach, "är redan gjort")


@pytest.mark.parametrize(
    ("label", "words", "before", "then"),
    [
        ("Imorgon, fredag 6 april", "väntar till imorgon, fredag 6 april", "2029-04-05 18:00", "2029-04-06 08:00"),
        ("Måndag 9 april", "väntar till måndag 9 april", "2029-04-08 12:00", "2029-04-09 08:00"),
    ],
)
async def test_what_is_snoozed_is_due_again_on_the_day_chosen(
    tmp_path: Path, label: str, words: str, before: str, then: str
) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await tap(stage.coach, "Snooza")
        await tap(stage.coach, label)
        await shows(stage.coach, words)
        await stage.at(before)
        stage.coach.send("/uppfoljning")
        assert "Idag: 1" not in (await shows(stage.coach, "Att följa upp")).text
        await stage.at(then)
        stage.coach.send("/uppfoljning")
        await shows(stage.coach, "Idag: 1")


async def test_a_day_can_be_typed_and_what_is_no_day_ahead_gets_one_sentence(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await tap(stage.coach, "Snooza")
        await tap(stage.coach, "Ett annat datum")
        await shows(stage.coach, "Skriv dagen")
        answers = {
            "blåbär": "Jag förstår inte dagen",
            "31 februari": "Den dagen finns inte.",
            "2029-04-01": "Dagen har redan varit.",
            "9999-01-01": "Dagen ligger för långt fram",
            "idag": "Skriv en dag som kommer.",
        }
        for typed, answer in answers.items():
            stage.coach.send(typed)
            await shows(stage.coach, answer)
        stage.coach.send("om två veckor")
        await shows(stage.coach, "väntar till torsdag 19 april")


async def test_a_snooze_is_left_undone_by_the_word_on_its_button(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        occasion = await _monthly(stage)
        await stage.at("2029-04-05 12:00")
        stage.coach.press_data(b.SnoozeUntilTyped(occasion).pack())
        await shows(stage.coach, "Skriv dagen")
        stage.coach.send("avbryt")
        await shows(stage.coach, "Avbrutet.")
        assert await _state(stage, occasion) == "planned"


async def test_why_it_is_not_relevant_is_kept_sealed_and_without_personal_data(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        occasion = await _monthly(stage)
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await tap(stage.coach, "Inte aktuellt")
        await shows(stage.coach, "Varför är det inte aktuellt?")
        stage.coach.send("ring 070-123 45 67")
        await shows(stage.coach, "Det du skrev sparades inte.")
        assert "070-123" not in stage.coach.chat.transcript
        stage.coach.send("flyttade till annan kommun")
        await shows(stage.coach, f"Inte aktuellt: A-17, {MONTHLY}.")
        found = await stage.unit(lambda unit: occasions.by_id(unit, occasion))
        assert found
        assert (found.state, found.reason) == ("irrelevant", "flyttade till annan kommun")
        assert b"annan kommun" not in on_disk(tmp_path)


async def test_another_coachs_follow_ups_are_neither_shown_nor_settled(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        occasion = await _monthly(stage)
        other = await stage.staff("coach", "annan", PROGRAMME)
        await stage.at("2029-04-05 12:00")
        other.send("/uppfoljning")
        await shows(other, "Inget att följa upp just nu.")
        for button in (b.FollowUpDone(occasion), b.ShowFollowUp(occasion), b.FollowUpNotRelevant(occasion)):
            other.press_data(button.pack())
        await refused(other, 3)
        assert await _state(stage, occasion) == "planned"


async def test_nothing_is_left_to_follow_up_after_the_closing(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        await stage.participant("A-17")
        occasion = await _monthly(stage)
        await stage.at("2029-04-05 12:00")
        await _open(stage.coach)
        await stage.close("A-17")
        await tap(stage.coach, "Gjort")
        await shows(stage.coach, "gäller inte längre")
        assert await _state(stage, occasion) == "cancelled"


async def test_a_long_list_is_shown_in_pages(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        for number in range(9):
            await stage.participant(f"B-{number}")
        await stage.at("2029-04-05 12:00")
        stage.coach.send("/uppfoljning")
        await shows(stage.coach, "Idag: 9")
        await tap(stage.coach, "Fler")
        await tap(stage.coach, "Färre")
        await tap(stage.coach, "Fler")
        await tap(stage.coach, f"B-8 · {MONTHLY}")
        await shows(stage.coach, "B-8")


async def test_a_participant_has_no_list(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        alva.send("/uppfoljning")
        await shows(alva, "Det förstod jag inte.")
        assert texts(alva, "Att följa upp") == []
