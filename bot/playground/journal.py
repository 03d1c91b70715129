"""The journal: what was sent to whom, when and why, as far as the wire can know."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.playground.bell import Bell
from bot.playground.chats import Chat
from bot.playground.records import Call
from bot.playground.values import Json

#: What comes later than this after a person's press is the bot's own idea; a killed bot is back sooner.
REPLY_SECONDS = 10.0
OWN_IDEA = "på eget initiativ"
MOST = 2000
WRITING = ("send", "edit", "delete")
UNSEEN = frozenset({"sendChatAction"})


@dataclass
class Journal:
    """The newest entries, oldest first, each with its number."""

    bell: Bell
    entries: deque[tuple[int, Json]] = field(default_factory=lambda: deque(maxlen=MOST))
    written: int = 0

    def note(self, call: Call, chat: Chat, message_id: int, now: float, *, travelling: bool) -> None:
        """Write down a call that changed, or should have changed, what a chat shows."""
        if not call.method.startswith(WRITING) or call.method in UNSEEN:
            return
        self.written += 1
        message = chat.messages.get(message_id) or chat.deleted.get(message_id)
        entry = {
            "number": self.written,
            "at": datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
            "to": chat.id,
            "name": next(iter(chat.names.values())),
            "method": call.method,
            "text": message.text if message else str(call.parameters.get("text", "")),
            "why": reason(call, chat, travelling=travelling),
            "refused": call.description,
        }
        self.entries.append((self.bell.ring(), entry))

    def after(self, number: int) -> list[Json]:
        """Return the entries with a higher number."""
        return [entry for _, entry in self.entries if entry["number"] > number]

    def since(self, revision: int) -> list[Json]:
        """Return the entries made after this change of the world, as events."""
        return [{"log": entry} for at, entry in self.entries if at > revision]


def reason(call: Call, chat: Chat, *, travelling: bool) -> str:
    """Tell why the bot wrote: it answers what a person did just now, or it began by itself."""
    if travelling or chat.act is None or call.at - chat.act.at > REPLY_SECONDS:
        return OWN_IDEA
    return f"svar på {chat.act.kind}"
