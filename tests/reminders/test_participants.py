"""What participants are written about their forms: when, how often, and never when it is not wanted."""

from pathlib import Path

import pytest

from storage import outbox
from tests.harness import becomes, shows, tap
from tests.reminders.scene import Scene, scene, sent, texts

REMINDER = "Frågorna till dig finns kvar"
OFFER = "Hej! Här är några frågor till dig."
LAST_DAY = "Idag är sista dagen"


async def test_a_week_later_a_reminder_comes_when_the_window_opens_and_takes_the_earlier_messages_place(
    tmp_path: Path,
) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        offered = await shows(alva, "Här är några frågor")
        await stage.at("2029-03-12 07:59")
        assert sent(stage, alva, REMINDER) == 0
        await stage.at("2029-03-12 08:00")
        [reminder] = texts(alva, REMINDER)
        assert reminder.labels == (("Börja",), ("Påminn mig imorgon",))
        await becomes(lambda: offered.id not in alva.chat.messages)
        await stage.at("2029-04-20 12:00")
        assert sent(stage, alva, REMINDER) == 1


async def test_a_reminder_opens_the_very_next_question(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        await stage.at("2029-03-12 08:00")
        [reminder] = texts(alva, REMINDER)
        assert "Du har svarat på 1 av 3." in reminder.text
        await becomes(lambda: texts(alva, "Fråga 2 av 3") == [])
        await tap(alva, "Fortsätt")
        await shows(alva, "Fråga 2 av 3")


async def test_a_reminder_asked_for_comes_once_on_the_next_day(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await stage.at("2029-03-12 08:00")
        await tap(alva, "Påminn mig imorgon")
        said = await shows(alva, "Jag påminner dig imorgon, tisdag 13 mars.")
        assert said.labels == (("Börja",),)
        alva.press_data(await _tomorrow(stage, "A-17"), message=said)
        await stage.at("2029-03-12 18:59")
        assert sent(stage, alva, REMINDER) == 1
        await stage.at("2029-03-13 08:00")
        await stage.at("2029-03-16 12:00")
        assert sent(stage, alva, REMINDER) == 2


async def test_a_reminder_asked_for_on_a_friday_comes_on_monday(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-09 10:00") as stage:
        alva = await stage.participant("A-17")
        await stage.close("A-17")
        await tap(alva, "Påminn mig imorgon")
        await shows(alva, "Jag påminner dig måndag 12 mars.")
        await stage.at("2029-03-11 12:00")
        assert sent(stage, alva, REMINDER) == 0
        await stage.at("2029-03-12 08:00")
        assert sent(stage, alva, REMINDER) == 1


async def test_a_reminder_asked_for_replaces_the_one_planned_for_the_same_day(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 10:00") as stage:
        alva = await stage.participant("A-17")
        await stage.close("A-17")
        await stage.at("2029-03-09 10:00")
        alva.press_data(await _tomorrow(stage, "A-17"))
        await shows(alva, "Jag påminner dig måndag 12 mars.")
        await stage.at("2029-03-12 09:00")
        assert sent(stage, alva, REMINDER) == 1


async def _tomorrow(stage: Scene, reference: str) -> str:
    enrolment = await stage.enrolment(reference)
    run = await stage.unit(lambda unit: unit.count("SELECT MAX(id) FROM runs WHERE enrolment = ?", enrolment.id))
    return f"rt:{run}"


async def test_who_answered_is_not_reminded(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        for label in ("Börja", "Studier", "7", "Ganska bra", "Skicka in"):
            await tap(alva, label)
        await shows(alva, "Tack")
        await stage.at("2029-03-12 08:00")
        assert sent(stage, alva, REMINDER) == 0


@pytest.mark.parametrize("first", ["the answer", "the close", "the pause", "the erasure"])
async def test_a_letter_on_its_way_is_dropped_when_something_else_comes_first(tmp_path: Path, first: str) -> None:
    async with scene(tmp_path, at="2029-03-05 18:00") as stage:
        alva = await stage.participant("A-17")
        enrolment = await stage.enrolment("A-17")
        await stage.at("2029-03-05 22:00")
        await _letter_waits(stage, enrolment.person or 0, await _tomorrow(stage, "A-17"))
        if first == "the answer":
            for label in ("Börja", "Studier", "7", "Ganska bra", "Skicka in"):
                await tap(alva, label)
            await shows(alva, "Tack")
        elif first == "the close":
            await stage.close("A-17")
        elif first == "the pause":
            alva.send("/paus")
            await shows(alva, "Nu är det tyst.")
        else:
            alva.send("/radera")
            await tap(alva, "Radera")
            await shows(alva, "Nu är allt som gäller dig raderat.")
        await stage.at("2029-03-06 08:00")
        assert sent(stage, alva, REMINDER) == 0


async def _letter_waits(stage: Scene, person: int, button: str, key: str = "by hand") -> None:
    run = int(button.removeprefix("rt:"))
    await stage.unit(lambda unit: outbox.put(unit, key, person, "reminder", run, stage.stage.clock()))
    await stage.all_is_told()


async def test_a_letter_that_waits_when_the_window_closes_goes_out_in_the_morning(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-09 18:00") as stage:
        alva = await stage.participant("A-17")
        enrolment = await stage.enrolment("A-17")
        await stage.at("2029-03-09 19:00")
        await _letter_waits(stage, enrolment.person or 0, await _tomorrow(stage, "A-17"))
        await stage.at("2029-03-10 12:00")
        assert sent(stage, alva, REMINDER) == 0
        await stage.at("2029-03-12 08:00")
        assert sent(stage, alva, REMINDER) == 1


async def test_of_two_letters_about_a_form_that_waited_for_the_morning_only_the_later_goes_out(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-03-05 18:00") as stage:
        alva = await stage.participant("A-17")
        person = (await stage.enrolment("A-17")).person or 0
        await stage.at("2029-03-05 22:00")
        for key in ("first", "second"):
            await _letter_waits(stage, person, await _tomorrow(stage, "A-17"), key)
        await stage.at("2029-03-06 08:00")
        assert sent(stage, alva, REMINDER) == 1


@pytest.mark.parametrize("how", ["closed", "quiet", "erased"])
async def test_nobody_is_reminded_after_the_close_the_pause_or_the_erasure(tmp_path: Path, how: str) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        if how == "closed":
            await stage.close("A-17")
            await shows(alva, OFFER)
        elif how == "quiet":
            alva.send("/paus")
            await shows(alva, "Nu är det tyst.")
        else:
            alva.send("/radera")
            await tap(alva, "Radera")
            await shows(alva, "Nu är allt som gäller dig raderat.")
        await stage.at("2029-03-12 08:00")
        reminders = sent(stage, alva, REMINDER)
        assert reminders == (1 if how == "closed" else 0), "after the close only the closing form is reminded of"


async def test_nobody_is_written_to_at_night_on_a_weekend_or_on_christmas_eve(tmp_path: Path) -> None:
    async with scene(tmp_path, at="2029-12-21 18:30") as stage:
        alva = await stage.participant("A-17")
        await stage.at("2029-12-21 20:00")
        await stage.close("A-17")
        for free in ("21 23:00", "22 12:00", "24 10:00", "26 10:00", "27 07:59"):
            await stage.at(f"2029-12-{free}")
            assert sent(stage, alva, OFFER) == 0, free
        await stage.at("2029-12-27 08:00")
        assert sent(stage, alva, OFFER) == 1


async def test_the_last_day_is_told_of_and_no_reminder_is_offered_that_would_come_too_late(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await stage.close("A-17")
        await stage.at("2029-05-04 08:00")
        [last] = texts(alva, LAST_DAY)
        assert last.labels == (("Börja",),)
        await stage.at("2029-05-05 08:00")
        await tap(alva, "Börja")
        await shows(alva, "stängda")


async def test_what_participants_are_sent_is_short_and_names_no_topic(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17")
        await stage.close("A-17")
        await stage.at("2029-03-12 09:00")
        await stage.at("2029-05-04 09:00")
        calls = stage.stage.world.calls.of("sendMessage", chat=alva.chat.id)
        letters = [str(call.parameters["text"]) for call in calls if "Hej!" in str(call.parameters["text"])][-3:]
        assert [OFFER in letters[0], REMINDER in letters[1], "sista dagen" in letters[2]] == [True, True, True]
        for letter in letters:
            assert len(letter.split()) <= 60
            assert not [word for word in ("stöd", "samverkan", "avslut", "insats", "rehab") if word in letter.lower()]


async def test_letters_are_in_the_readers_language(tmp_path: Path) -> None:
    async with scene(tmp_path) as stage:
        alva = await stage.participant("A-17", language="English")
        await stage.at("2029-03-12 08:00")
        [reminder] = texts(alva, "Hello! The questions for you are still here.")
        assert reminder.labels == (("Start",), ("Remind me tomorrow",))
        await tap(alva, "Remind me tomorrow")
        await shows(alva, "Okay! I will remind you tomorrow, Tuesday 13 March.")
