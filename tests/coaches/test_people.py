"""A coach's list and cards: what they tell, what can be done, and who may."""

from datetime import date, timedelta
from pathlib import Path

import yaml

from bot.actions.staff import remove, staff
from bot.playground import Person
from storage import people
from tests.coaches.phones import card, coach, invited, labels, link_in, on, takes_part, toast, too_late
from tests.harness import PATIENCE, shows, staged, tap

CHANGED = "Någon hann ändra före dig."


async def test_the_list_shows_state_what_is_answered_and_what_comes_next(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        alva = await takes_part(stage, await invited(asking, "A-17"))
        await invited(asking, "A-18")
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")
        asking.send("/deltagare")
        listed = await shows(asking, "2 deltagare")
        assert "A-17: aktiv" in listed.text
        assert "inte svarat" in listed.text
        assert "Nästa: " in listed.text
        assert "A-18: inbjuden" in listed.text
        assert "Länken gäller till och med" in listed.text
        await tap(alva, "7")
        await tap(alva, "Ganska bra")
        await tap(alva, "Skicka in")
        await shows(alva, "Tack")
        shown = await card(asking, "A-17")
        assert ": svarat" in shown.text
        assert "Studier" not in asking.chat.transcript
        assert "Ganska bra" not in asking.chat.transcript
        assert {"Planerat slut", "Pausa", "Avsluta", "Ny länk", "Prova frågorna", "Radera"} <= labels(shown)
        assert stage.world.calls.refused == []


async def test_the_list_has_eight_a_page_and_turns(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        for number in range(10):
            await invited(asking, f"P-{number}")
        asking.send("/deltagare")
        first = await shows(asking, "10 deltagare")
        assert {f"P-{number}" for number in range(8)} < labels(first)
        assert "P-8" not in labels(first)
        await tap(asking, "Fler")
        await asking.chat.wait(lambda chat: "P-9" in labels(chat.messages[first.id]), timeout=PATIENCE)
        await tap(asking, "Färre")
        await asking.chat.wait(lambda chat: "P-0" in labels(chat.messages[first.id]), timeout=PATIENCE)
        assert stage.world.calls.refused == []


async def test_a_planned_end_is_typed_and_extended_and_moves_with_pauses_untouched(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await takes_part(stage, await invited(asking, "A-17"))
        await card(asking, "A-17")
        await tap(asking, "Planerat slut")
        await shows(asking, "Vilken dag ska A-17 sluta?")
        asking.send("igår")
        await shows(asking, "Jag förstår inte dagen.")
        for typed, answer in (
            ("2020-01-01", "Dagen har redan varit."),
            ("31 februari", "Den dagen finns inte."),
            ("9999-01-01", "Dagen ligger för långt fram"),
        ):
            asking.send(typed)
            await shows(asking, answer)
        end = date(date.today().year + 1, 8, 31)  # noqa: DTZ011  # the bot's zone decides nothing a year ahead
        asking.send(end.isoformat())
        await shows(asking, f"Planerat slut: 31 aug. {end.year}")
        await tap(asking, "+1 månad")
        await shows(asking, f"Planerat slut: 30 sep. {end.year}")
        await tap(asking, "+3 månader")
        await shows(asking, f"Planerat slut: 30 dec. {end.year}")
        await tap(asking, "Pausa")
        await shows(asking, "pausad")
        await tap(asking, "Fortsätt")
        await asking.chat.wait(lambda chat: "Pausa" in labels(chat.from_bot[-1]), timeout=PATIENCE)
        assert stage.world.calls.refused == []


def _commands(person: Person) -> set[str]:
    return {each["command"] for each in person.menu}


async def test_a_new_link_moves_the_enrolment_to_the_new_phone_and_lets_the_old_one_go(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        first = await invited(asking, "A-17")
        old = await takes_part(stage, first)
        await tap(old, "Börja")
        question = await shows(old, "Fråga 1 av 3")
        await card(asking, "A-17")
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, PATIENCE)
        asking.chat.presses.clear()
        await tap(asking, "Ny länk")
        await asking.chat.wait(
            lambda chat: sum("Läs av med" in each.text for each in chat.from_bot) == 2, timeout=PATIENCE
        )
        second = await link_in(asking, "Länk till A-17:")
        assert second != first
        new = old.new_phone()
        new.open(second)
        await tap(new, "Svenska")
        await shows(new, "Fråga 1 av 3")
        await too_late(old, "Studier", question)
        old.open(first)
        await shows(old, "Den här länken eller koden fungerar inte.")
        await tap(new, "Studier")
        await shows(new, "Fråga 2 av 3")
        await old.chat.wait(lambda _: _commands(old) == {"hjalp"} and "enkat" in _commands(new), timeout=PATIENCE)
        assert await stage.unit(lambda unit: people.by_chat(unit, old.id)) is None
        status = await stage.figures()
        assert status["people"]["active"] == 1
        assert stage.world.calls.refused == []


async def test_a_new_link_kills_an_unused_one_and_a_revoked_one_opens_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        first = await invited(asking, "A-17")
        await card(asking, "A-17")
        await tap(asking, "Ny länk")
        await asking.chat.wait(
            lambda chat: sum("Läs av med" in each.text for each in chat.from_bot) == 2, timeout=PATIENCE
        )
        second = await link_in(asking, "Länk till A-17:")
        stranger = stage.world.person("Bo", "sv")
        stranger.open(first)
        await shows(stranger, "fungerar inte")
        await card(asking, "A-17")
        await tap(asking, "Dra tillbaka")
        await shows(asking, "Länken fungerar inte längre.")
        other = stage.world.person("Cia", "sv")
        other.open(second)
        await shows(other, "fungerar inte")
        assert stage.world.calls.refused == []


async def test_another_coach_sees_nothing_until_the_person_is_given_to_them(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage, name="Ada")
        other = await coach(stage, name="Bo")
        await takes_part(stage, await invited(asking, "A-17"))
        shown = await card(asking, "A-17")
        pause = next(button.data or "" for button in shown.buttons if button.text == "Pausa")
        other.send("/deltagare")
        await shows(other, "Du har inga deltagare än.")
        other.press_data(pause)
        await toast(other, "Knappen gäller inte längre")
        await tap(asking, "Flytta")
        await shows(asking, "Vem ska ha A-17?")
        await tap(asking, "Bo")
        await shows(asking, "A-17 är nu hos Bo.")
        await shows(other, "A-17 är din deltagare från och med nu.")
        await tap(other, "A-17")
        await shows(other, "Inbjuden:")
        asking.press_data(pause, message=shown)
        await toast(asking, "Knappen gäller inte längre")
        assert stage.world.calls.refused == []


async def test_a_stand_in_acts_until_the_day_and_of_two_at_once_one_wins_and_the_other_is_told(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage, name="Ada")
        other = await coach(stage, name="Bo")
        await takes_part(stage, await invited(asking, "A-17"))
        asking.send("/deltagare")
        await tap(asking, "Vikarie")
        await tap(asking, "Bo")
        await shows(asking, "Till och med vilken dag är Bo vikarie?")
        asking.send("om två veckor")
        await shows(asking, "Bo är din vikarie till och med")
        await shows(other, "Du är vikarie för Ada till och med")
        await tap(other, "Se deltagarna")
        assert "hos Ada" in (await shows(other, "1 deltagare")).text
        await tap(other, "A-17")
        theirs = await shows(other, "Inbjuden:")
        ours = await card(asking, "A-17")
        asking.press_label("Pausa", message=ours)
        await shows(asking, "pausad")
        other.press_label("Pausa", message=theirs)
        told = await shows(other, CHANGED)
        assert "pausad" in told.text
        assert "Fortsätt" in labels(told)
        stage.clock.ahead = timedelta(days=15)
        other.press_label("Fortsätt", message=told)
        await toast(other, "Knappen gäller inte längre")
        other.send("/deltagare")
        await shows(other, "Du har inga deltagare än.")
        assert stage.world.calls.refused == []


async def test_a_removed_coach_is_refused_and_their_people_are_found_by_the_others(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage, name="Ada")
        other = await coach(stage, name="Bo")
        await invited(asking, "A-17")
        shown = await card(asking, "A-17")
        [ada, _] = await stage.act(staff)
        await stage.act(lambda here: remove(here, ada.id))
        asking.press_label("Ny länk", message=shown)
        await toast(asking, "Knappen gäller inte längre")
        asking.send("/deltagare")
        await shows(asking, "Det förstod jag inte.")
        await card(other, "A-17")
        await tap(other, "Flytta")
        await tap(other, "Till mig")
        await shows(other, "Inbjuden:")
        assert stage.world.calls.refused == []


async def test_erasing_keeps_first_and_then_leaves_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        alva = await takes_part(stage, await invited(asking, "A-17"))
        await card(asking, "A-17")
        await tap(asking, "Radera")
        assert labels(await shows(asking, "Radera A-17?")) == {"Behåll", "Radera"}
        asking.press(0, 0)
        await shows(asking, "Inbjuden:")
        await tap(asking, "Radera")
        await shows(asking, "Radera A-17?")
        asking.send("radera")
        await shows(asking, "Raderat.")
        alva.send("/enkat")
        asking.send("/deltagare")
        await shows(asking, "Du har inga deltagare än.")
        status = await stage.figures()
        assert (status["people"]["erased"], status["people"]["active"]) == (1, 0)
        assert stage.world.calls.refused == []


async def test_without_a_retention_decision_erasing_asks_the_association(tmp_path: Path) -> None:
    text = (Path("flows") / "definitions" / "association.yaml").resolve()
    association = tmp_path / "association.yaml"
    decided = yaml.safe_load(text.read_text("utf-8"))
    del decided["retention"]
    association.write_text(yaml.safe_dump(decided), "utf-8")
    async with staged(tmp_path, association=str(association)) as stage:
        asking = await coach(stage)
        await takes_part(stage, await invited(asking, "A-17"))
        await card(asking, "A-17")
        await tap(asking, "Radera")
        await on(asking, "Förbundet avgör", "Radera")
        await shows(asking, "Förbundet har fått i uppgift")
        asking.send("/deltagare")
        await shows(asking, "A-17: förbundet avgör om radering")
        await tap(asking, "A-17")
        assert labels(await shows(asking, "Inbjuden:")) == {"Till listan"}
        assert stage.world.calls.refused == []


async def test_trying_as_a_participant_stores_nothing(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        await invited(asking, "A-17")
        await card(asking, "A-17")
        await tap(asking, "Prova frågorna")
        await shows(asking, "PROV, inget sparas.")
        await tap(asking, "Studier")
        await shows(asking, "Fråga 2 av 4")
        status = await stage.figures()
        assert {each["answered"] for each in status["responses"]} == {0}
        assert stage.world.calls.refused == []
