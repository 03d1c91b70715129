"""Guests who are somebody here too, and guests who change their mind."""

import pytest

from bot.playground import Person
from tests.conversations.scene import Scene
from tests.events.answering import filled_in, link_opened, opened
from tests.harness import PROGRAMME


async def finished(scene: Scene, person: Person) -> None:
    """Answer an event's form as somebody whose language is known."""
    await scene.press(person, "Börja")
    for _ in range(3):
        await scene.press_first(person)
    await scene.press(person, "Hoppa över")
    await scene.press(person, "Skicka in")


@pytest.mark.parametrize("who", ["a coach", "a participant"])
async def test_somebody_who_is_here_already_answers_like_others_and_stays_who_they_are(scene: Scene, who: str) -> None:
    cia = await scene.staff("coordinator", PROGRAMME, name="Cia")
    link = await link_opened(scene, cia)
    person = await (scene.staff("coach", PROGRAMME) if who == "a coach" else scene.participant())
    if who == "a participant":
        await scene.walk(person)
    before = scene.tables()

    person.open(link)
    await scene.quiet()
    assert "Prova på-dag" in person.chat.text
    await finished(scene, person)

    assert "Tack! Dina svar har kommit fram." in person.chat.text
    after = scene.tables()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"events", "event_answers", "unlinked_batches", "response_counts", "people_counts"}


async def test_a_guest_pauses_goes_on_and_is_nobody_else(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    alva = await opened(scene, link, "Alva")
    await scene.press(alva, "Svenska")
    await scene.press(alva, "Börja")
    await scene.press(alva, "Instämmer delvis")
    await scene.press(alva, "Tillbaka")
    await scene.press(alva, "Instämmer helt")
    await scene.press(alva, "Pausa")
    for command in ("/status", "/ny", "/traff", "/deltagare", "/paus", "/kontakt"):
        await scene.say(alva, command)
        assert "Frågor efter" not in alva.chat.text
        assert not alva.chat.from_bot[-1].labels, command
    await scene.say(alva, "/start")
    assert "Välkommen tillbaka!" in alva.chat.text
    await scene.press(alva, "Fortsätt")
    assert "Fråga 2 av 4" in alva.chat.text
    alva.open(link)
    await scene.quiet()
    assert alva.chat.from_bot[-1].labels == (("Fortsätt",),)
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    assert "Question 2 of 4" in alva.chat.text
    assert scene.count("outbox", "person = (SELECT person FROM enrolments WHERE event IS NOT NULL)") == 0
    assert scene.count("occasions") == 0


async def test_a_guest_can_have_what_was_begun_erased(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    before = scene.tables()
    alva = await opened(scene, link, "Alva")
    await filled_in(scene, alva, words="Mer tid")
    await scene.say(alva, "/radera")
    await scene.press(alva, "Radera")
    after = scene.tables()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"response_counts", "people_counts"}
    alva.open(link)
    await scene.quiet()
    assert "Välj språk" in alva.chat.text, "nothing was sent in, so the event is open to them still"


async def test_a_guest_who_blocks_the_bot_is_missed_by_nobody(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    coach = await scene.staff("coach", PROGRAMME)
    link = await link_opened(scene, cia)
    alva = await opened(scene, link, "Alva")
    await scene.press(alva, "Svenska")
    seen = len(coach.chat.from_bot)
    alva.block()
    await scene.quiet()
    assert scene.count("people", "reachable = 0") == 1
    assert len(coach.chat.from_bot) == seen
    alva.unblock()
    alva.open(link)
    await scene.quiet()
    await finished(scene, alva)
    assert "Tack!" in alva.chat.text
    assert scene.count("people", "reachable = 0") == 0


async def test_the_coordinators_way_bad_titles_and_days_and_the_link_once_more(scene: Scene) -> None:
    cia = await scene.staff("coordinator", name="Cia")
    await scene.say(cia, "/träff Ring 070-174 06 35")
    assert "utan personnummer" in cia.chat.text
    await scene.press(cia, "Hela förbundet")
    await scene.say(cia, "x" * 81)
    assert "1 till 80 tecken" in cia.chat.text
    await scene.say(cia, "Kompetensdag")
    await scene.say(cia, "1 januari 2020")
    assert "Dagen har redan varit" in cia.chat.text
    await scene.say(cia, "imorgon")
    first = cia.chat.from_bot[-2].text
    await scene.say(cia, "/traff")
    await scene.press(cia, next(label for (label,) in cia.chat.from_bot[-1].labels if label.startswith("Kompetensdag")))
    await scene.press(cia, "Visa länken")
    again = next(
        each for each in reversed(cia.chat.from_bot) if "https://" in each.text and "photo" not in each.content
    )
    assert again.text == first
    assert scene.count("events", "programme = ''") == 1
    await scene.say(cia, "/traff")
    await scene.press(cia, "Ny träff")
    assert "Vem ordnar träffen?" in cia.chat.text
    await scene.press(cia, "Avbryt")


async def test_the_list_has_pages(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME, name="Cia")
    for number in range(9):
        await link_opened(scene, cia, f"Dag {number}")
    await scene.say(cia, "/traff")
    await scene.press(cia, "Äldre")
    assert any(label.startswith("Dag 0") for row in cia.chat.from_bot[-1].labels for label in row)
    await scene.press(cia, "Nyare")
    assert not any(label.startswith("Dag 0") for row in cia.chat.from_bot[-1].labels for label in row)
