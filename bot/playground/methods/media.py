"""Methods for albums, and for what stands under or instead of a picture."""

import uuid

from bot.playground.methods.changing import editable, edited
from bot.playground.methods.common import LONGEST_CAPTION, keyboard_of, open_chat, text_of
from bot.playground.methods.sending import document, photo, put
from bot.playground.parameters import Parameters
from bot.playground.values import Json, bad_request
from bot.playground.world import World

MOST_IN_ALBUM = 10
KINDS = {"photo": photo, "document": document}
WITHOUT_PICTURE = "there is no caption in the message to edit"


async def send_media_group(world: World, parameters: Parameters) -> object:
    """Send several pictures, or several files, as one album."""
    chat = open_chat(world, parameters)
    items = album(parameters)
    contents = [content(world, item) for item in items]
    captions = [text_of(item, "caption", LONGEST_CAPTION) for item in items]
    group = {"media_group_id": str(uuid.uuid4().int >> 65)}
    return [
        put(world, chat, parameters, text=text, entities=entities, content={**each, **group})
        for each, (text, entities) in zip(contents, captions, strict=True)
    ]


def album(parameters: Parameters) -> list[Parameters]:
    """Return the parameters of each item; raises Refusal for what is no album."""
    if "media" not in parameters:
        raise bad_request('parameter "media" is required')
    items = parameters.tree("media") or []
    if not isinstance(items, list):
        raise bad_request("expected an Array of InputMedia")
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    read = [item_of(item, parameters) for item in items]
    if len({item.text("type") for item in read}) > 1:
        raise bad_request("document can't be mixed with other media types")
    return read


def item_of(item: object, parameters: Parameters) -> Parameters:
    """Return one item's own parameters, with the files that came along."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if item.get("type") not in KINDS:
        raise bad_request(f'can\'t parse InputMedia: type "{item.get("type")}" is unsupported')
    return Parameters(item, parameters.uploads)


def content(world: World, item: Parameters) -> Json:
    """Return what an item shows."""
    return KINDS[item.text("type")](world, item, "media")


async def edit_message_media(world: World, parameters: Parameters) -> object:
    """Put another picture or file in the place of a message's."""
    chat = open_chat(world, parameters)
    message = editable(chat, parameters)
    item = item_of(parameters.mapping("media"), parameters)
    text, entities = text_of(item, "caption", LONGEST_CAPTION)
    keyboard = keyboard_of(parameters, inline_only=True)
    return edited(world, chat, message, content=content(world, item), text=text, entities=entities, keyboard=keyboard)


async def edit_message_caption(world: World, parameters: Parameters) -> object:
    """Give a picture or file another caption and keyboard; without a keyboard the old one goes."""
    chat = open_chat(world, parameters)
    message = editable(chat, parameters)
    if not message.content:
        raise bad_request(WITHOUT_PICTURE)
    text, entities = text_of(parameters, "caption", LONGEST_CAPTION)
    return edited(
        world, chat, message, text=text, entities=entities, keyboard=keyboard_of(parameters, inline_only=True)
    )
