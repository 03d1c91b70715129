"""Everything that Telegram delivers twice has the effect of one, at once and after a restart (design: 3.3)."""

from collections.abc import Awaitable, Callable

import pytest

from bot.playground import Message, Person
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME, shows

Step = Callable[[Scene], Awaitable[Person]]


@pytest.fixture(params=["at once", "after a restart"])
def when(request: pytest.FixtureRequest) -> str:
    """Give the moment of the second delivery."""
    return str(request.param)


async def again(scene: Scene, when: str) -> None:
    """Let Telegram deliver the last update once more."""
    scene.allowed += ["query is too old", "message is not modified", "message to delete not found"]
    if when == "after a restart":
        await scene.restart()
    scene.stage.world.inbox.duplicate(scene.stage.world.inbox.history[-1])
    scene.stage.world.bell.ring()
    await scene.quiet()


def screen(person: Person) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What the last message shows."""
    last: Message | None = person.chat.last
    assert last
    return last.text, last.labels


async def opening(scene: Scene) -> Person:
    return await scene.invited()


async def language(scene: Scene) -> Person:
    alva = await scene.invited()
    await scene.press(alva, "Svenska")
    return alva


async def yes(scene: Scene) -> Person:
    return await scene.participant()


async def typed_yes(scene: Scene) -> Person:
    alva = await language(scene)
    await scene.say(alva, "ja")
    return alva


async def no(scene: Scene) -> Person:
    alva = await language(scene)
    await scene.press(alva, "Nej")
    return alva


async def begin(scene: Scene) -> Person:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    return alva


async def choice(scene: Scene) -> Person:
    alva = await begin(scene)
    await scene.press(alva, "Studier")
    return alva


async def typed_choice(scene: Scene) -> Person:
    alva = await begin(scene)
    await scene.say(alva, "2")
    return alva


async def odd_text(scene: Scene) -> Person:
    alva = await begin(scene)
    await scene.say(alva, "ett annat ord")
    await scene.press(alva, "Studier")
    await scene.say(alva, "8")
    return alva


async def back(scene: Scene) -> Person:
    alva = await choice(scene)
    await scene.press(alva, "Tillbaka")
    return alva


async def pause(scene: Scene) -> Person:
    alva = await choice(scene)
    await scene.press(alva, "Pausa")
    return alva


async def words(scene: Scene) -> Person:
    alva = await scene.at_the_end()
    for label in ("Börja", *4 * ["Instämmer helt"]):
        await scene.press(alva, label)
    await scene.say(alva, "Det var bra")
    return alva


async def sending_in(scene: Scene) -> Person:
    alva = await words(scene)
    await scene.press(alva, "Skicka in")
    return alva


async def typed_sending_in(scene: Scene) -> Person:
    alva = await words(scene)
    await scene.say(alva, "Skicka in")
    return alva


async def new_language(scene: Scene) -> Person:
    alva = await choice(scene)
    await scene.say(alva, "/sprak")
    await scene.press(alva, "English")
    return alva


async def erasing(scene: Scene) -> Person:
    alva = await choice(scene)
    await scene.say(alva, "/radera")
    await scene.press(alva, "Radera")
    return alva


async def role(scene: Scene) -> Person:
    return await scene.staff("coach", PROGRAMME)


async def ny(scene: Scene) -> Person:
    coach = await role(scene)
    await scene.say(coach, "/ny")
    return coach


async def ny_with_reference(scene: Scene) -> Person:
    coach = await role(scene)
    await scene.say(coach, "/ny A-17")
    return coach


async def reference(scene: Scene) -> Person:
    coach = await ny(scene)
    await scene.say(coach, "A-17")
    return coach


async def link(scene: Scene) -> Person:
    coach = await reference(scene)
    for label in ("Hoppa över", "Vet inte"):
        await scene.press(coach, label)
    return coach


async def typed_link(scene: Scene) -> Person:
    coach = await reference(scene)
    for text in ("igår", "vet inte"):
        await scene.say(coach, text)
    return coach


async def ny_with_bad_reference(scene: Scene) -> Person:
    coach = await role(scene)
    await scene.say(coach, "/ny 19811218-9876")
    return coach


async def whom_to_close(scene: Scene) -> Person:
    coach = await role(scene)
    alva = await scene.participant()
    await scene.walk(alva)
    await scene.say(coach, "/avsluta")
    await scene.press_first(coach)
    return coach


async def how_to_close(scene: Scene) -> Person:
    coach = await whom_to_close(scene)
    await scene.press(coach, "Arbete")
    return coach


async def typed_day(scene: Scene) -> Person:
    coach = await how_to_close(scene)
    await scene.say(coach, "idag")
    return coach


async def typed_closing(scene: Scene) -> Person:
    coach = await typed_day(scene)
    for text in ("nej", "vet inte än", "vet inte än", "avsluta"):
        await scene.say(coach, text)
    alva = next(each for each in scene.stage.world.people.values() if each.names["first_name"] == "Alva")
    await shows(alva, "Hej! Här är några frågor till dig.")
    return coach


async def bad_reference(scene: Scene) -> Person:
    coach = await ny(scene)
    await scene.say(coach, "x" * 41)
    return coach


async def closing(scene: Scene) -> Person:
    coach = await role(scene)
    alva = await scene.participant()
    await scene.close(coach)
    await shows(alva, "Hej! Här är några frågor till dig.")
    return coach


async def a_fact(scene: Scene, *labels: str) -> Person:
    coach = await role(scene)
    await scene.participant()
    await scene.say(coach, "/deltagare")
    await scene.press_first(coach)
    for label in ("Registrera", *labels):
        await scene.press(coach, label)
    return coach


async def recording(scene: Scene) -> Person:
    return await a_fact(scene, "Kön", "Kvinna")


async def typed_recording(scene: Scene) -> Person:
    coach = await a_fact(scene, "Födelseår")
    await scene.say(coach, "1990")
    return coach


async def noting(scene: Scene) -> Person:
    coordinator = await scene.staff("coordinator", "stod-till-arbete")
    await scene.say(coordinator, "/anteckna")
    await scene.press(coordinator, "Programtrohet enligt IPS")
    await scene.press(coordinator, "Gnosjö")
    await scene.say(coordinator, "92")
    await scene.press(coordinator, "Idag")
    return coordinator


STEPS = [opening, language, yes, typed_yes, no, begin, choice, typed_choice, odd_text, back, pause, words, sending_in]
STEPS += [typed_sending_in, new_language, erasing, role, ny, ny_with_reference, reference, bad_reference, closing]
STEPS += [recording, typed_recording, noting]
STEPS += [link, typed_link, ny_with_bad_reference, whom_to_close, how_to_close, typed_day, typed_closing]


async def changes_nothing(scene: Scene, when: str, person: Person) -> None:
    """Deliver the last update once more, and see that it changes nothing and shows the same."""
    before, shown = scene.tables(), screen(person)
    await again(scene, when)
    after = scene.tables()
    text, labels = screen(person)
    assert labels == shown[1]
    assert text in {shown[0], shown[0].split("\n\n", 1)[-1]}, "a hint need not be given twice"
    assert {**after, "runs": None} == {**before, "runs": None}
    assert scene.count("runs") == before["runs"].total()


@pytest.mark.parametrize("step", STEPS)
async def test_a_second_delivery_changes_nothing_and_shows_the_same(scene: Scene, when: str, step: Step) -> None:
    await changes_nothing(scene, when, await step(scene))


async def test_a_reference_is_still_expected_when_the_command_comes_twice(scene: Scene, when: str) -> None:
    coach = await ny(scene)
    await again(scene, when)
    await scene.say(coach, "A-17")
    for label in ("Hoppa över", "Vet inte"):
        await scene.press(coach, label)
    assert "Länk till A-17" in coach.chat.transcript


async def test_a_closed_person_gets_one_survey(scene: Scene, when: str) -> None:
    coach = await role(scene)
    alva = await scene.participant()
    await scene.close(coach)
    await shows(alva, "Hej! Här är några frågor till dig.")
    await again(scene, when)
    assert alva.chat.transcript.count("Hej! Här är några frågor till dig.") == 1
    assert scene.count("outbox", "kind = 'offer'") == 1


async def test_what_was_typed_is_taken_away_when_the_bot_died_before_it(scene: Scene) -> None:
    alva = await begin(scene)
    message = await scene.say(alva, "Studier")
    alva.chat.add(message)
    await again(scene, "after a restart")
    assert message.id not in alva.chat.messages
    assert "Fråga 2 av 3" in alva.chat.text
