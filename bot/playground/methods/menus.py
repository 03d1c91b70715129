"""Methods for the command menus, per chat, kind of chat and language."""

from bot.playground.commands import Key, checked_language, read_menu
from bot.playground.methods.common import chat_of
from bot.playground.parameters import Parameters
from bot.playground.values import bad_request
from bot.playground.world import World

SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


async def set_my_commands(world: World, parameters: Parameters) -> object:
    """Set the menu of a scope and language."""
    menu = read_menu(parameters.tree("commands"))
    world.menus[key_of(world, parameters)] = menu
    show(world)
    return True


async def get_my_commands(world: World, parameters: Parameters) -> object:
    """Return the menu of exactly this scope and language."""
    return list(world.menus.get(key_of(world, parameters), ()))


async def delete_my_commands(world: World, parameters: Parameters) -> object:
    """Forget the menu of a scope and language: wider ones show through."""
    world.menus.pop(key_of(world, parameters), None)
    show(world)
    return True


def show(world: World) -> None:
    """Let the phones know that their menus may be others now."""
    for chat in world.chats.values():
        chat.changed()


def key_of(world: World, parameters: Parameters) -> Key:
    """Return which menu the call is about; raises Refusal for a scope or language that is none."""
    scope = parameters.mapping("scope") or {"type": "default"}
    language = checked_language(parameters.text("language_code"))
    kind = str(scope.get("type", ""))
    if kind in CHAT_SCOPES:
        return kind, chat_of(world, Parameters(scope)).id, language
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return kind, 0, language
