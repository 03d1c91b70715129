"""People with phones: what a person can do in Telegram, as plain calls."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground import attachments
from bot.playground.chats import with_button
from bot.playground.commands import Menu, menu_for
from bot.playground.entities import cleaned, settled
from bot.playground.messages import Button, Message, Press
from bot.playground.values import ImpossibleError, Json, units

if TYPE_CHECKING:
    from bot.playground.chats import Chat
    from bot.playground.world import World

LINK = re.compile(r"(?:https?://)?t\.me/(?P<bot>\w+)(?:\?start=(?P<payload>[A-Za-z0-9_-]{0,64}))?")
LANGUAGE = re.compile(r"([a-z]{2,3}(-[a-z0-9]{2,8})*)?", re.IGNORECASE)
LONGEST = 4096


@dataclass(eq=False, repr=False)
class Person:
    """Somebody with a phone. Every action happens at once and leaves an update in the bot's inbox."""

    world: World
    id: int
    names: Json
    language_code: str | None
    chat: Chat
    blocked: bool = False
    gone: bool = False

    def __repr__(self) -> str:
        return f"<{self.names['first_name']} {self.id}>"

    @property
    def user(self) -> Json:
        """The person as a user, as the Bot API writes it."""
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False, **self.names, **language}

    @property
    def menu(self) -> Menu:
        """The commands that this person's phone offers."""
        return menu_for(self.world.menus, self.chat.id, self.chat.kind, (self.language_code or "")[:2])

    def send(self, text: str, *, chat: Chat | None = None) -> Message:
        """Write a text, to the bot or into a group; raises ImpossibleError where a phone would refuse."""
        body, entities = settled(cleaned(text), [])
        if not body or units(body) > LONGEST:
            raise ImpossibleError("a phone sends neither empty texts nor more than 4096 units at once")
        return self._deliver(chat or self.chat, text=body, entities=tuple(entities))

    def attach(self, kind: str, *, chat: Chat | None = None, caption: str = "", album: str = "") -> Message:
        """Send a "photo", "voice", "sticker", "document", "location", "contact", "poll" or another of `attachments`.

        What belongs to one album comes as several messages with the same `album`.
        """
        content = attachments.content(self.world, kind, self.user)
        flags = {"media_group_id": album} if album else {}
        return self._deliver(chat or self.chat, content=content, text=caption, flags=flags)

    def send_file(self, name: str, data: bytes, mime: str = "application/octet-stream") -> Message:
        """Send a file of one's own, as a document."""
        kept = attachments.file(self.world, name, mime, data)
        return self._deliver(self.chat, content={"document": {**kept, "file_name": name, "mime_type": mime}})

    def _deliver(self, chat: Chat, **content: object) -> Message:
        if self.blocked and chat is self.chat:
            raise ImpossibleError("a person who has blocked the bot cannot write to it")
        chat.started = True
        chat.acted("meddelande")
        message = self.world.write(chat, self.user, **content)
        if not chat.shut or chat is self.chat:
            self.world.tell("message", message.api(chat.api()))
        return message

    def start(self, payload: str = "") -> Message:
        """Press Start, with the payload of a link; unblocks the bot as Telegram does."""
        if self.blocked:
            self.unblock()
        return self.send(f"/start {payload}".strip())

    def open(self, link: str) -> Message:
        """Open a `https://t.me/<bot>?start=…` link."""
        found = LINK.fullmatch(link.strip())
        if not found or found["bot"].lower() != self.world.username.lower():
            raise ImpossibleError(f"not a link to this bot: {link}")
        return self.start(found["payload"] or "")

    def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        if message.sender["id"] != self.id:
            raise ImpossibleError("people edit only their own messages")
        chat = self.world.chats[message.chat_id]
        body, entities = settled(cleaned(text), [])
        edited = chat.edit(message.id, text=body, entities=tuple(entities), edited=int(self.world.now()))
        self.world.tell("edited_message", edited.api(chat.api()))
        return edited

    def delete(self, message: Message) -> None:
        """Delete a message for both sides; the bot is not told, as with Telegram."""
        self.world.chats[message.chat_id].delete(message.id)

    def press(self, row: int = 0, column: int = 0, *, message: Message | None = None) -> Press | Message:
        """Press a button by its place, on the newest message with buttons or on the one given."""
        chosen = message or next((each for each in reversed(self.chat.shown) if each.keyboard), None)
        if chosen is None:
            raise ImpossibleError(f"no message has buttons:\n{self.chat.transcript}")
        try:
            return self._push(chosen, chosen.keyboard[max(row, 0)][max(column, 0)])
        except IndexError:
            raise ImpossibleError(f"no button {row},{column} in:\n{self.chat.transcript}") from None

    def press_label(self, label: str, *, message: Message | None = None) -> Press | Message:
        """Press the newest button with this text."""
        for each in [message] if message else reversed(self.chat.shown):
            for button in each.buttons:
                if button.text == label:
                    return self._push(each, button)
        raise ImpossibleError(f"no button {label!r} in:\n{self.chat.transcript}")

    def press_data(self, data: str, *, message: Message | None = None) -> Press:
        """Press with this data: a button's own, an old or deleted message's, or forged (on the bot's last message)."""
        chosen = message or with_button(self.chat.shown, data) or self.chat.last
        if chosen is None:
            raise ImpossibleError("the bot has written nothing that could be pressed")
        return self._call_back(chosen, data)

    def _push(self, message: Message, button: Button) -> Press | Message:
        if button.data is not None:
            return self._call_back(message, button.data)
        if button.url is not None:
            return self.open(button.url)
        raise ImpossibleError(f"the playground cannot press {button}")

    def _call_back(self, message: Message, data: str) -> Press:
        chat = self.world.chats[message.chat_id]
        chat.acted("tryck")
        # Telegram's ids are long numbers written as text.
        press = Press(str(uuid.uuid4().int >> 65), chat.id, message.id, data, self.world.now())
        chat.presses.append(press)
        body = {"id": press.id, "from": self.user, "chat_instance": str(chat.id * 7919), "data": data}
        self.world.tell("callback_query", {**body, "message": accessible(chat, message)})
        chat.changed()
        return press

    def speak(self, language_code: str) -> None:
        """Let the phone speak another language; an empty one means that Telegram is not told which."""
        if not LANGUAGE.fullmatch(language_code):
            raise ImpossibleError(f"not a phone's language: {language_code}; as sv, ar or pt-br")
        self.language_code = language_code.lower() or None
        self.chat.changed()

    def look(self) -> None:
        """Look at the chat: nothing there is news any more."""
        if self.chat.unseen:
            self.chat.unseen.clear()
            self.chat.changed()

    def block(self) -> None:
        """Block the bot: it is told, and cannot write any more."""
        if not self.blocked:
            self.blocked = True
            self._membership("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again: it is told."""
        if self.blocked:
            self.blocked = False
            self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> None:
        self.chat.changed()
        membership(self.world, self, self.chat, old, new)

    def leave_telegram(self) -> None:
        """Delete the account: from now on the bot is told that the user is deactivated."""
        self.gone = True
        self.chat.changed()

    def new_phone(self) -> Person:
        """Return the same person with a new Telegram account, which the bot has never met."""
        return self.world.person(str(self.names["first_name"]), self.language_code)

    def add_bot(self, group: Chat) -> None:
        """Add the bot to a group."""
        group.shut, group.started = "", True
        membership(self.world, self, group, "left", "member")
        self._deliver(group, content={"new_chat_members": [self.world.bot]})

    def remove_bot(self, group: Chat) -> None:
        """Throw the bot out of a group."""
        group.shut = f"bot was kicked from the {group.kind} chat"
        membership(self.world, self, group, "member", "kicked")


def accessible(chat: Chat, message: Message) -> Json:
    """Return the pressed message as the bot gets it: of a deleted one only where it was."""
    if message.id in chat.messages:
        return chat.messages[message.id].api(chat.api())
    return {"chat": chat.api(), "message_id": message.id, "date": 0}


def membership(world: World, person: Person, chat: Chat, old: str, new: str) -> None:
    """Tell the bot that its place in a chat has changed."""
    more = {"kicked": {"until_date": 0}}
    before, after = ({"user": world.bot, "status": status, **more.get(status, {})} for status in (old, new))
    body = {"chat": chat.api(), "from": person.user, "date": int(world.now())}
    world.tell("my_chat_member", {**body, "old_chat_member": before, "new_chat_member": after})
