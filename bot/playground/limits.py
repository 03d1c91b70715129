"""Telegram's limits on how fast a bot may write; off unless a world is given some."""

import math
from collections import deque
from dataclasses import dataclass, field

from bot.playground.records import Call
from bot.playground.values import Refusal

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendMediaGroup"})
EDITS = frozenset({"editMessageText", "editMessageReplyMarkup", "editMessageCaption", "editMessageMedia"})


@dataclass(frozen=True)
class Limits:
    """How much is allowed: messages in any second overall, and to one chat; whether edits count."""

    overall: int = 30
    per_chat: int = 1
    edits_count: bool = False
    penalty: float = 1.0

    def counts(self, call: Call) -> bool:
        """Tell whether this call is one that is counted."""
        return call.method in SENDS or (self.edits_count and call.method in EDITS)


@dataclass
class Limiter:
    """Counts what was let through; raises the 429 for what is too much."""

    limits: Limits
    overall: deque[float] = field(default_factory=deque)
    chats: dict[int, deque[float]] = field(default_factory=dict)

    def pass_through(self, call: Call) -> None:
        """Let the call through and count it; raises Refusal with `retry_after`."""
        if not self.limits.counts(call):
            return
        chat = self.chats.setdefault(call.chat_id or 0, deque())
        waits = (wait(self.overall, call.at, self.limits.overall), wait(chat, call.at, self.limits.per_chat))
        if seconds := max(waits):
            after = max(math.ceil(seconds), math.ceil(self.limits.penalty))
            raise Refusal(429, f"Too Many Requests: retry after {after}", {"retry_after": after})
        self.overall.append(call.at)
        chat.append(call.at)


def wait(passed: deque[float], now: float, most: int) -> float:
    """Return how long until one more fits into a second; forgets what is over."""
    while passed and passed[0] <= now - 1:
        passed.popleft()
    return passed[-most] + 1 - now if len(passed) >= most else 0.0
