"""What came in: a Telegram update as a value, with all that a handler may know of it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from telegram import CallbackQuery, ChatMemberUpdated, Document, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType


class Kind(StrEnum):
    """The kinds of update."""

    COMMAND = "command"
    TEXT = "text"
    PRESS = "press"
    EDITED = "edited"
    OTHER = "other"
    """A photo, a voice message, a file and the like."""
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    GROUP = "group"
    """The bot was put into a group."""
    NONE = "none"
    """Nothing that concerns the bot."""


@dataclass(frozen=True)
class SentFile:
    """A file that was sent: Telegram's id of it, its name and its size in bytes, as far as Telegram tells."""

    id: str
    name: str
    size: int


@dataclass(frozen=True)
class Incoming:
    """An update. ``text`` is a command's argument, a typed text, or a button's data."""

    update: int
    kind: Kind
    chat: int = 0
    message: int | None = None
    """The message that was written, or whose button was pressed."""
    text: str = ""
    command: str = ""
    press: str = ""
    """The id under which a press is to be acknowledged."""
    phone_language: str = ""
    album: str = ""
    """What the pictures of one album have in common."""
    file: SentFile | None = None
    name: str = ""
    """The sender's first name on Telegram; kept of staff only, who agree to it."""


def read(update: Update) -> Incoming:
    """Read an update of any kind."""
    if update.callback_query:
        return _press(update.update_id, update.callback_query)
    if update.my_chat_member:
        return _membership(update.update_id, update.my_chat_member)
    if update.effective_chat and update.effective_chat.type != ChatType.PRIVATE:
        return Incoming(update.update_id, Kind.NONE)
    if update.edited_message:
        if update.edited_message.text is None:  # a caption, or a live location that has moved
            return Incoming(update.update_id, Kind.NONE)
        return _of_message(update.update_id, update.edited_message, Kind.EDITED)
    return _message(update.update_id, update.message) if update.message else Incoming(update.update_id, Kind.NONE)


def _language(user: User | None) -> str:
    return (user.language_code or "") if user else ""


def _of_message(update: int, message: Message, kind: Kind, text: str = "", command: str = "") -> Incoming:
    return Incoming(
        update, kind, message.chat.id, message.message_id, text, command, phone_language=_language(message.from_user)
    )


def _message(update: int, message: Message) -> Incoming:
    if message.from_user is None or message.from_user.is_bot:
        return Incoming(update, Kind.NONE)
    text = message.text
    if text is None:
        is_sent = message.effective_attachment is not None  # what Telegram itself tells, such as a pin, is not
        sent = _of_message(update, message, Kind.OTHER)
        sent = replace(sent, album=message.media_group_id or "", file=_file(message.document))
        return sent if is_sent else Incoming(update, Kind.NONE)
    if not text.startswith("/"):
        return _of_message(update, message, Kind.TEXT, text)
    command, *argument = text[1:].split(maxsplit=1) or [""]
    return _of_message(update, message, Kind.COMMAND, "".join(argument), command.partition("@")[0].casefold())


def _file(document: Document | None) -> SentFile | None:
    return SentFile(document.file_id, document.file_name or "", document.file_size or 0) if document else None


def _press(update: int, query: CallbackQuery) -> Incoming:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return Incoming(update, Kind.NONE)
    return Incoming(
        update,
        Kind.PRESS,
        query.message.chat.id,
        query.message.message_id,
        query.data or "",
        press=query.id,
        phone_language=_language(query.from_user),
        name=query.from_user.first_name,
    )


def _membership(update: int, change: ChatMemberUpdated) -> Incoming:
    gone = change.new_chat_member.status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    if change.chat.type != ChatType.PRIVATE:
        kind = Kind.NONE if gone or change.chat.type == ChatType.CHANNEL else Kind.GROUP
        return Incoming(update, kind, change.chat.id)
    return Incoming(update, Kind.BLOCKED if gone else Kind.UNBLOCKED, change.chat.id)
