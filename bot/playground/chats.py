"""A chat: its messages as they stand now, and everything a person sees around them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from bot.playground.bell import Bell
from bot.playground.messages import Keyboard, Message, Press
from bot.playground.values import Json

T = TypeVar("T")


@dataclass(frozen=True)
class Act:
    """What a person did in a chat: pressed ("tryck") or wrote ("meddelande"); `at` is the machine's clock."""

    kind: str
    at: float


@dataclass(eq=False, repr=False)
class Chat:
    """One chat with the bot: private or group."""

    id: int
    kind: str
    bell: Bell
    names: Json
    messages: dict[int, Message] = field(default_factory=dict)
    deleted: dict[int, Message] = field(default_factory=dict)
    presses: list[Press] = field(default_factory=list)
    revision: int = 0
    started: bool = False
    shut: str = ""
    migrated_to: int | None = None
    actions: list[str] = field(default_factory=list)
    reply_keyboard: Json = field(default_factory=dict)
    #: What a locked screen shows: the messages that arrived since the person last looked.
    unseen: list[int] = field(default_factory=list)
    act: Act | None = None

    def api(self) -> Json:
        """Return the chat as the Bot API writes it."""
        return {"id": self.id, "type": self.kind, **self.names}

    @property
    def shown(self) -> list[Message]:
        """The messages on the screen, oldest first."""
        return list(self.messages.values())

    @property
    def from_bot(self) -> list[Message]:
        """The bot's messages on the screen, oldest first."""
        return [message for message in self.messages.values() if message.from_bot]

    @property
    def last(self) -> Message | None:
        """The bot's last message on the screen."""
        return next((message for message in reversed(self.messages.values()) if message.from_bot), None)

    @property
    def text(self) -> str:
        """The text of the bot's last message, empty without one."""
        return self.last.text if self.last else ""

    @property
    def transcript(self) -> str:
        """The screen as lines: who, what, [buttons]."""
        return "\n".join(map(line, self.messages.values()))

    def changed(self) -> None:
        """Tell everyone who waits that something here changed."""
        self.revision = self.bell.ring()

    def add(self, message: Message) -> Message:
        """Show a new message."""
        self.messages[message.id] = message
        if message.from_bot:
            self.unseen.append(message.id)
        self.changed()
        return message

    def acted(self, kind: str) -> None:
        """Remember what the person did just now; whoever acts has seen what is there."""
        self.act = Act(kind, time.monotonic())
        self.unseen.clear()

    @property
    def notified(self) -> list[Message]:
        """The messages that a locked screen shows: arrived, not yet seen, not deleted."""
        return [self.messages[number] for number in self.unseen if number in self.messages]

    def edit(self, message_id: int, **to: Any) -> Message:  # noqa: ANN401  # the fields of Message, checked by replace
        """Change a message in place."""
        self.messages[message_id] = replace(self.messages[message_id], **to)
        self.changed()
        return self.messages[message_id]

    def delete(self, message_id: int) -> None:
        """Take a message off the screen."""
        self.deleted[message_id] = self.messages.pop(message_id)
        self.changed()

    async def wait(self, look: Callable[["Chat"], T], timeout: float = 10) -> T:  # noqa: ASYNC109  # a person's patience
        """Return the first true result of `look(chat)`; raises WaitedInVainError with the transcript."""
        return await self.bell.until(lambda: look(self), timeout, lambda: self.transcript)


def line(message: Message) -> str:
    """Return a message as one line of a transcript, with its buttons in brackets."""
    who = "bot" if message.from_bot else str(message.sender["first_name"])
    rows = " ".join("[" + "] [".join(row) + "]" for row in message.labels)
    return f"{who}: {message.text or '/'.join(message.content)}" + (f" {rows}" if rows else "")


def with_button(keyboards: Iterable[Message], data: str) -> Message | None:
    """Return the newest message that has a button with this data."""
    held: Callable[[Keyboard], bool] = lambda rows: any(button.data == data for row in rows for button in row)  # noqa: E731  # reads best where it is used
    return next((message for message in reversed(list(keyboards)) if held(message.keyboard)), None)
