"""The first button moves the work forward (design: 4), every clause of it."""

from bot.playground import Message
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME, shows


def first_labels(screens: list[Message]) -> list[str]:
    return [screen.buttons[0].text for screen in screens if screen.buttons]


async def test_pressing_only_first_buttons_leads_from_the_link_to_thanks(scene: Scene) -> None:
    alva = await scene.invited()
    screens = await scene.walk(alva)
    assert first_labels(screens) == ["Svenska", "Ja", "Börja", "Ett arbete", "1", "Mycket bra", "Skicka in"]
    assert "Tack" in screens[-1].text


async def test_pressing_only_first_buttons_leads_through_the_closing_survey_to_thanks(scene: Scene) -> None:
    alva = await scene.at_the_end()
    screens = await scene.walk(alva)
    assert first_labels(screens) == ["Börja", *4 * ["Instämmer helt"], "Hoppa över", "Skicka in"]
    assert "Tack" in screens[-1].text


async def test_an_english_reader_walks_the_same_way_and_is_thanked_in_english(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await scene.invited()
    await scene.press(alva, "English")
    screens = await scene.walk(alva)
    assert [label for label in first_labels(screens) if label in {"Yes", "Start", "Send in"}] == [
        "Yes",
        "Start",
        "Send in",
    ]
    assert "Thank" in screens[-1].text
    await scene.close(coach)
    await alva.chat.wait(lambda chat: chat.last and chat.last.buttons)
    assert "Thank" in (await scene.walk(alva))[-1].text


async def test_yes_and_no_stand_side_by_side(scene: Scene) -> None:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    assert alva.chat.last
    assert alva.chat.last.labels[0] == ("Ja", "Nej")


async def test_no_is_as_near_as_yes_and_ends_without_buttons(scene: Scene) -> None:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    await scene.press(alva, "Nej")
    assert alva.chat.last
    assert alva.chat.last.text.startswith("Tack")
    assert alva.chat.last.labels == ()


async def test_erasing_asks_first_and_its_first_button_keeps(scene: Scene) -> None:
    alva = await scene.participant()
    before = scene.tables()
    await scene.say(alva, "/radera")
    assert first_labels([await shows(alva, "Vill du radera")]) == ["Behåll"]
    await scene.press_first(alva)
    assert alva.chat.last
    assert alva.chat.last.labels == ()
    assert scene.tables() == before


async def test_no_menu_follows_by_itself_when_a_form_is_over(scene: Scene) -> None:
    alva = await scene.participant()
    await scene.walk(alva)
    assert [message.text for message in alva.chat.from_bot] == ["Tack! Dina svar har kommit fram."]


async def test_a_closure_ends_without_buttons(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.participant()
    await scene.close(coach)
    closed, sheet = coach.chat.from_bot[-2:]
    assert "är avslutad: Arbete" in closed.text
    assert "Underlag för SUS" in sheet.text
    assert closed.labels == sheet.labels == ()


async def test_pressing_only_first_buttons_invites_and_closes(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    await scene.say(coach, "/ny")
    assert first_labels(await scene.walk(coach)) == ["Hoppa över", "Hoppa över", "Ja"]
    await scene.participant()
    await scene.say(coach, "/avsluta")
    screens = await scene.walk(coach)
    assert first_labels(screens)[1:] == ["Arbete", "Idag", "Ja", "Ja", "Idag", "Lön", "Avsluta"]
    assert "Underlag för SUS" in screens[-1].text


async def test_staff_begin_with_start_and_no_buttons_follow(scene: Scene) -> None:
    coach = scene.stage.world.person("Coach", "sv")
    await scene.say(coach, f"/start {(await scene.staff_link('coach', PROGRAMME)).payload}")
    screens = await scene.walk(coach)
    assert first_labels(screens) == ["Börja"]


async def test_a_link_stands_in_the_text(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    link = await scene.link_with(coach, "A-17")
    assert link.startswith(f"https://t.me/{scene.stage.world.username}?start=")
    assert coach.chat.last
    assert f"\n{link}" in coach.chat.last.text, "below the picture too"
