"""Pace: when the next letter may go out, so that Telegram's limits are kept with head-room and without a burst.

Telegram allows about 30 messages a second in all and one a second in a chat; whether edits count is not known. So
everything shown takes a slot, replies without waiting for theirs (deploy/decisions.md, 12).
"""

from dataclasses import dataclass, field

_DEBT = 1.0
"""The seconds by which replies may move the letters on at most: Telegram counts no further back."""
_SLACK = 0.04
"""How late a letter may be in its slot, in seconds, without moving those that follow: one more or two in a second."""
_FIRST_REST = 1.0
_LONGEST_REST = 60.0


@dataclass
class _Latest:
    """When something last was in each chat, as long as it is not over."""

    seconds: float
    _at: dict[int, float] = field(default_factory=dict)

    def left(self, chat: int, now: float) -> float:
        """Give the seconds until it is over."""
        return max(0.0, self._at.get(chat, float("-inf")) + self.seconds - now)

    def note(self, chat: int, now: float) -> None:
        self._at.pop(chat, None)
        self._at[chat] = now
        while self._at and self._at[first := next(iter(self._at))] <= now - self.seconds:
            del self._at[first]


class Pace:
    """Times are a monotonic clock's seconds."""

    def __init__(self, per_second: float = 27.0, chat_rest: float = 1.1) -> None:
        """Begin without a past.

        :param chat_rest: the seconds between what was last shown in a chat and a letter there
        """
        self._step = 1 / per_second
        self._next = self._rested = 0.0
        self._stumbles, self._stumbled = 0, float("-inf")
        self._shown, self._counted = _Latest(chat_rest), _Latest(chat_rest)

    def wait(self, now: float) -> float:
        """Give the seconds until a letter may go out."""
        return max(0.0, self._next - now, self._rested - now)

    def wait_in(self, chat: int, now: float) -> float:
        """Give the seconds until a letter may go to this chat."""
        return self._shown.left(chat, now)

    def sent(self, now: float, chat: int) -> None:
        """Note that something was shown: a letter, or a reply. A chat's haste is its own: it counts once a second."""
        if not self._counted.left(chat, now):
            self._counted.note(chat, now)
            self._next = min(max(self._next, now - _SLACK) + self._step, now + _DEBT)
        self._shown.note(chat, now)

    def stumbled(self, begun: float, now: float, seconds: float) -> None:
        """Let all letters pause after a refusal or a broken line: for a moment, as it may be one chat's own affair.

        :param begun: when the call was made; several that were under way together are one stumble
        :param seconds: how long to wait if it happens again before a letter has gone out
        """
        if begun <= self._stumbled:
            return
        longest = _LONGEST_REST if self._stumbles else _FIRST_REST
        self._stumbled, self._rested = now, now + min(max(seconds, _FIRST_REST * 2**self._stumbles), longest)
        self._stumbles += 1

    def went_well(self) -> None:
        """Note that a letter went out."""
        self._stumbles = 0
