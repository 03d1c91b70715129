"""Languages stand by their own names, and can be changed at any moment without losing anything."""

from tests.conversations.scene import Scene


async def test_languages_stand_by_their_own_names(scene: Scene) -> None:
    alva = await scene.invited()
    assert alva.chat.last
    assert alva.chat.last.labels == (("Svenska",), ("English",))
    await scene.press(alva, "English")
    await scene.say(alva, "/sprak")
    assert [button.text for button in alva.chat.last.buttons] == ["Svenska", "English"]


async def test_a_switch_in_the_middle_keeps_answers_and_place(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "7"):
        await scene.press(alva, label)
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    assert "Question 3 of 3" in alva.chat.text
    await scene.say(alva, "/språk")
    await scene.press(alva, "Svenska")
    assert "Fråga 3 av 3" in alva.chat.text
    assert sum("3" in message.text for message in alva.chat.from_bot) == 1
    await scene.press(alva, "Ganska bra")
    assert "Studier" in alva.chat.text


async def test_a_switch_before_the_yes_asks_again_in_the_new_language(scene: Scene) -> None:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    assert alva.chat.last
    assert alva.chat.last.labels[0] == ("Yes", "No")


async def test_the_closing_survey_comes_in_the_language_chosen(scene: Scene) -> None:
    coach = await scene.staff("coach", "samverkansteam-finnveden")
    alva = await scene.participant()
    await scene.walk(alva)
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    await scene.close(coach)
    await alva.chat.wait(lambda chat: chat.last and chat.last.labels == (("Start",), ("Remind me tomorrow",)))


async def test_a_language_that_is_not_offered_cannot_be_forged(scene: Scene) -> None:
    alva = await scene.participant()
    before = scene.tables()
    press = await scene.press_data(alva, "l:ar:")
    assert press.toast
    assert press.toast.text == "Knappen gäller inte längre"
    assert scene.tables() == before


async def test_a_stranger_is_met_in_the_phones_language(scene: Scene) -> None:
    stranger = scene.stage.world.person("Stranger", "en-GB")
    await scene.say(stranger, "/start")
    assert "Hi!" in stranger.chat.text or "Hello" in stranger.chat.text
