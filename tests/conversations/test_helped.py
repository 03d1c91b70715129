"""How a form was answered: in which register and with whose help; coarsely, and of anonymous forms not at all."""

from pathlib import Path

from bot.actions.coordinator.export import export
from bot.chat.buttons import Choose
from locales.languages import EASY
from locales.translator import translator
from tests.conversations.scene import Scene, set_scene
from tests.harness import PROGRAMME

HELP = "Jag får hjälp att svara"


async def test_a_person_says_that_they_get_help_and_only_that_is_kept(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    await scene.press(alva, HELP)
    assert "Din coach får inte svara åt dig eller se dina svar." in alva.chat.text
    assert "Vi sparar bara att du fick hjälp, inte av vem." in alva.chat.text
    await scene.say(alva, "en tolk hjälper mig")
    assert "Fråga 1 av 3" in alva.chat.text
    await scene.press(alva, "Studier")
    assert HELP not in str(alva.chat.last and alva.chat.last.labels)
    assert scene.count("runs", "supported = 1 AND register = 'standard'") == 1
    await scene.press(alva, "Tillbaka")
    await scene.press(alva, HELP)
    await scene.press(alva, "Jag svarar själv")
    assert scene.count("runs", "supported = 0") == 1
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    await scene.press(alva, "Keep my answer")
    assert scene.count("runs", "register = 'standard'") == 1, "nothing was answered in English yet"
    await scene.press(alva, "5")
    assert scene.count("runs", "register = 'mixed'") == 1
    await scene.say(alva, "/mindata")
    assert "You answered in more than one language." in alva.chat.text


async def test_of_an_anonymous_form_neither_help_nor_language_is_kept(scene: Scene) -> None:
    alva = await scene.at_the_end()
    await scene.press(alva, "Börja")
    await scene.press(alva, HELP)
    assert "Vi sparar inte att du fick hjälp." in alva.chat.text
    await scene.press(alva, "Någon läser högt för mig")
    await scene.walk(alva)
    assert scene.count("runs", "linked = 0 AND (supported IS NOT NULL OR register IS NOT NULL)") == 0
    assert scene.count("runs", "linked = 0 AND state = 'sent'") == 1


async def test_a_coach_cannot_answer_for_a_participant_nor_say_who_helps(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    before = scene.tables()
    for data in (Choose(1, 0, 0).pack(), "ha:1", "hb:1:1", "hb:1:7"):
        press = await scene.press_data(coach, data)
        assert press.toast
        assert press.toast.text == "Knappen gäller inte längre"
    assert scene.tables() == before
    assert (await scene.press_data(alva, "hb:1:7")).toast
    assert scene.tables() == before


async def test_an_export_tells_in_which_register_and_with_help_where_enough_did_so(tmp_path: Path) -> None:
    t = translator(EASY.code)
    async with set_scene(tmp_path, draft_languages="true") as scene:
        for number in range(6):
            alva = await scene.invited(f"Alva {number}")
            for swedish in (EASY.own_name, "Ja", "Börja", HELP, "En tolk hjälper mig"):
                await scene.press(alva, t(swedish))
            await scene.walk(alva)
        made = await scene.do(lambda here: export(here, PROGRAMME))
    assert [(each.register, each.supported) for each in made.responses] == [("easy", True)] * 6
