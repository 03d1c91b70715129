"""``/blankett``: a form to print, as a file, for those who hand it out."""

from bot.playground import Person
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME


def file_of(scene: Scene, person: Person) -> tuple[str, bytes]:
    """Give the newest file that the bot sent someone."""
    sent = next(each.content["document"] for each in reversed(person.chat.from_bot) if "document" in each.content)
    assert isinstance(sent, dict)
    return str(sent["file_name"]), scene.stage.world.files[sent["file_id"]].data


async def test_a_coach_prints_a_form_in_another_language(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME, name="Robin")
    await scene.say(coach, "/blankett")
    await scene.press(coach, "Frågor i slutet")
    await scene.press(coach, "English")
    name, data = file_of(scene, coach)
    assert name == "avslut-en.pdf"
    assert data.startswith(b"%PDF-")
    assert "kuvert" in " ".join(message.text for message in coach.chat.from_bot)


async def test_no_participant_prints_forms(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.say(alva, "/blankett")
    assert "document" not in alva.chat.from_bot[-1].content
