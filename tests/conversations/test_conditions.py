"""A question that depends on an earlier answer appears, is set aside with its answer, and comes back."""

from bot.playground import Person
from tests.conversations.scene import Scene

FOLLOW_UP = "Vad skulle göra stödet bättre?"


async def dissatisfied(scene: Scene) -> Person:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7"):
        await scene.press(alva, label)
    assert "Fråga 3 av 3" in alva.chat.text
    await scene.press(alva, "Ganska dåligt")
    return alva


async def change_support(scene: Scene, person: Person, to: str) -> None:
    await scene.press(person, "Ändra 3")
    await scene.press(person, to)


async def test_the_follow_up_appears_and_is_counted(scene: Scene) -> None:
    alva = await dissatisfied(scene)
    assert "Fråga 4 av 4" in alva.chat.text
    assert FOLLOW_UP in alva.chat.text


async def test_its_answer_is_set_aside_and_comes_back(scene: Scene) -> None:
    alva = await dissatisfied(scene)
    await scene.say(alva, "Mer tid")
    assert "Mer tid" in alva.chat.text
    await change_support(scene, alva, "Mycket bra")
    assert "Mer tid" not in alva.chat.text
    assert "Ändra 4" not in alva.chat.transcript
    await change_support(scene, alva, "Mycket dåligt")
    assert "Är allt rätt?" in alva.chat.text
    assert "Mer tid" in alva.chat.text


async def test_what_was_set_aside_is_not_sent_in(scene: Scene) -> None:
    alva = await dissatisfied(scene)
    await scene.say(alva, "Mer tid")
    await change_support(scene, alva, "Mycket bra")
    await scene.press(alva, "Skicka in")
    assert scene.count("linked_answers") == 3
    assert scene.count("linked_answers", "question = 'vad-saknas'") == 0


async def test_an_old_button_of_a_question_set_aside_does_nothing(scene: Scene) -> None:
    alva = await dissatisfied(scene)
    old = alva.chat.last
    assert old
    await scene.press(alva, "Hoppa över")
    await change_support(scene, alva, "Mycket bra")
    before, shown = scene.tables(), alva.chat.text
    await scene.press_data(alva, old.buttons[0].data or "")
    assert (scene.tables(), alva.chat.text) == (before, shown)
