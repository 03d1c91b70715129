"""Presses that a webhook brought: their answer can go with the reply to the request, which saves a call each."""

from dataclasses import dataclass, field


@dataclass
class Presses:
    """By id, presses whose request waits for its reply, with the words for the phone once they are known."""

    _waiting: dict[str, str | None] = field(default_factory=dict)

    def open(self, press: str) -> None:
        """Note that a request waits."""
        self._waiting[press] = None

    def say(self, press: str, words: str) -> bool:
        """Let the reply to the request answer the press; tell whether one waits."""
        if press not in self._waiting:
            return False
        self._waiting[press] = words
        return True

    def close(self, press: str) -> str | None:
        """Take the words for the reply that goes now; ``None`` where there are none."""
        return self._waiting.pop(press, None)
