"""Livshjulet then and now: a picture and the same in words, to the person alone."""

from bot.playground import Message, Person
from bot.playground.files import picture_size
from storage import runs
from storage.unit import Unit
from tests.conversations.scene import Scene

THEN = (3, 2, 8, 5, 1, 6, 2, 4)
NOW = ("7", "6", "8", "Vill inte svara", "10", "7", "5", "9")


async def with_both(scene: Scene) -> Person:
    """Give a person who has sent in the first wheel, and stands before sending in the second."""
    alva = await scene.participant(programme="nya-vagar")
    await scene.press(alva, "Börja")
    for number in THEN:
        await scene.press(alva, str(number))
    await scene.press(alva, "Skicka in")
    assert pictures(alva) == []

    def at_closure(unit: Unit) -> None:
        form = scene.house.catalogue.questionnaires["livshjulet"]
        runs.open_run(unit, unit.count("SELECT MAX(id) FROM enrolments"), form, "closure")

    await scene.database.write(at_closure)
    await scene.say(alva, "/enkat")
    await scene.press(alva, "Börja")
    for label in NOW:
        await scene.press(alva, label)
    return alva


def pictures(person: Person) -> list[Message]:
    return [message for message in person.chat.from_bot if message.content]


async def test_sending_in_the_second_wheel_shows_both_to_the_person(scene: Scene) -> None:
    alva = await with_both(scene)
    send = alva.chat.last
    assert send

    await scene.press(alva, "Skicka in")

    [picture] = pictures(alva)
    assert "Livshjulet: i början → nu" in picture.text
    assert "Kropp och hälsa: 3 → 7" in picture.text
    assert "Familj och närmaste: 8 → 8" in picture.text
    assert "Utan jämförelse: Vänner och fritid." in picture.text
    assert "Vänner och fritid: 5" not in picture.text
    assert picture.labels == ()
    [file] = scene.stage.world.files.values()
    assert picture_size(file.data) == (1080, 1080)
    await scene.press_data(alva, send.buttons[0].data or "", send)
    assert len(pictures(alva)) == 1, "a second press is answered with thanks alone"


async def test_a_press_delivered_again_shows_the_wheel_once_more(scene: Scene) -> None:
    alva = await with_both(scene)
    await scene.press(alva, "Skicka in")
    scene.allowed += ["query is too old", "message is not modified"]
    await scene.restart()
    scene.stage.world.inbox.duplicate(scene.stage.world.inbox.history[-1])
    scene.stage.world.bell.ring()
    await scene.quiet()
    assert len(pictures(alva)) == 2
    assert scene.count("runs", "state = 'sent'") == 2


async def test_my_data_shows_the_wheel_again_and_it_can_be_taken_away(scene: Scene) -> None:
    alva = await with_both(scene)
    await scene.press(alva, "Skicka in")
    await scene.say(alva, "/mindata")
    assert [picture.labels for picture in pictures(alva)] == [(), (("Ta bort ur chatten",),)]
    await scene.press(alva, "Ta bort ur chatten")
    assert len(pictures(alva)) == 1
