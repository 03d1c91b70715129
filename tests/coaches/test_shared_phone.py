"""Two links to one programme on one phone: the same person once more, or another one."""

from pathlib import Path

from tests.coaches.phones import coach, invited, on, takes_part
from tests.harness import PATIENCE, shows, staged, tap


async def test_another_person_is_pointed_to_paper_the_link_stays_unused_and_the_coach_is_told(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        phone = await takes_part(stage, await invited(asking, "A-17"))
        link = await invited(asking, "B-18")
        phone.open(link)
        asked = await shows(phone, "Är det du, och har du fått en ny länk?")
        assert asked.labels == (("Ja", "Nej"),)
        await tap(phone, "Nej")
        await shows(phone, "Då svarar du på papper")
        await shows(asking, "Länken till B-18 öppnades på en telefon där någon annan redan är med.")
        await takes_part(stage, link, "Bo")
        status = await stage.figures()
        assert status["people"]["active"] == 2
        assert stage.world.calls.refused == []


async def test_the_same_person_typing_yes_takes_part_once_more(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        phone = await takes_part(stage, await invited(asking, "A-17"))
        phone.open(await invited(asking, "A-17-2"))
        await shows(phone, "Är det du")
        phone.send("kanske")
        await phone.chat.wait(
            lambda chat: sum("Är det du" in each.text for each in chat.from_bot) == 2, timeout=PATIENCE
        )
        phone.send("ja")
        await on(phone, "Vill du vara med", "Ja")
        await phone.chat.wait(lambda chat: "Vill du vara med" not in chat.from_bot[-1].text, timeout=PATIENCE)
        status = await stage.figures()
        assert status["people"]["active"] == 2
        assert stage.world.calls.refused == []


async def test_an_old_language_button_does_not_get_round_the_question(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        asking = await coach(stage)
        first, second = await invited(asking, "A-17"), await invited(asking, "B-18")
        phone = stage.world.person("Alva", "sv")
        phone.open(second)
        early = await shows(phone, "Välj språk")
        phone.open(first)
        await phone.chat.wait(lambda chat: len(chat.from_bot) == 2, timeout=PATIENCE)
        await tap(phone, "Svenska")
        await tap(phone, "Ja")
        await phone.chat.wait(lambda chat: "Vill du vara med" not in chat.from_bot[-1].text, timeout=PATIENCE)
        phone.press_label("Svenska", message=early)
        await shows(phone, "Den här länken eller koden fungerar inte.")
        status = await stage.figures()
        assert status["people"]["active"] == 1
        assert stage.world.calls.refused == []
