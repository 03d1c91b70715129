"""The command menus that a bot sets: which one a person sees, and what Telegram refuses in one."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from bot.playground.values import Json, bad_request

NAME = re.compile(r"[a-z0-9_]+")
LANGUAGE = re.compile(r"[a-z]{2}|")
NAME_LENGTH = 32
DESCRIPTION_LENGTH = 256
MOST = 100

Menu: TypeAlias = tuple[Json, ...]
Key: TypeAlias = tuple[str, int, str]


def read_menu(commands: object) -> Menu:
    """Return a menu, checked as Telegram checks it."""
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: Array expected")
    if len(commands) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return tuple(map(read_command, commands))


def read_command(command: object) -> Json:
    """Return one command, checked."""
    if not isinstance(command, dict) or not {"command", "description"} <= command.keys():
        raise bad_request("can't parse BotCommand: Can't find field \"command\"")
    name, description = str(command["command"]).strip().removeprefix("/"), str(command["description"]).strip()
    if complaint := complaint_about(name, description):
        raise bad_request(complaint)
    return {"command": name, "description": description}


def complaint_about(name: str, description: str) -> str:
    """Return what is wrong with a command, empty if nothing is."""
    wrong = {
        "command must be non-empty": not name,
        f"command length must not exceed {NAME_LENGTH}": len(name) > NAME_LENGTH,
        "command description must be non-empty": not description,
        f"command description length must not exceed {DESCRIPTION_LENGTH}": len(description) > DESCRIPTION_LENGTH,
        "BOT_COMMAND_INVALID": not NAME.fullmatch(name),
    }
    return next((complaint for complaint, applies in wrong.items() if applies), "")


def checked_language(code: str) -> str:
    """Return a two-letter language code or none."""
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def menu_for(menus: Mapping[Key, Menu], chat_id: int, chat_kind: str, language: str) -> Menu:
    """Return the menu that this person sees: the narrowest scope first, in it their language first."""
    kind = "all_private_chats" if chat_kind == "private" else "all_group_chats"
    scopes = [("chat", chat_id), (kind, 0), ("default", 0)]
    keys = [(name, chat, code) for name, chat in scopes for code in (language, "")]
    return next((menus[key] for key in keys if menus.get(key)), ())
