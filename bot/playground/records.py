"""What the bot asked of Telegram, call by call."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.values import Json


@dataclass
class Call:
    """One call; `ok` is None while it is under way. `at` is the machine's clock, for counting calls a second."""

    method: str
    parameters: Json
    at: float
    chat_id: int | None = None
    ok: bool | None = None
    code: int = 0
    description: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def provoked(self) -> bool:
        """Whether a fault that the test asked for had a hand in this call."""
        return bool(self.faults)


class Calls(list[Call]):
    """All calls, oldest first."""

    def of(self, *methods: str, chat: int | None = None) -> list[Call]:
        """Return the calls of these methods (all, if none is named), to one chat or to all."""
        return [
            call for call in self if (not methods or call.method in methods) and (chat is None or call.chat_id == chat)
        ]

    @property
    def refused(self) -> list[Call]:
        """The calls that Telegram itself refused; what a fault made fail is not among them."""
        return [call for call in self if call.ok is False and not call.provoked]

    @property
    def provoked(self) -> list[Call]:
        """The calls in which a fault had a hand."""
        return [call for call in self if call.provoked]


def busiest(calls: Iterable[Call], seconds: float = 1.0) -> int:
    """Return the largest number of calls within any stretch of this length."""
    times = sorted(call.at for call in calls)
    first = largest = 0
    for last, time in enumerate(times):
        while times[first] <= time - seconds:
            first += 1
        largest = max(largest, last - first + 1)
    return largest
