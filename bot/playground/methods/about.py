"""Methods that tell about the bot, a chat or a file, and the one that leaves."""

from bot.playground.methods.common import chat_of, open_chat
from bot.playground.parameters import Parameters
from bot.playground.values import Json, bad_request
from bot.playground.world import World

ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


async def get_me(world: World, _parameters: Parameters) -> object:
    """Tell the bot who it is."""
    return {**world.bot, **ABILITIES}


async def get_chat(world: World, parameters: Parameters) -> object:
    """Tell about a chat that the bot has met."""
    chat = chat_of(world, parameters)
    if chat.kind == "private" and not chat.started:
        raise bad_request("chat not found")
    more: Json = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(GIFTS, False)}
    return {**chat.api(), **more}


async def get_file(world: World, parameters: Parameters) -> object:
    """Tell where a file can be fetched."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id" if parameters.text("file_id") else "file_id not specified")
    return {**file.api(), "file_path": file.path}


async def leave_chat(world: World, parameters: Parameters) -> object:
    """Leave a group; a private chat cannot be left."""
    chat = open_chat(world, parameters)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.shut = f"bot is not a member of the {chat.kind} chat"
    chat.changed()
    return True
