"""Methods that change what is there: edits, deletions, answers to presses."""

import contextlib
from dataclasses import replace
from typing import Any

from bot.playground.chats import Chat
from bot.playground.messages import Message, Toast
from bot.playground.methods.common import keyboard_of, message_of, needed_text, open_chat
from bot.playground.parameters import Parameters
from bot.playground.values import Json, Refusal, bad_request, units
from bot.playground.world import World

DELETABLE_SECONDS = 48 * 3600
MOST_DELETED = 100
LONGEST_TOAST = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def edit_message_text(world: World, parameters: Parameters) -> object:
    """Give the bot's message another text and keyboard; without a keyboard the old one goes."""
    chat = open_chat(world, parameters)
    message = editable(chat, parameters)
    text, entities = needed_text(parameters)
    if message.content:
        raise bad_request("there is no text in the message to edit")
    return edited(
        world, chat, message, text=text, entities=entities, keyboard=keyboard_of(parameters, inline_only=True)
    )


async def edit_message_reply_markup(world: World, parameters: Parameters) -> object:
    """Give the bot's message another keyboard, or none."""
    chat = open_chat(world, parameters)
    message = editable(chat, parameters)
    return edited(world, chat, message, keyboard=keyboard_of(parameters, inline_only=True))


def editable(chat: Chat, parameters: Parameters) -> Message:
    """Return the message to edit if it is the bot's own; raises Refusal."""
    message = message_of(chat, parameters, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def edited(world: World, chat: Chat, message: Message, **to: Any) -> Json:  # noqa: ANN401  # the fields of Message
    """Edit a message; raises Refusal if nothing would change."""
    if looks(replace(message, **to)) == looks(message):
        raise bad_request(NOT_MODIFIED)
    return chat.edit(message.id, **to, edited=int(world.now())).api(chat.api())


def looks(message: Message) -> Json:
    """Return what a reader sees of a message: not when it was edited."""
    return replace(message, edited=None).api({})


async def delete_message(world: World, parameters: Parameters) -> object:
    """Delete a message, the bot's or in private chats also the person's, within 48 hours."""
    chat = open_chat(world, parameters)
    remove(world, chat, message_of(chat, parameters, "delete"))
    return True


async def delete_messages(world: World, parameters: Parameters) -> object:
    """Delete up to a hundred messages; those that are gone or too old are passed over."""
    chat = open_chat(world, parameters)
    for number in identifiers(parameters):
        with contextlib.suppress(Refusal):
            remove(world, chat, message_of(chat, Parameters({"message_id": number}), "delete"))
    return True


def identifiers(parameters: Parameters) -> list[int]:
    """Return the numbers of the messages that a call names; raises Refusal."""
    numbers = parameters.tree("message_ids") or []
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    if any(isinstance(number, bool) or not isinstance(number, int) or number <= 0 for number in numbers):
        raise bad_request("invalid message identifier specified")
    return numbers


def remove(world: World, chat: Chat, message: Message) -> None:
    """Delete one message; raises Refusal for one that may not be deleted."""
    if not message.from_bot and chat.kind != "private":
        raise bad_request("message can't be deleted")
    if world.now() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    chat.delete(message.id)


async def answer_callback_query(world: World, parameters: Parameters) -> object:
    """Answer a press once, with nothing, a passing line or an alert."""
    press = world.press(parameters.text("callback_query_id"))
    if press is None:
        raise bad_request(TOO_OLD)
    text = parameters.text("text").strip()
    if units(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    url = parameters.text("url")
    if url and not url.startswith(f"https://t.me/{world.username}?start="):
        raise bad_request("URL_INVALID")
    press.toast = Toast(text, parameters.flag("show_alert"), url)
    world.chats[press.chat_id].changed()
    return True
