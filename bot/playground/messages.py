"""Messages and buttons as everybody sees them: frozen values, and how the Bot API writes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.playground.values import Json


@dataclass(frozen=True)
class Button:
    """One button under a message: sends `data`, opens `url`, or does what `more` says in the Bot API's words."""

    text: str
    data: str | None = None
    url: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    def api(self) -> Json:
        """Return the button as the Bot API writes it."""
        named = {"callback_data": self.data, "url": self.url}
        return {"text": self.text, **{key: value for key, value in named.items() if value is not None}, **self.more}


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it stands now; an edit makes a new value with the same id."""

    id: int
    chat_id: int
    sender: Json
    date: int
    text: str = ""
    entities: tuple[Json, ...] = ()
    keyboard: Keyboard = ()
    content: Mapping[str, object] = field(default_factory=dict)
    edited: int | None = None
    flags: Mapping[str, object] = field(default_factory=dict)

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.sender["is_bot"])

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The buttons' texts, row by row."""
        return tuple(tuple(button.text for button in row) for row in self.keyboard)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons in reading order."""
        return tuple(button for row in self.keyboard for button in row)

    def api(self, chat: Json) -> Json:
        """Return the message as the Bot API writes it."""
        words = ("caption", "caption_entities") if self.content else ("text", "entities")
        body: Json = {words[0]: self.text} if self.text or not self.content else {}
        if self.entities:
            body[words[1]] = [dict(entity) for entity in self.entities]
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": [[button.api() for button in row] for row in self.keyboard]}
        if self.edited is not None:
            body["edit_date"] = self.edited
        head = {"message_id": self.id, "from": self.sender, "chat": chat, "date": self.date}
        return {**head, **self.flags, **self.content, **body}


@dataclass(frozen=True)
class Toast:
    """What a press was answered with: nothing, a passing line or an alert."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass
class Press:
    """A button that a person pressed; `toast` stays None until the bot answers the press."""

    id: str
    chat_id: int
    message_id: int
    data: str
    at: float
    toast: Toast | None = None
