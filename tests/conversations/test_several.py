"""Several programmes, several forms, and a form that ends while it is under way."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Person
from flows.catalogue import SHIPPED
from tests.conversations.scene import Scene, set_scene
from tests.harness import PROGRAMME, shows

SUPPORT = "stod-till-arbete"
"""A programme that asks nothing at the start."""


async def in_two_programmes(scene: Scene) -> Person:
    """Give a person with the closing form of one programme and the form of the start of another."""
    coach = await scene.staff("coach", SUPPORT)
    alva = await scene.participant(programme=SUPPORT)
    assert alva.chat.text == "Tack! Vi hör av oss här när det finns frågor till dig."
    await scene.close(coach)
    await shows(alva, "Hej! Här är några frågor till dig.")
    await scene.say(alva, f"/start {(await scene.link()).invitation.payload}")
    await scene.press(alva, "Svenska")
    await scene.press(alva, "Ja")
    return alva


@pytest.mark.parametrize("choice", ["Frågor i början", "2"])
async def test_who_has_two_forms_chooses(scene: Scene, choice: str) -> None:
    alva = await in_two_programmes(scene)
    await scene.say(alva, "/enkat")
    assert alva.chat.last
    assert alva.chat.last.labels == (("Frågor i slutet",), ("Frågor i början",))
    await scene.say(alva, choice)
    assert "Vad vill du helst nå?" in alva.chat.text


async def test_each_form_is_answered_on_its_own(scene: Scene) -> None:
    alva = await in_two_programmes(scene)
    for form in ("Frågor i slutet", "Frågor i början"):
        await scene.say(alva, "/enkat")
        if alva.chat.last and (form,) in alva.chat.last.labels:
            await scene.press(alva, form)
        assert "Tack" in (await scene.walk(alva))[-1].text
    assert scene.count("runs", "state = 'sent'") == 2
    assert scene.count("linked_answers") == 3
    assert await scene.waiting() == 4


async def test_the_form_of_the_start_ends_with_the_closure(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.participant()
    for label in ("Börja", "Studier"):
        await scene.press(alva, label)
    old = alva.chat.last
    assert old
    await scene.close(coach)
    await shows(alva, "Hej! Här är några frågor till dig.")
    assert scene.count("linked_answers") == 0
    await scene.press_data(alva, old.buttons[0].data or "", old)
    assert alva.chat.messages[old.id].text == "De här frågorna är stängda nu. Tack ändå!"
    assert alva.chat.messages[old.id].labels == ()
    assert scene.count("linked_answers") == 0


@pytest.fixture
async def without_assessment(tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene in which one programme has no impact assessment on record."""
    lines = (SHIPPED / "association.yaml").read_text().splitlines()
    file = tmp_path / "association.yaml"
    file.write_text("\n".join(line for line in lines if not line.startswith(f"  {PROGRAMME}:")))
    async with set_scene(tmp_path, association=str(file)) as scene:
        yield scene


@pytest.mark.parametrize("text", ["/ny", "/ny A-17"])
async def test_a_programme_without_an_assessment_invites_nobody(without_assessment: Scene, text: str) -> None:
    coach = await without_assessment.staff("coach", PROGRAMME)
    await without_assessment.say(coach, text)
    assert "ingen beslutad konsekvensbedömning" in coach.chat.text
    await without_assessment.say(coach, "B-18")
    assert without_assessment.count("enrolments") == 0
