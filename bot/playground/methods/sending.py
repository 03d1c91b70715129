"""Methods that put something new into a chat."""

from bot.playground.chats import Chat
from bot.playground.files import StoredFile, picture_size, stored
from bot.playground.methods.common import LONGEST_CAPTION, keyboard_of, needed_text, open_chat, text_of
from bot.playground.parameters import Parameters
from bot.playground.values import Json, Refusal, bad_request
from bot.playground.world import World

MEGABYTE = 1024 * 1024
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST_FILE = 50 * MEGABYTE
WIDEST_PHOTO = 10_000
FLATTEST_PHOTO = 20
ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)


async def send_message(world: World, parameters: Parameters) -> object:
    """Send a text."""
    chat = open_chat(world, parameters)
    text, entities = needed_text(parameters)
    return put(world, chat, parameters, text=text, entities=entities)


async def send_photo(world: World, parameters: Parameters) -> object:
    """Send a picture, checked as far as its header tells."""
    chat = open_chat(world, parameters)
    return put_captioned(world, chat, parameters, photo(world, parameters, "photo"))


async def send_document(world: World, parameters: Parameters) -> object:
    """Send a file."""
    chat = open_chat(world, parameters)
    return put_captioned(world, chat, parameters, document(world, parameters, "document"))


def photo(world: World, parameters: Parameters, name: str) -> Json:
    """Return the picture that stands under a name in a call."""
    file = sent_file(world, parameters, name, LARGEST_PHOTO)
    width, height = checked_size(file)
    return {"photo": [{**file.api(), "width": width, "height": height}]}


def document(world: World, parameters: Parameters, name: str) -> Json:
    """Return the file that stands under a name in a call."""
    file = sent_file(world, parameters, name, LARGEST_FILE)
    return {"document": {**file.api(), "file_name": file.name, "mime_type": file.mime}}


async def send_chat_action(world: World, parameters: Parameters) -> object:
    """Show that the bot is at work."""
    chat = open_chat(world, parameters)
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.actions.append(parameters.text("action"))
    chat.changed()
    return True


def put_captioned(world: World, chat: Chat, parameters: Parameters, content: Json) -> Json:
    """Put a file into a chat with its caption."""
    caption, entities = text_of(parameters, "caption", LONGEST_CAPTION)
    return put(world, chat, parameters, text=caption, entities=entities, content=content)


def put(world: World, chat: Chat, parameters: Parameters, **content: object) -> Json:
    """Put the bot's message into a chat and return it as the Bot API writes it."""
    keyboard = keyboard_of(parameters)
    markup = parameters.mapping("reply_markup")
    flags = {"has_protected_content": True} if parameters.flag("protect_content") else {}
    flags |= replied(chat, parameters)
    if markup and "inline_keyboard" not in markup:
        chat.reply_keyboard = markup
    return world.write(chat, world.bot, keyboard=keyboard, flags=flags, **content).api(chat.api())


def replied(chat: Chat, parameters: Parameters) -> Json:
    """Return the message that is replied to; raises Refusal if it is gone."""
    reply = parameters.mapping("reply_parameters")
    target = Parameters(reply).number("message_id") or parameters.number("reply_to_message_id")
    if not target:
        return {}
    message = chat.messages.get(target)
    if message:
        return {"reply_to_message": message.api(chat.api())}
    if reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def sent_file(world: World, parameters: Parameters, name: str, largest: int) -> StoredFile:
    """Return the file of a call: uploaded now, or known by its id; raises Refusal."""
    named = parameters.text(name)
    upload = parameters.uploads.get(named.removeprefix("attach://") if named.startswith("attach://") else name)
    if upload is None:
        return known_file(world, named, name)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > largest:
        raise Refusal(413, "Request Entity Too Large")
    file = stored(upload.name, upload.mime, upload.data)
    world.files[file.id] = file
    return file


def known_file(world: World, file_id: str, name: str) -> StoredFile:
    """Return a file that Telegram has already; raises Refusal."""
    if not file_id:
        raise bad_request(f"there is no {name} in the request")
    if file_id not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[file_id]


def checked_size(file: StoredFile) -> tuple[int, int]:
    """Return a picture's width and height; raises Refusal for what Telegram would not show as a photo."""
    size = picture_size(file.data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > WIDEST_PHOTO or max(size) > FLATTEST_PHOTO * max(min(size), 1):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size
