"""What several methods read from a call: the chat, the text, the keyboard."""

from bot.playground.chats import Chat
from bot.playground.entities import cleaned, settled
from bot.playground.html import parse_html
from bot.playground.keyboards import OTHER_MARKUPS, read_keyboard
from bot.playground.messages import Keyboard, Message
from bot.playground.parameters import Parameters
from bot.playground.values import Json, bad_request, forbidden, units
from bot.playground.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
ENTITY_TYPES = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline"}
    | {"strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention"}
    | {"custom_emoji", "bank_card_number", "date_time"}
)


def chat_of(world: World, parameters: Parameters) -> Chat:
    """Return the chat that the call names; raises Refusal."""
    if not parameters.text("chat_id").strip():
        raise bad_request("chat_id is empty")
    return world.chat(parameters.number("chat_id"))


def open_chat(world: World, parameters: Parameters) -> Chat:
    """Return the chat that the call names if the bot may write there; raises Refusal."""
    chat = chat_of(world, parameters)
    if chat.migrated_to:
        raise upgraded(chat.migrated_to)
    if chat.shut:
        raise forbidden(chat.shut)
    person = world.people.get(chat.id)
    if person and person.gone:
        raise forbidden("user is deactivated")
    if person and person.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def upgraded(to: int) -> Exception:
    """Return the refusal of a group that has become a supergroup."""
    refused = bad_request("group chat was upgraded to a supergroup chat")
    refused.parameters = {"migrate_to_chat_id": to}
    return refused


def text_of(parameters: Parameters, name: str = "text", longest: int = LONGEST_TEXT) -> tuple[str, tuple[Json, ...]]:
    """Return the text and its entities, parsed and trimmed; raises Refusal for one that is too long."""
    text, entities = parsed(parameters, name)
    text, entities = settled(text, entities)
    if units(text) > longest:
        raise bad_request("message is too long" if name == "text" else "message caption is too long")
    return text, tuple(entities)


def needed_text(parameters: Parameters) -> tuple[str, tuple[Json, ...]]:
    """Return the text of a message, which must show something."""
    if not parameters.text("text"):
        raise bad_request("message text is empty")
    text, entities = text_of(parameters)
    if not text:
        raise bad_request("text must be non-empty")
    return text, entities


def parsed(parameters: Parameters, name: str) -> tuple[str, list[Json]]:
    """Return the text as the parse mode reads it, or with the entities that the call brings itself."""
    source, mode = cleaned(parameters.text(name)), parameters.text("parse_mode").lower()
    if mode == "html":
        return parse_html(source)
    if mode in {"markdown", "markdownv2"}:
        raise bad_request("the playground reads no Markdown: use HTML")
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return source, own_entities(parameters, "entities" if name == "text" else "caption_entities", units(source))


def own_entities(parameters: Parameters, name: str, end: int) -> list[Json]:
    """Return the entities that the call brings; raises Refusal for one outside the text."""
    entities = parameters.tree(name) or []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: Array of MessageEntity expected")
    return sorted((checked(entity, end) for entity in entities), key=lambda each: (each["offset"], -each["length"]))


def checked(entity: object, end: int) -> Json:
    """Return one entity; raises Refusal for one that is none or lies outside the text."""
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    start, length = (field_of(entity, name) for name in ("offset", "length"))
    if entity.get("type") not in ENTITY_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if start < 0 or length <= 0 or start + length > end:
        until = f"ends after the end of the text at UTF-16 offset {start + length}"
        raise bad_request(f"entity beginning at UTF-16 offset {start} {until}")
    return {**entity, "offset": start, "length": length}


def field_of(entity: Json, name: str) -> int:
    """Return a number in an entity; raises Refusal."""
    value = entity.get(name)
    if value is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if isinstance(value, bool) or not isinstance(value, int):
        raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
    return value


def keyboard_of(parameters: Parameters, *, inline_only: bool = False) -> Keyboard:
    """Return the inline keyboard of a call, empty without one."""
    markup = parameters.mapping("reply_markup")
    if not markup:
        return ()
    if "inline_keyboard" not in markup and any(key in markup for key in OTHER_MARKUPS):
        if inline_only:
            raise bad_request("inline keyboard expected")
        return ()
    return read_keyboard(markup)


def message_of(chat: Chat, parameters: Parameters, purpose: str) -> Message:
    """Return the message that the call names; raises Refusal ("message to … not found")."""
    if not parameters.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(parameters.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
