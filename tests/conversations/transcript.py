"""Golden transcripts: a person's whole conversation as text, to be read as the person would.

``GOLDEN=write pytest tests/conversations/test_golden.py`` writes them anew; the difference is then read in git.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground import Message, Person
from tests.conversations.scene import Scene
from tests.harness import shows

FOLDER = Path(__file__).parent / "golden"
_RANDOM = [
    (re.compile(r"start(=| )[\w-]{20,}"), r"start\1…"),
    (re.compile(r"^» [a-z2-9]{10}$", re.MULTILINE), "» xxxxxxxxxx"),
    (re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b"), "XXXXX-XXXXX"),
]
_OF_THE_DAY = [
    (re.compile(r"\b\d{1,2} [a-z]{3,4}\.? 20\d\d\b"), "<datum>"),
    (re.compile(r"\b20\d\d-\d\d-\d\d\b"), "<datum>"),
    (re.compile(r"20\d\d-Q[1-4]"), "<kvartal>"),
]


@dataclass
class Transcript:
    """What a person does and what then changes on the phone."""

    scene: Scene
    person: Person
    lines: list[str] = field(default_factory=list)
    _seen: dict[int, str] = field(default_factory=dict)

    async def say(self, text: str) -> None:
        """Write, and note what changes."""
        await self.scene.say(self.person, text)
        self._note(f"» {text}")

    async def press(self, *labels: str) -> None:
        """Press buttons one after the other, and note what changes."""
        for label in labels:
            press = await self.scene.press(self.person, label)
            toast = f" ({press.toast.text})" if press.toast and press.toast.text else ""
            self._note(f"» [{label}]{toast}")

    async def later(self, words: str, when: str) -> None:
        """Wait for what the bot begins itself."""
        await shows(self.person, words)
        self._note(f"({when})")

    def _note(self, done: str) -> None:
        now = {message.id: written(message) for message in self.person.chat.from_bot}
        changed = [text for message, text in now.items() if self._seen.get(message) != text]
        self.lines += [done, *gone(self._seen, now), *changed, ""]
        self._seen = now

    def check(self, name: str) -> None:
        """Compare with the golden transcript of this name, or write it."""
        text = "\n".join(self.lines)
        for varying, instead in _OF_THE_DAY:
            text = varying.sub(instead, text)
        check(text, FOLDER / f"{name}.txt")


def check(text: str, file: Path) -> None:
    """Compare a text with a golden file, but for links and codes, or write it."""
    for varying, instead in _RANDOM:
        text = varying.sub(instead, text)
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert text == file.read_text()


def gone(before: dict[int, str], now: dict[int, str]) -> list[str]:
    """Tell which messages have been taken away, by their first lines."""
    return [f"    – {text.splitlines()[0].strip()}" for message, text in before.items() if message not in now]


def written(message: Message) -> str:
    """Write a message with its buttons as they stand on the phone."""
    text = "\n".join(f"    {line}".rstrip() for line in message.text.splitlines())
    rows = "\n".join("    " + " ".join(f"[{label}]" for label in row) for row in message.labels)
    return f"{text}\n{rows}" if rows else text
