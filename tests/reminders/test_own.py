"""Own reminders of staff: understood, shown, kept, and sent once at their own time."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.coach import reminder_buttons as b
from tests.harness import shows, tap
from tests.reminders.scene import data_of, on_disk, refused, scene, sent, texts


async def test_what_was_understood_is_shown_before_it_is_kept_and_comes_at_its_own_time(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 10:00") as stage:
        stage.coach.send("/paminn imorgon kl 21.30 ring skolan")
        shown = await shows(stage.coach, "Imorgon, tisdag 6 mars kl 21.30: ring skolan")
        assert shown.labels == (("Spara", "Ändra"), ("Avbryt",))
        await stage.at("2029-03-05 10:05")
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat. Jag påminner dig imorgon, tisdag 6 mars kl 21.30:")
        await stage.at("2029-03-06 21:29")
        assert sent(stage, stage.coach, "Påminnelse") == 0
        await stage.at("2029-03-06 21:30")
        [letter] = texts(stage.coach, "Påminnelse")
        assert letter.text == "Påminnelse\n\nring skolan"
        await stage.at("2029-03-07 21:30")
        assert sent(stage, stage.coach, "Påminnelse") == 1


async def test_what_is_not_kept_is_never_sent(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        await tap(stage.coach, "Avbryt")
        await shows(stage.coach, "Avbrutet.")
        await stage.at("2029-03-06 12:00")
        assert sent(stage, stage.coach, "Påminnelse") == 0


async def test_keeping_twice_keeps_one(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        shown = await shows(stage.coach, "kl 9: ring skolan")
        keep = data_of(shown, "Spara")
        stage.coach.press_data(keep, message=shown)
        stage.coach.press_data(keep, message=shown)
        await shows(stage.coach, "Sparat.")
        await stage.at("2029-03-06 09:00")
        assert sent(stage, stage.coach, "Påminnelse") == 1


async def test_it_can_be_written_anew_and_the_older_draft_is_no_longer_kept(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn")
        await shows(stage.coach, "Vad vill du bli påmind om, och när?")
        stage.coach.send("på fredag ring skolan")
        shown = await shows(stage.coach, "Fredag 9 mars kl 9: ring skolan")
        older = data_of(shown, "Spara")
        await tap(stage.coach, "Ändra")
        await shows(stage.coach, "Vad vill du bli påmind om, och när?")
        stage.coach.send("på torsdag kl 14 skriv till skolan")
        await shows(stage.coach, "Torsdag 8 mars kl 14: skriv till skolan")
        stage.coach.press_data(older, message=shown)
        await refused(stage.coach)
        stage.coach.send("spara")
        await shows(stage.coach, "Sparat.")
        await stage.at("2029-03-09 12:00")
        assert sent(stage, stage.coach, "Påminnelse") == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ring skolan", "Jag förstod inte när."),
        ("31 februari ring skolan", "Den dagen eller tiden finns inte."),
        ("idag kl 25 ring skolan", "Den dagen eller tiden finns inte."),
        ("2029-01-02 ring skolan", "Den tiden har redan varit."),
        ("9999-01-01 ring skolan", "Det är för långt fram"),
        ("imorgon kl 9", "Skriv också vad du vill bli påmind om."),
        ("imorgon " + "ring " * 80, "Skriv högst 300 tecken."),
    ],
)
async def test_what_cannot_be_kept_gets_one_clear_sentence(tmp_path: Path, typed: str, answer: str) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send(f"/paminn {typed}")
        await shows(stage.coach, answer)
        stage.coach.send("imorgon ring skolan")
        await shows(stage.coach, "kl 9: ring skolan")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("imorgon ring 070-123 45 67", "Det ser ut som ett telefonnummer. Jag tog bort det."),
        ("imorgon 070-123 45 67", "Skriv utan personnummer"),
        ("ring 070-123 45 67 vid tillfälle", "Skriv utan personnummer"),
    ],
)
async def test_personal_data_is_caught_and_taken_out_of_the_chat(tmp_path: Path, typed: str, said: str) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send(f"/paminn {typed}")
        await shows(stage.coach, said)
        await stage.coach.chat.wait(lambda chat: "070-123" not in chat.transcript)
        kept = on_disk(tmp_path)
        assert b"070-123" not in kept


async def test_the_words_are_sealed_while_they_wait(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        await shows(stage.coach, "ring skolan")
        draft = on_disk(tmp_path)
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat.")
        kept = on_disk(tmp_path)
        assert b"ring skolan" not in draft + kept


async def test_reminders_are_listed_and_removed(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat.")
        stage.coach.send("/påminn")
        await shows(stage.coach, "Imorgon, tisdag 6 mars kl 9: ring skolan")
        await tap(stage.coach, "Ta bort: ring skolan")
        listed = await shows(stage.coach, "Borttagen.")
        assert "ring skolan" not in listed.text.replace("imorgon kl 9 ring skolan", "")
        await stage.at("2029-03-06 12:00")
        assert sent(stage, stage.coach, "Påminnelse") == 0


async def test_nobody_removes_or_keeps_anothers_reminder(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        shown = await shows(stage.coach, "kl 9: ring skolan")
        keep = data_of(shown, "Spara")
        stage.bell.press_data(keep)
        await refused(stage.bell)
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat.")
        for number in (2, 3, 4):
            stage.bell.press_data(b.RemoveOwn(number).pack())
        await refused(stage.bell, 4)
        await stage.at("2029-03-06 09:00")
        assert sent(stage, stage.coach, "Påminnelse") == 1


async def test_one_who_has_left_is_reminded_of_nothing(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat.")
        await stage.unit(lambda unit: unit.run("DELETE FROM grants WHERE person = ?", stage.ids["coach"]))
        await stage.at("2029-03-06 12:00")
        assert sent(stage, stage.coach, "Påminnelse") == 0


async def test_a_participant_has_no_own_reminders(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        alva.send("/paminn imorgon ring skolan")
        await shows(alva, "Det förstod jag inte.")


async def test_a_reminder_due_while_the_bot_was_down_comes_once_when_it_is_up_again(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        stage.coach.send("/paminn imorgon ring skolan")
        await tap(stage.coach, "Spara")
        await shows(stage.coach, "Sparat.")
        await asyncio.wait_for(stage.stage.stop(), 20)
        stage.forward("2029-03-08 03:00")
        await stage.stage.start()
        await stage.at("2029-03-08 03:01")
        assert sent(stage, stage.coach, "Påminnelse") == 1
