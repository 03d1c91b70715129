"""A staff event: one link on a wall, many strangers in their own languages, and nothing kept of them."""

from datetime import timedelta

from bot.actions.coordinator.events import close_event
from bot.actions.daily import STEPS, let_guests_go
from bot.playground import Person
from tests.conversations.scene import Scene
from tests.events.answering import answered, filled_in, link_opened, opened
from tests.harness import PROGRAMME

NEUTRAL = "Den här länken eller koden fungerar inte. Be den som gav dig den om en ny."


async def test_seven_strangers_answer_by_one_link_and_the_coordinator_sees_what_five_or_more_said(
    scene: Scene,
) -> None:
    cia = await scene.staff("coordinator", PROGRAMME, name="Cia")
    before = scene.count("people")
    await scene.say(cia, "/traff")
    assert "Vad heter träffen?" in cia.chat.text
    await scene.say(cia, "Smärta & <b>stress</b>")
    await scene.press(cia, "Imorgon")
    link = next(line for line in cia.chat.from_bot[-2].text.splitlines() if line.startswith("https://t.me/"))
    assert "photo" in cia.chat.from_bot[-1].content
    assert link in cia.chat.from_bot[-1].text
    assert "Smärta & <b>stress</b>" in cia.chat.from_bot[-2].text, "a title is shown as it was typed"

    for number, language in enumerate(("sv", "en", "sv", "en")):
        person = await answered(scene, link, f"Gäst {number}", language, words=f"Bra dag {number}")
        assert ("Tack!" if language == "sv" else "Thank you!") in person.chat.text
        assert not person.chat.from_bot[-1].labels
    await scene.say(cia, "/traff")
    await scene.press(cia, listed(cia))
    assert "4 har svarat." in cia.chat.text
    assert "4 svar väntar (visas när minst 5 har samlats)" in cia.chat.text
    assert "för få svar" in cia.chat.text
    assert "Instämmer helt" not in cia.chat.text

    for number in range(4, 7):
        await answered(scene, link, f"Gäst {number}", words=f"Bra dag {number}")
    await scene.say(cia, "/status")
    await scene.press(cia, "1 träff")
    await scene.press(cia, listed(cia))
    assert "7 har svarat." in cia.chat.text
    assert cia.chat.text.count("Instämmer helt: 7 (100,0\N{NO-BREAK SPACE}%)") == 3
    assert sorted(f"– Bra dag {n}" for n in range(7)) == sorted(
        line for line in cia.chat.text.splitlines() if line.startswith("–")
    )
    assert scene.count("people") == before, "nobody who sent in is anybody here"
    assert scene.count("enrolments") == scene.count("runs") == scene.count("unlinked_drafts") == 0
    assert scene.count("outbox", "kind <> 'menu'") == 0, "nobody is written to"
    assert await scene.waiting() == 0
    assert scene.stage.world.calls.refused == []


def listed(cia: Person) -> str:
    """The button of the first event on the list."""
    return next(label for row in cia.chat.from_bot[-1].labels for label in row if "," in label)


async def test_what_is_said_first_tells_what_it_is_and_that_it_is_anonymous(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    alva = await opened(scene, link, "Alva")
    assert "Välj språk" in alva.chat.text
    await scene.press(alva, "Svenska")
    assert alva.chat.text == (
        "Prova på-dag\n\nHej! Vad tyckte du? Svara om du vill.\n\nDet är 4 frågor och tar ungefär 1 minut.\n\n"
        "Svaren är anonyma: ingen kan se vad just du har svarat."
    )
    assert alva.chat.from_bot[-1].labels == (("Börja",),)


async def test_one_chat_answers_once(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    alva = await answered(scene, link, "Alva")
    alva.open(link)
    await scene.quiet()
    assert alva.chat.text == "Du har redan svarat på de här frågorna. Tack!"
    assert scene.count("events", "answered = 1") == 1
    await link_opened(scene, cia, "En annan dag")
    other = await link_opened(scene, cia, "En tredje dag")
    alva.open(other)
    await scene.quiet()
    assert "Välj språk" in alva.chat.text, "another event is another matter"


async def test_double_taps_and_updates_delivered_again_count_once(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    scene.allowed += ["message is not modified", "query is too old", "message to delete not found"]
    alva = await opened(scene, link, "Alva")
    await repeated(scene)
    assert "Välj språk" in alva.chat.text
    await filled_in(scene, alva, words="Hej")
    alva.press_label("Skicka in")
    alva.press_label("Skicka in")
    await scene.quiet()
    await repeated(scene)
    await scene.restart()
    await repeated(scene)
    assert "Tack! Dina svar har kommit fram." in alva.chat.text
    assert scene.count("events", "answered = 1") == 1
    assert await scene.waiting() == 4
    assert scene.count("people") == 1


async def test_a_typed_sending_in_that_is_delivered_again_is_thanked_again(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    scene.allowed += ["message is not modified", "message to delete not found"]
    alva = await opened(scene, link, "Alva")
    await scene.press(alva, "Svenska")
    await scene.say(alva, "börja")
    for text in ("1", "instämmer delvis", "2", "Mer kaffe", "skicka in"):
        await scene.say(alva, text)
    assert "Tack!" in alva.chat.text
    await scene.restart()
    await repeated(scene)
    assert "Tack!" in alva.chat.text
    assert scene.count("events", "answered = 1") == 1


async def repeated(scene: Scene) -> None:
    """Let Telegram deliver the last update once more."""
    scene.stage.world.inbox.duplicate(scene.stage.world.inbox.history[-1])
    scene.stage.world.bell.ring()
    await scene.quiet()


async def test_a_link_that_is_over_says_what_every_link_says_that_does_not_hold(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia)
    alva = await answered(scene, link, "Alva")
    bo = await opened(scene, link, "Bo")
    await scene.press(bo, "Svenska")
    await scene.do(lambda here: close_event(here, 1))
    people = [await opened(scene, link, "Cleo"), alva, bo, await opened(scene, link[:-4] + "AAAA", "Dana")]
    for person in people[1:3]:
        person.open(link)
        await scene.quiet()
    assert {person.chat.text for person in people} == {NEUTRAL}


async def test_who_had_not_sent_in_is_forgotten_at_the_close_and_who_had_two_days_later(scene: Scene) -> None:
    cia = await scene.staff("coordinator", PROGRAMME)
    link = await link_opened(scene, cia, day="Idag")
    await answered(scene, link, "Alva")
    bo = await opened(scene, link, "Bo")
    await filled_in(scene, bo)
    assert (scene.count("people"), scene.count("unlinked_drafts"), scene.count("event_answers")) == (2, 4, 1)

    now = scene.stage.clock()
    await scene.do(lambda here: here.unit.run("UPDATE events SET closes = ?", f"{now - timedelta(hours=1):%FT%TZ}"))
    await scene.do(let_guests_go)
    assert scene.count("unlinked_drafts") == 0
    assert (scene.count("people"), scene.count("enrolments"), scene.count("event_answers")) == (1, 0, 1)

    await scene.do(lambda here: here.unit.run("UPDATE events SET closes = ?", f"{now - timedelta(hours=49):%FT%TZ}"))
    await scene.do(let_guests_go)
    assert scene.count("event_answers") == 0
    assert let_guests_go in STEPS, "every tick looks for it"
    assert scene.count("events", "answered = 1") == 1
