"""Every button has a typed equivalent: its words, or its number."""

import asyncio

import pytest

from bot.playground import Person
from tests.conversations.scene import Scene
from tests.harness import PATIENCE, PROGRAMME, shows


async def test_a_whole_form_can_be_typed(scene: Scene) -> None:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    for text in ("ja", "börja", "studier", "7", "tillbaka", "behåll mitt svar", "2", "ändra 2", "8", "skicka in"):
        await scene.say(alva, text)
    assert alva.chat.text == "Tack! Dina svar har kommit fram."
    assert [message.text for message in alva.chat.shown if not message.from_bot][1:] == ["ja", "börja"]


async def test_no_can_be_typed(scene: Scene) -> None:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    await scene.say(alva, "Nej.")
    assert "Vi har inte sparat något om dig" in alva.chat.text
    assert scene.count("people") == 0


@pytest.mark.parametrize("text", ["English", "english", "2"])
async def test_a_language_can_be_typed(scene: Scene, text: str) -> None:
    alva = await scene.participant()
    await scene.say(alva, "/sprak")
    await scene.say(alva, text)
    assert "English" in alva.chat.text


@pytest.mark.parametrize(("text", "people"), [("behåll", 1), ("1", 1), ("radera", 0), ("2", 0)])
async def test_erasing_can_be_typed(scene: Scene, text: str, people: int) -> None:
    alva = await scene.participant()
    await scene.say(alva, "/radera")
    await scene.say(alva, text)
    assert scene.count("people") == people


async def test_a_word_for_erasing_holds_only_right_after_the_question(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.say(alva, "/radera")
    await scene.say(alva, "/hjalp")
    await scene.say(alva, "radera")
    assert scene.count("people") == 1


async def test_closing_can_be_typed(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    link = await scene.link(reference="A-17")
    alva = scene.stage.world.person("Alva", "sv")
    await scene.say(alva, f"/start {link.invitation.payload}")
    await scene.walk(alva)
    for text in ("/avsluta", "a-17", "studier", "idag", "nej", "ej mätt", "vet inte än", "avsluta"):
        await scene.say(coach, text)
    closed, sheet = coach.chat.from_bot[-2:]
    assert closed.text == "A-17 är avslutad: Studier."
    assert "Underlag för SUS: A-17" in sheet.text


@pytest.mark.parametrize("steps", [(), ("A-17",), ("A-17", "hoppa över")])
async def test_an_invitation_can_be_left_at_every_step(scene: Scene, steps: tuple[str, ...]) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    for text in ("/ny", *steps, "Avbryt."):
        await scene.say(coach, text)
    assert coach.chat.text == "Avbrutet. Inget har ändrats."
    assert scene.count("enrolments") == scene.count("expectations") == 0


@pytest.mark.parametrize("steps", [(), ("1",), ("1", "studier"), ("1", "1", "idag"), ("1", "1", "idag", "ja")])
async def test_a_closing_can_be_left_at_every_step(scene: Scene, steps: tuple[str, ...]) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.participant()
    for text in ("/avsluta", *steps, "avbryt"):
        await scene.say(coach, text)
    assert coach.chat.text == "Avbrutet. Inget har ändrats."
    assert scene.count("enrolments", "state = 'closed'") == 0


async def test_the_word_on_the_button_leaves_an_invitation_undone(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    for text in ("/ny", "avbryt"):
        await scene.say(coach, text)
    assert coach.chat.text == "Avbrutet. Inget har ändrats."
    assert scene.count("enrolments") == 0


async def wishes_contact(scene: Scene, person: Person) -> None:
    """Let a person ask for contact, and wait until it is known that the coach was told."""
    await scene.say(person, "/kontakt")
    async with asyncio.timeout(PATIENCE):
        while not scene.count("outbox", "kind = 'contact' AND state = 'sent'"):  # noqa: ASYNC110  # no bell rings then
            await asyncio.sleep(0.01)


async def test_a_button_of_a_letter_can_be_typed_and_a_number_still_means_the_screen_before(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.participant()
    await scene.say(coach, "/deltagare")
    await wishes_contact(scene, alva)
    await scene.say(coach, "1")
    await shows(coach, "Inbjuden:")
    assert scene.count("tasks", "taken = 1") == 0


async def test_who_is_told_of_a_wish_for_contact_can_type_that_they_take_it(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.participant()
    await wishes_contact(scene, alva)
    await scene.say(coach, "jag tar det")
    await shows(alva, "Vi har sett att du vill ha kontakt")


async def test_a_programme_can_be_typed(scene: Scene) -> None:
    coach = await scene.staff("coach")
    for text in ("/ny", "projekt enter", "A-17", "igår", "vet inte"):
        await scene.say(coach, text)
    assert "Länk till A-17" in coach.chat.transcript
    assert scene.count("enrolments", "programme = 'enter'") == 1


async def test_trying_can_be_typed(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, f"/start {(await scene.link()).invitation.payload}")
    for text in ("prova", "studier", "7"):
        await scene.say(coach, text)
    assert "PROV, inget sparas. Fråga 3 av 4" in coach.chat.text


async def test_what_buttons_said_is_not_kept_readably(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    link = await scene.link(reference="Hemligt ord")
    alva = scene.stage.world.person("Alva", "sv")
    await scene.say(alva, f"/start {link.invitation.payload}")
    await scene.walk(alva)
    await scene.say(coach, "/avsluta")
    kept = b"".join(file.read_bytes() for file in scene.stage.folder.glob("foljsam.db*"))
    assert scene.count("expectations") == 1
    assert b"emligt ord" not in kept
