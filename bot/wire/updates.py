"""Reading updates, each by itself and no more of it than is used: the library reads every field of every object."""

from collections.abc import Iterable
from typing import Any

import structlog
from telegram import CallbackQuery, Chat, InaccessibleMessage, MaybeInaccessibleMessage, Message, Update, User

_LOG = structlog.get_logger(__name__)

_WHOLE = "whole"


def read_all(found: object) -> tuple[Update, ...]:
    """Read what Telegram gave for an asking; what has no number is none."""
    each_found = found if isinstance(found, Iterable) else ()
    return tuple(
        _read(each) for each in each_found if isinstance(each, dict) and isinstance(each.get("update_id"), int)
    )


def whole(message: MaybeInaccessibleMessage) -> Message | None:
    """Give the message of a press as it looked, if Telegram told: it is left unread until it is asked for."""
    if isinstance(message, Message):
        return message
    unread = message.api_kwargs.get(_WHOLE, {})
    return Message.de_json(unread, None) if unread.get("date") else None


def _read(each: dict[str, Any]) -> Update:
    """Leave of an update that cannot be read only its number, so that it is confirmed and holds up no other."""
    try:
        press = each.get("callback_query")
        return Update(each["update_id"], callback_query=_press(press)) if press else Update.de_json(each, None)
    except Exception as error:  # noqa: BLE001  # the library reads with whatever errors come
        _LOG.warning("an update cannot be read and is passed over", error=type(error).__name__)
        return Update(each["update_id"])


def _press(press: dict[str, Any]) -> CallbackQuery:
    """Read who pressed what, and in which message."""
    sender, message = press["from"], press.get("message")
    return CallbackQuery(
        press["id"],
        User(sender["id"], sender["first_name"], sender["is_bot"], language_code=sender.get("language_code")),
        press.get("chat_instance", ""),
        message and _place(message),
        press.get("data"),
    )


def _place(message: dict[str, Any]) -> InaccessibleMessage:
    """Read where a message is; the rest of it waits."""
    chat = Chat(message["chat"]["id"], message["chat"]["type"])
    return InaccessibleMessage(chat, message["message_id"], api_kwargs={_WHOLE: message})
