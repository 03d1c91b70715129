"""A screen is a value: text in Telegram's HTML, and buttons. It can be tested, listed and measured without Telegram."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

from bot.chat.button import Button
from flows.forms.spelling import bare
from flows.swedish.typed import with_latin_digits
from locales.direction import without_marks
from locales.width import MOST_ON_A_BUTTON, MOST_ON_ONE_OF_TWO, width

MOST_UNITS = 4096
"""Telegram's limit for a text after its markup is taken away, in UTF-16 units."""


@dataclass(frozen=True)
class Key:
    """A button as shown: what stands on it, and what it means."""

    label: str
    button: Button
    is_counted: bool = True
    """Whether it has a number of its own; one that comes and goes ("Klar") must not move the others' numbers."""


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
        """Give the button on which the typed text stands, spelt as it is or, where that leaves one button, about so."""
        wanted = folded(text)
        exact = (key.button for key in self.reading_order() if folded(key.label) == wanted)
        return next(exact, None) or self._about_labelled(bare(text))

    def _about_labelled(self, letters: str) -> Button | None:
        """Give the one button whose label has these letters; a number is spelt in one way."""
        if not any(map(str.isalpha, letters)):
            return None
        found = [key.button for key in self.reading_order() if bare(key.label) == letters]
        return found[0] if len(found) == 1 else None

    def typed(self, text: str) -> Button | None:
        """Give the button that a typed text means: its label, or its number.

        Where numbers stand last on buttons (a scale, "Ändra 2"), a number means those; else it counts in reading order.
        """
        return self.labelled(text) or self.numbered().get(folded(text))

    def numbered(self) -> dict[str, Button]:
        """Give the buttons that can be meant by a number."""
        keys = tuple(key for key in self.reading_order() if key.is_counted)
        last = ((folded(key.label).split()[-1], key.button) for key in keys)
        named = {word: button for word, button in last if word.isdigit()}
        return named or {str(number): key.button for number, key in enumerate(keys, 1)}

    def with_notice(self, notice: str, quoted: str = "") -> "Screen":
        """Give the same screen with a line above it.

        :param quoted: what the person wrote, given back to copy, as far as there is room
        """
        room = MOST_UNITS - units(f"{notice}\n\n\n\n{self.text}")
        quote = quoted.encode("utf-16-le", "ignore")[: 2 * room].decode("utf-16-le", "ignore")
        return Screen(paragraphs(plain(notice), f"<code>{plain(quote)}</code>" if quote else "", self.text), self.rows)


def fitting(label: str) -> str:
    """Shorten a label that holds people's own words to what a phone shows on a button that has a row to itself."""
    if width(label) <= MOST_ON_A_BUTTON:
        return label
    ends = (end for end in range(len(label), 0, -1) if width(label[:end]) < MOST_ON_A_BUTTON)
    return f"{label[: next(ends, 0)].rstrip()}…"


def folded(text: str) -> str:
    """Write a label so that letter case, blanks, the mark of an answer and a full stop make no difference.

    Nor do the script of digits and the signs that turn text.
    """
    seen = with_latin_digits(without_marks(text))
    return " ".join(seen.lstrip("✓ ").split()).casefold().rstrip(".!።۔")


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


def pairs(keys: Iterable[Key]) -> tuple[Row, ...]:
    """Put buttons two in a row where both fit, and a longer one in a row of its own."""
    rows: list[Row] = []
    for key in keys:
        beside = rows and len(rows[-1]) == 1 and max(width(key.label), width(rows[-1][0].label)) <= MOST_ON_ONE_OF_TWO
        rows[-1:] = [(*rows[-1], key)] if beside else [*rows[-1:], (key,)]
    return tuple(rows)


def units(text: str) -> int:
    """Measure a text as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pages(blocks: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Set blocks of lines, an empty line before each block, on as many messages as Telegram's limit asks for."""
    found = [""]
    for block in blocks:
        if found[-1] and units("\n".join((found[-1], "", *block))) > MOST_UNITS:
            found.append("")
        for place, line in enumerate(block):
            between = "\n" if place else "\n\n"
            if units(found[-1] + between + line) > MOST_UNITS:
                found.append("")
            found[-1] = f"{found[-1]}{between}{line}" if found[-1] else line
    return tuple(found)
