"""Reading updates, each by itself and no more of it than is used: the library reads every field of every object."""

from collections.abc import Iterable
from typing import Any

import structlog
from telegram import Message, Update

_LOG = structlog.get_logger(__name__)

_USED = ("message_id", "date", "chat", "text")
_WHOLE = "whole"


def read_all(found: object) -> tuple[Update, ...]:
    """Read what Telegram gave for an asking; what has no number is none."""
    each_found = found if isinstance(found, Iterable) else ()
    return tuple(
        _read(each) for each in each_found if isinstance(each, dict) and isinstance(each.get("update_id"), int)
    )


def whole(message: Message) -> Message:
    """Give the message of a press with its marks and buttons, which are left unread until they are asked for."""
    unread = message.api_kwargs.get(_WHOLE)
    return message if unread is None else Message.de_json(unread, None)


def _read(each: dict[str, Any]) -> Update:
    """Leave of an update that cannot be read only its number, so that it is confirmed and holds up no other."""
    try:
        return Update.de_json(_thin(each), None)
    except Exception as error:  # noqa: BLE001  # the library reads with whatever errors come
        _LOG.warning("an update cannot be read and is passed over", error=type(error).__name__)
        return Update(each["update_id"])


def _thin(each: dict[str, Any]) -> dict[str, Any]:
    """Put aside what nobody asks of the message whose button was pressed."""
    press = each.get("callback_query")
    if not press or not press.get("message"):
        return each
    message = press["message"]
    used = {name: message[name] for name in _USED if name in message}
    return {**each, "callback_query": {**press, "message": {**used, _WHOLE: message}}}
