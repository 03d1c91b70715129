"""Keyboards as the bot hands them in: read, checked, refused as Telegram refuses them."""

import itertools

from bot.playground.links import checked_link
from bot.playground.messages import Button, Keyboard
from bot.playground.values import Json, Refusal, bad_request

DATA_BYTES = 64
MOST_BUTTONS = 100
OTHER_TYPES = frozenset(
    {"web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"}
    | {"switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"}
)
OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")


def read_keyboard(markup: Json) -> Keyboard:
    """Return the inline keyboard; raises Refusal for a button that Telegram would not show."""
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list):
        raise bad_request("can't parse reply keyboard markup JSON object")
    if any(not isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array of Arrays')
    keyboard = tuple(tuple(map(read_button, row)) for row in rows if row)
    if len(list(itertools.chain(*keyboard))) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return keyboard


def read_button(button: Json) -> Button:
    """Return one button, checked."""
    if not isinstance(button, dict):
        raise unreadable("Object expected")
    text = button.get("text")
    if not isinstance(text, str):
        raise unreadable('Field "text" must be of type String' if "text" in button else 'Can\'t find field "text"')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "callback_data" in button:
        return Button(text, data=checked_data(button["callback_data"]))
    if "url" in button:
        return Button(text, url=checked_url(str(button["url"])))
    more = {key: value for key, value in button.items() if key in OTHER_TYPES}
    if not more:
        raise unreadable("Text buttons are unallowed in the inline keyboard")
    return Button(text, more=more)


def unreadable(complaint: str) -> Refusal:
    """Return the refusal of something that is not a button."""
    return bad_request(f"can't parse inline keyboard button: {complaint}")


def checked_data(data: object) -> str:
    """Return a button's data if it has 1 to 64 bytes."""
    if not isinstance(data, str):
        raise unreadable('Field "callback_data" must be of type String')
    if not 1 <= len(data.encode("utf-8", "surrogatepass")) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def checked_url(url: str) -> str:
    """Return a button's address if it leads somewhere."""
    address = checked_link(url)
    if not address:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return address
