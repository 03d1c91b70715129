"""Updates that are not a plain word or press (design: 4): silence or one hint, and nothing moves."""

import pytest

from bot.playground import Person
from tests.conversations.scene import Scene
from tests.harness import PROGRAMME

ATTACHMENTS = ["photo", "voice", "sticker", "document", "location", "contact", "poll"]
CANNOT_READ = "Jag kan bara läsa text och knappar. Bilden eller filen sparas inte."


async def in_a_form(scene: Scene) -> Person:
    alva = await scene.participant()
    await scene.press(alva, "Börja")
    return alva


def texts(person: Person) -> list[str]:
    return [message.text for message in person.chat.from_bot]


@pytest.mark.parametrize("kind", ATTACHMENTS)
async def test_what_is_no_text_gets_one_hint_and_moves_nothing(scene: Scene, kind: str) -> None:
    alva = await in_a_form(scene)
    before, shown = scene.tables(), texts(alva)
    alva.attach(kind, caption="Studier")
    await scene.quiet()
    assert texts(alva) == [*shown, CANNOT_READ]
    assert scene.tables() == before


async def test_an_album_gets_one_hint_and_the_next_one_another(scene: Scene) -> None:
    alva = await in_a_form(scene)
    for album in ("1", "2"):
        for _ in range(4):
            alva.attach("photo", album=album)
        await scene.quiet()
    assert texts(alva).count(CANNOT_READ) == 2


@pytest.mark.parametrize("kind", ATTACHMENTS)
async def test_a_stranger_who_sends_no_text_stays_a_stranger(scene: Scene, kind: str) -> None:
    stranger = scene.stage.world.person("Okänd", "sv")
    stranger.attach(kind)
    await scene.quiet()
    assert texts(stranger) == [CANNOT_READ]
    assert scene.count("people") == 0


async def test_an_edited_text_gets_one_hint_and_moves_nothing(scene: Scene) -> None:
    alva = await in_a_form(scene)
    message = await scene.say(alva, "/hjalp")
    before, shown = scene.tables(), texts(alva)
    alva.edit(message, "Studier")
    await scene.quiet()
    assert texts(alva) == [*shown, "Jag läser inte ändrade meddelanden. Skriv /enkat för att se frågan igen."]
    assert scene.tables() == before


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_is_left_without_a_word(scene: Scene, kind: str) -> None:
    alva = await in_a_form(scene)
    before, shown = scene.tables(), texts(alva)
    group = scene.stage.world.group("Fika", kind)
    alva.add_bot(group)
    alva.send("/start", chat=group)
    alva.send("Studier", chat=group)
    await scene.quiet()
    calls = scene.stage.world.calls.of(chat=group.id)
    assert [call.method for call in calls] == ["leaveChat"]
    assert scene.tables() == before
    assert texts(alva) == shown


async def test_a_channel_meets_silence(scene: Scene) -> None:
    channel = scene.stage.world.group("Nytt", "channel")
    scene.stage.world.tell("channel_post", {"message_id": 7, "date": 1, "chat": channel.api(), "text": "/start"})
    scene.stage.world.tell(
        "edited_channel_post", {"message_id": 7, "date": 1, "chat": channel.api(), "text": "/start", "edit_date": 2}
    )
    await scene.quiet()
    assert scene.stage.world.calls.of(chat=channel.id) == []


async def test_another_bot_meets_silence(scene: Scene) -> None:
    other = scene.stage.world.person("Robot", "sv")
    robot = {"id": other.id, "is_bot": True, "first_name": "Robot"}
    scene.stage.world.tell(
        "message", {"message_id": 7, "date": 1, "chat": other.chat.api(), "from": robot, "text": "/start"}
    )
    await scene.quiet()
    assert other.chat.from_bot == []


async def test_what_telegram_itself_tells_in_the_chat_meets_silence(scene: Scene) -> None:
    alva = await in_a_form(scene)
    shown = texts(alva)
    told = {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}}
    scene.stage.world.tell("message", {"message_id": 7, "date": 1, "chat": alva.chat.api(), "from": alva.user, **told})
    await scene.quiet()
    assert texts(alva) == shown


@pytest.mark.parametrize("text", ["/start", "hej", "/mindata", "/radera", "/ny", "/status", "/enkat", "/avbryt", "/"])
async def test_a_stranger_is_told_what_this_is_and_where_a_code_goes(scene: Scene, text: str) -> None:
    stranger = scene.stage.world.person("Okänd", "sv")
    await scene.say(stranger, text)
    assert "Här svarar inbjudna personer" in stranger.chat.text
    assert "Har du fått en kod? Skriv den här." in stranger.chat.text
    assert scene.count("people") == 0


@pytest.mark.parametrize("text", ["/vadsomhelst", "/", "/ny", "/status", "/avsluta", "/start@nagon_annan_bot"])
async def test_a_command_that_is_not_the_participants_gets_a_hint_or_where_they_are(scene: Scene, text: str) -> None:
    alva = await in_a_form(scene)
    before = scene.tables()
    await scene.say(alva, text)
    assert "/hjalp" in alva.chat.text or "Fråga 1" in alva.chat.text
    assert {name: rows for name, rows in scene.tables().items() if name != "runs"} == {
        name: rows for name, rows in before.items() if name != "runs"
    }


@pytest.mark.parametrize(
    "text", ["/ENKAT", "/Enkat", "/enkät", "/enkat@foljsam_demo_bot", "/enkat nu tack", "/enkat\nnu"]
)
async def test_commands_are_read_in_any_letter_case_and_with_what_follows(scene: Scene, text: str) -> None:
    alva = await in_a_form(scene)
    await scene.say(alva, text)
    assert "Fråga 1 av 3" in alva.chat.text


async def test_who_blocks_the_bot_is_marked_and_healed(scene: Scene) -> None:
    alva = await in_a_form(scene)
    before = scene.tables()
    alva.block()
    await scene.quiet()
    assert scene.count("people", "reachable = 0") == 1
    alva.unblock()
    await scene.quiet()
    assert scene.tables() == before
    await scene.press(alva, "Studier")
    assert "Fråga 2" in alva.chat.text


async def test_a_press_heals_too(scene: Scene) -> None:
    coach = await scene.staff("coach", PROGRAMME)
    alva = await in_a_form(scene)
    await scene.walk(alva)
    alva.block()
    await scene.close(coach)
    alva.start()
    await scene.quiet()
    assert scene.count("people", "reachable = 0") == 0
