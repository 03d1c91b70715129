"""A screen is a value: text in Telegram's HTML, and buttons. It can be tested, listed and measured without Telegram."""

from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from bot.chat.buttons import Button

MOST_UNITS = 4096
"""Telegram's limit for a text after its markup is taken away, in UTF-16 units."""


@dataclass(frozen=True)
class Key:
    """A button as shown: what stands on it, and what it means."""

    label: str
    button: Button


Row: TypeAlias = tuple[Key, ...]


@dataclass(frozen=True)
class Screen:
    """What a person sees: ``text`` is HTML, ``rows`` are the buttons below it."""

    text: str
    rows: tuple[Row, ...] = ()

    def reading_order(self) -> tuple[Key, ...]:
        """Give all buttons in reading order."""
        return tuple(key for row in self.rows for key in row)

    def labelled(self, text: str) -> Button | None:
        """Give the button on which the typed text stands."""
        wanted = _folded(text)
        return next((key.button for key in self.reading_order() if _folded(key.label) == wanted), None)

    def typed(self, text: str) -> Button | None:
        """Give the button that a typed text means: its label, or its number in reading order.

        Where numbers stand on buttons (a scale), a number means that label alone.
        """
        keys = self.reading_order()
        if any(key.label.isdigit() for key in keys):
            return self.labelled(text)
        numbers = {str(number): key.button for number, key in enumerate(keys, 1)}
        return self.labelled(text) or numbers.get(_folded(text))

    def with_notice(self, notice: str) -> "Screen":
        """Give the same screen with a line above it."""
        return Screen(f"{escape(notice)}\n\n{self.text}", self.rows)


def _folded(text: str) -> str:
    return " ".join(text.lstrip("✓ ").split()).casefold().rstrip(".!")


def plain(text: str) -> str:
    """Write a text so that Telegram shows it literally."""
    return escape(text, quote=False)


def bold(text: str) -> str:
    """Write a text in bold."""
    return f"<b>{plain(text)}</b>"


def paragraphs(*parts: str) -> str:
    """Join the parts that are not empty, with an empty line between."""
    return "\n\n".join(part for part in parts if part)


def lines(*parts: str) -> str:
    """Join the parts that are not empty, each on its own line."""
    return "\n".join(part for part in parts if part)


def column(*keys: Key) -> tuple[Row, ...]:
    """Put each button on a row of its own."""
    return tuple((key,) for key in keys)


def grid(keys: tuple[Key, ...], width: int) -> tuple[Row, ...]:
    """Put buttons in rows of at most ``width``."""
    return tuple(keys[start : start + width] for start in range(0, len(keys), width))


def units(text: str) -> int:
    """Measure a text as Telegram does."""
    return len(text.encode("utf-16-le")) // 2
