import pytest

from bot.playground import Person, World
from tests.playground.conftest import Hand


def menu(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"Gör {name}"} for name in names]


async def test_the_narrowest_menu_in_the_persons_language_is_shown(hand: Hand, world: World, anna: Person) -> None:
    erik = world.person("Erik", "en")
    await hand.do("setMyCommands", commands=menu("start"))
    await hand.do("setMyCommands", commands=menu("help"), language_code="en")
    assert (anna.menu, erik.menu) == (tuple(menu("start")), tuple(menu("help")))
    scope = {"type": "chat", "chat_id": anna.id}
    await hand.do("setMyCommands", commands=menu("status"), scope=scope)
    assert await hand.do("getMyCommands", scope=scope) == menu("status")
    assert anna.menu == tuple(menu("status"))
    await hand.do("setMyCommands", commands=menu("enkat"), scope={"type": "all_private_chats"})
    await hand.do("deleteMyCommands", scope=scope)
    assert anna.menu == tuple(menu("enkat"))
    await hand.do("setMyCommands", commands=[], scope={"type": "all_private_chats"})
    assert anna.menu == tuple(menu("start"))


@pytest.mark.parametrize(
    ("name", "description", "words"),
    [
        ("åter", "x", "BOT_COMMAND_INVALID"),
        ("Start", "x", "BOT_COMMAND_INVALID"),
        ("a" * 33, "x", "command length must not exceed 32"),
        ("", "x", "command must be non-empty"),
        ("a", " ", "command description must be non-empty"),
        ("a", "x" * 257, "command description length must not exceed 256"),
    ],
)
async def test_bad_commands_are_refused(hand: Hand, name: str, description: str, words: str) -> None:
    refused = await hand.refused("setMyCommands", commands=[{"command": name, "description": description}])
    assert refused == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"commands": [{"command": "a", "description": "b"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 1}}, "chat not found"),
        ({"commands": [], "scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"commands": [], "language_code": "swe"}, "invalid language code specified"),
        ({}, "can't parse commands: Array expected"),
        ({"commands": ["a"]}, "can't parse BotCommand: Can't find field \"command\""),
    ],
)
async def test_bad_menus_are_refused(hand: Hand, parameters: dict[str, object], words: str) -> None:
    assert await hand.refused("setMyCommands", **parameters) == f"400 Bad Request: {words}"


async def test_a_slash_before_a_command_is_dropped(hand: Hand, anna: Person) -> None:
    await hand.do("setMyCommands", commands=[{"command": "/start", "description": "Börja"}])
    assert anna.menu == ({"command": "start", "description": "Börja"},)
