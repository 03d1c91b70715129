"""A survey is one message, edited from question to question, that leaves no answers behind."""

import pytest

from bot.playground import Button, Message, Person
from tests.conversations.scene import Scene


async def begun(scene: Scene) -> Person:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    return alva


async def at_review(scene: Scene) -> Person:
    alva = await begun(scene)
    for label in ("Studier", "7", "Ganska bra"):
        await scene.press(alva, label)
    return alva


def last(person: Person) -> Message:
    assert person.chat.last
    return person.chat.last


def labels(person: Person) -> list[str]:
    return [button.text for button in last(person).buttons]


async def test_the_first_message_tells_how_long_it_takes_and_names_no_topic(scene: Scene) -> None:
    alva = await scene.at_the_end()
    text = last(alva).text
    assert "5 frågor" in text
    assert "2 minuter" in text
    assert not any(topic in text.casefold() for topic in ("samverkan", "stöd", "arbet", "rehab", "hälsa", "slutet"))


async def test_all_questions_stand_in_one_message_with_progress(scene: Scene) -> None:
    alva = await begun(scene)
    message = last(alva).id
    for number, label in enumerate(("Studier", "7", "Ganska bra"), 1):
        assert last(alva).text.startswith(f"Fråga {number} av 3")
        await scene.press(alva, label)
    assert "Är allt rätt?" in last(alva).text
    await scene.press(alva, "Skicka in")
    assert [each.id for each in alva.chat.from_bot] == [message]


async def test_back_shows_the_question_before_with_its_answer_marked(scene: Scene) -> None:
    alva = await begun(scene)
    assert "Tillbaka" not in labels(alva)
    await scene.press(alva, "Studier")
    await scene.press(alva, "Tillbaka")
    assert "Fråga 1 av 3" in last(alva).text
    assert "✓ Studier" in labels(alva)
    await scene.press(alva, "Ett arbete")
    assert "Fråga 2 av 3" in last(alva).text
    await scene.press(alva, "Tillbaka")
    assert "✓ Ett arbete" in labels(alva)


async def test_back_can_be_pressed_all_the_way_and_keep_returns(scene: Scene) -> None:
    alva = await begun(scene)
    for label in ("Studier", "7", "Tillbaka", "Tillbaka"):
        await scene.press(alva, label)
    assert "Fråga 1 av 3" in last(alva).text
    await scene.press(alva, "Behåll mitt svar")
    assert "Fråga 3 av 3" in last(alva).text


async def test_a_double_tap_on_back_goes_back_once(scene: Scene) -> None:
    alva = await begun(scene)
    for label in ("Studier", "7"):
        await scene.press(alva, label)
    alva.press_label("Tillbaka")
    await scene.press(alva, "Tillbaka")
    assert "Fråga 2 av 3" in last(alva).text


async def test_a_double_tap_answers_one_question(scene: Scene) -> None:
    alva = await scene.at_the_end()
    await scene.press(alva, "Börja")
    for _ in range(4):
        alva.press_label("Instämmer helt")
    await scene.quiet()
    assert "Fråga 2 av 5" in last(alva).text
    assert scene.count("unlinked_drafts") == 1


async def test_every_answer_can_be_changed_from_the_review(scene: Scene) -> None:
    alva = await at_review(scene)
    for change, label in (("Ändra 1", "Ett arbete"), ("Ändra 2", "10"), ("Ändra 3", "Mycket bra")):
        await scene.press(alva, change)
        await scene.press(alva, label)
        assert "Är allt rätt?" in last(alva).text
        assert label in last(alva).text


async def test_an_answer_seen_again_can_be_kept(scene: Scene) -> None:
    alva = await at_review(scene)
    review = last(alva).text
    await scene.press(alva, "Ändra 2")
    assert "✓ 7" in labels(alva)
    await scene.press(alva, "Behåll mitt svar")
    assert last(alva).text == review


