"""Stop and resume, days later and by every way: the answers stay, and are not left in the chat."""

from datetime import timedelta

import pytest

from bot.playground import Person
from tests.conversations.scene import Scene

PAUSED = "Pausat. Dina svar finns kvar. Skriv /enkat när du vill fortsätta."


async def half_way(scene: Scene) -> Person:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7"):
        await scene.press(alva, label)
    return alva


async def stop(scene: Scene, person: Person, way: str) -> None:
    if way == "Pausa pressed":
        await scene.press(person, "Pausa")
    else:
        await scene.say(person, way)


@pytest.mark.parametrize("way", ["Pausa pressed", "Pausa", "/avbryt"])
async def test_a_form_left_is_taken_up_where_it_was_days_later(scene: Scene, way: str) -> None:
    alva = await half_way(scene)
    await stop(scene, alva, way)
    assert alva.chat.text == PAUSED
    assert [message.text for message in alva.chat.from_bot] == [PAUSED]
    scene.stage.clock.ahead = timedelta(days=6)
    await scene.say(alva, "/enkat")
    assert "Du har svarat på 2 av 3 frågor." in alva.chat.text
    assert sum("Pausat" in message.text for message in alva.chat.from_bot) == 0
    await scene.press(alva, "Fortsätt")
    assert "Fråga 3 av 3" in alva.chat.text


@pytest.mark.parametrize("way", ["Pausa pressed", "/avbryt"])
async def test_no_answer_stays_in_the_chat_when_a_review_is_left(scene: Scene, way: str) -> None:
    alva = await half_way(scene)
    await scene.press(alva, "Ganska bra")
    assert "Studier" in alva.chat.text
    await stop(scene, alva, way)
    assert "Studier" not in alva.chat.transcript
    assert scene.count("linked_answers") == 3


@pytest.mark.parametrize("word", ["Fortsätt", "fortsätt.", "1"])
async def test_go_on_can_be_typed(scene: Scene, word: str) -> None:
    alva = await half_way(scene)
    await scene.press(alva, "Pausa")
    await scene.say(alva, word)
    assert "Fråga 3 av 3" in alva.chat.text


async def test_what_is_typed_after_a_pause_is_no_answer(scene: Scene) -> None:
    alva = await half_way(scene)
    await scene.press(alva, "Pausa")
    before = scene.tables()
    await scene.say(alva, "Ganska bra")
    assert "/hjalp" in alva.chat.text
    assert scene.tables() == before


async def test_leaving_when_nothing_is_asked_says_so(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.walk(alva)
    await scene.say(alva, "/avbryt")
    assert alva.chat.text == "Du har inga frågor att svara på just nu."


async def test_leaving_twice_keeps_the_form(scene: Scene) -> None:
    alva = await half_way(scene)
    for _ in range(2):
        await scene.say(alva, "/avbryt")
        assert alva.chat.text == PAUSED
    assert scene.count("linked_answers") == 2


async def test_a_form_goes_on_after_the_bot_was_away(scene: Scene) -> None:
    alva = await half_way(scene)
    await scene.stage.stop()
    alva.press_label("Ganska bra")
    await scene.stage.start()
    await scene.quiet()
    assert "Är allt rätt?" in alva.chat.text
