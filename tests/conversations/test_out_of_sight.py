"""What is typed answers the question that stands before the person, never one that is out of sight; and is answered."""

from tests.conversations.scene import Scene


async def test_while_it_is_asked_who_helps_nothing_typed_answers_the_question_behind_it(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    await scene.press(alva, "Jag får hjälp att svara")
    for text in ("studier", "4"):
        await scene.say(alva, text)
        assert "Det förstod jag inte." in alva.chat.text
    assert scene.count("linked_answers") == 0
    await scene.press(alva, "Någon läser högt för mig")
    assert "Fråga 1 av 3" in alva.chat.transcript
    await scene.say(alva, "studier")
    assert scene.count("linked_answers") == 1


async def test_while_help_is_shown_to_somebody_in_distress_nothing_typed_answers_the_question_behind_it(
    scene: Scene,
) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    await scene.say(alva, "jag vill inte leva längre")
    assert "112" in alva.chat.text
    await scene.say(alva, "4")
    assert scene.count("linked_answers") == 0
    await scene.say(alva, "fortsätt")
    await scene.say(alva, "studier")
    assert scene.count("linked_answers") == 1


async def test_who_is_asked_who_helps_with_an_answer_seen_again_comes_back_to_it(scene: Scene) -> None:
    alva = await scene.participant()
    for label in ("Börja", "Studier", "Tillbaka", "Jag får hjälp att svara", "Jag svarar själv"):
        await scene.press(alva, label)
    assert "Fråga 1 av 3" in alva.chat.text
    await scene.press(alva, "Behåll mitt svar")
    assert "Fråga 2 av 3" in alva.chat.text


async def test_an_old_button_of_a_form_that_was_left_shows_no_question_that_words_do_not_answer(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    old = next(key.data for message in alva.chat.from_bot for key in message.buttons if key.text == "Vill inte svara")
    await scene.press(alva, "Studier")
    await scene.press(alva, "Pausa")
    await scene.press_data(alva, old or "")
    assert "Välkommen tillbaka!" in alva.chat.text
    await scene.say(alva, "1")
    assert "Fråga 2 av 3" in alva.chat.text


async def test_a_number_typed_to_choose_a_form_shows_it_below_though_it_looks_as_it_did(scene: Scene) -> None:
    alva = await scene.participant()
    link = await scene.link("enter")
    await scene.press(alva, "Börja")
    await scene.say(alva, f"/start {link.invitation.payload}")
    await scene.press(alva, "Svenska")
    await scene.press(alva, "Ja")
    await scene.say(alva, "/enkat")
    assert "Vad vill du svara på?" in alva.chat.text
    await scene.say(alva, "1")
    assert alva.chat.last
    assert alva.chat.last.text.startswith("Fråga 1 av 3"), "the form under way stands first"
    assert alva.chat.transcript.count("Fråga 1 av 3") == 1