async def test_a_text_seen_again_shows_its_beginning_and_is_kept_when_skipped(scene: Scene) -> None:
    alva = await scene.at_the_end()
    for label in ("Börja", *4 * ["Instämmer helt"]):
        await scene.press(alva, label)
    await scene.say(alva, "Det var riktigt bra för mig")
    await scene.press(alva, "Ändra 5")
    assert "Du skrev: Det var riktigt bra…" in last(alva).text
    await scene.press_first(alva)
    assert "Det var riktigt bra…" in last(alva).text
    await scene.press(alva, "Ändra 5")
    await scene.press(alva, "Ta bort mitt svar")
    assert "Det var" not in alva.chat.transcript


async def test_a_number_typed_at_the_review_changes_that_answer_and_sends_nothing_in(scene: Scene) -> None:
    alva = await at_review(scene)
    await scene.say(alva, "1")
    assert "Fråga 1 av 3" in last(alva).text
    assert scene.count("runs", "state = 'sent'") == 0


async def test_the_review_warns_before_an_anonymous_form_is_sent_in(scene: Scene) -> None:
    alva = await scene.at_the_end()
    for label in ("Börja", *4 * ["Instämmer helt"], "Hoppa över"):
        await scene.press(alva, label)
    warning = "Inskickade svar kan ingen ändra eller ta bort, inte ens du: ingen vet vilka som är dina."
    assert warning in last(alva).text


async def test_a_linked_form_does_not_warn_of_what_is_not_so(scene: Scene) -> None:
    assert "inte ens du" not in last(await at_review(scene)).text


async def test_nothing_pressed_after_sending_in_makes_a_draft_again(scene: Scene) -> None:
    alva = await scene.at_the_end()
    old: list[Button] = []
    for label in ("Börja", *4 * ["Instämmer helt"], "Hoppa över"):
        await scene.press(alva, label)
        old += last(alva).buttons
    await scene.press(alva, "Skicka in")
    before, thanks = scene.tables(), last(alva).text
    for button in old:
        await scene.press_data(alva, button.data or "")
        assert scene.tables() == before, button
        assert alva.chat.text == thanks, button
    assert scene.count("unlinked_drafts") == 0


async def test_no_answers_stay_in_the_chat_when_the_form_is_over(scene: Scene) -> None:
    alva = await scene.at_the_end()
    await scene.press(alva, "Börja")
    for _ in range(4):
        await scene.say(alva, "Instämmer delvis")
    await scene.say(alva, "Något som bara jag vet")
    await scene.say(alva, "Skicka in")
    shown = [message.text for message in alva.chat.shown if not message.text.startswith("/start")]
    assert shown == [
        "Tack! Dina svar har kommit fram.",
        "Tack! Dina svar har kommit fram.\n\nNu kan ingen se vilka svar som är dina.",
    ]


@pytest.mark.parametrize("label", ["Instämmer helt", "Vill inte svara", "Tillbaka"])
async def test_a_press_costs_two_calls(scene: Scene, label: str) -> None:
    alva = await scene.at_the_end()
    for each in ("Börja", "Instämmer helt"):
        await scene.press(alva, each)
    calls = len(scene.stage.world.calls.of())
    await scene.press(alva, label)
    made = [call.method for call in scene.stage.world.calls[calls:] if call.method != "getUpdates"]
    assert sorted(made) == ["answerCallbackQuery", "editMessageText"]


@pytest.mark.parametrize("text", ["Instämmer helt", "2"])
async def test_a_typed_answer_costs_at_most_three_calls(scene: Scene, text: str) -> None:
    alva = await scene.at_the_end()
    await scene.press(alva, "Börja")
    calls = len(scene.stage.world.calls)
    await scene.say(alva, text)
    assert "Fråga 2" in last(alva).text
    made = [call.method for call in scene.stage.world.calls[calls:] if call.method != "getUpdates"]
    assert sorted(made) == ["deleteMessage", "editMessageText"]


async def test_only_one_message_shows_the_form_also_after_a_press_in_an_old_one(scene: Scene) -> None:
    alva = await at_review(scene)
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    assert "Is everything right?" in last(alva).text
    assert sum("Studies" in message.text or "Studier" in message.text for message in alva.chat.from_bot) == 1
