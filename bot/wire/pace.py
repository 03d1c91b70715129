"""Pace: when the next letter may go out, so that Telegram's limits are kept with head-room and without a burst."""

from dataclasses import dataclass

_LONGEST_REST = 5.0


@dataclass
class Pace:
    """Times are a monotonic clock's seconds. Replies are never held up, but they move the next letter on by a step.

    Telegram allows about 30 messages a second in all; whether edits count is not known, so 22 a second with replies
    debited is what stays clean either way.
    """

    per_second: float = 22.0
    _next: float = 0.0

    def wait(self, now: float) -> float:
        """Give the seconds until a letter may go out."""
        return max(0.0, self._next - now)

    def sent(self, now: float) -> None:
        """Note that something was shown: a letter, or a reply."""
        self._next = max(self._next, now) + 1 / self.per_second

    def rest(self, now: float, seconds: float) -> None:
        """Obey a 429: all letters pause."""
        self._next = max(self._next, now + min(seconds, _LONGEST_REST))
