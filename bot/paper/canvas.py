"""A picture that grows downwards, measured in inches from its upper left corner."""

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.paper.ink import BLACK, SMALL, WIDE, new_figure, png_of
from bot.paper.plain import plain

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

MARGIN = 0.15
"""Inches that stay free at the sides."""
_FONT = "DejaVu Sans"
"""Comes with matplotlib: the same letters on every machine."""
_POINTS = 72
_LINE = 1.3
"""From line to line, as a multiple of the letters' size."""


class Canvas:
    """What is being drawn. Texts are what anybody typed: never formulas, and never letters that the font lacks."""

    def __init__(self) -> None:
        self._figure = new_figure(1)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    def text(self, at: tuple[float, float], text: str, size: float = SMALL, **look: str) -> None:
        """Write from a point on; ``look`` as matplotlib has it. A text without other wish hangs below its point."""
        look = {"color": BLACK, "va": "top"} | look
        self._axes.text(*at, _drawable(text), fontsize=size, fontfamily=_FONT, parse_math=False, **look)  # type: ignore[arg-type]  # its words are typed one by one

    def lines(self, at: tuple[float, float], lines: list[str], size: float = SMALL, **look: str) -> float:
        """Write lines beneath each other; give where the next one would begin."""
        left, top = at
        for line in lines:
            self.text((left, top), line, size, **look)
            top += height(size)
        return top

    def box(self, at: tuple[float, float], size: tuple[float, float], **look: object) -> None:
        """Draw a rectangle from its upper left corner on; ``look`` as matplotlib has it."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415  # costs a second, and few draw

        self._axes.add_patch(Rectangle(at, *size, **({"linewidth": 0} | look)))  # type: ignore[arg-type]  # its words are typed one by one

    def line(self, across: list[float], down: list[float], **look: object) -> None:
        """Draw from point to point; ``look`` as matplotlib has it."""
        self._axes.plot(across, down, **({"color": BLACK, "clip_on": False} | look))  # type: ignore[arg-type]  # its words are typed one by one

    def png(self, high: float, dots: int) -> bytes:
        """Draw as much as is ``high``, with so many dots an inch."""
        self._figure.set_size_inches(WIDE, high)
        self._axes.set_xlim(0, WIDE)
        self._axes.set_ylim(high, 0)
        return png_of(self._figure, dots)


def height(size: float) -> float:
    """Give how many inches a line of letters takes."""
    return size * _LINE / _POINTS


def wrapped(text: str, wide: float, size: float = SMALL, weight: str = "normal") -> list[str]:
    """Set a text on lines that are at most ``wide``; a word that is too long goes on after a hyphen, a text is cut."""
    lines = [""]
    for word in _drawable(text).split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, weight) <= wide:
            lines[-1] = longer
            continue
        lines += _pieces(word, wide, size, weight)
    whole = [line for line in lines if line]
    return whole if len(whole) <= _MOST_LINES else [*whole[: _MOST_LINES - 1], "…"]


_MOST_LINES = 8


def _pieces(word: str, wide: float, size: float, weight: str) -> list[str]:
    pieces = [""]
    for letter in word:
        if width(f"{pieces[-1]}{letter}-", size, weight) > wide:
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces


def width(text: str, size: float = SMALL, weight: str = "normal") -> float:
    """Measure a text in inches."""
    return sum(_letter_width(letter, weight) for letter in text) * size


@cache
def _letter_width(letter: str, weight: str) -> float:
    """Measure a letter in inches a point."""
    return _font(weight).load_char(ord(letter)).linearHoriAdvance / _ONE / _MEASURED / _POINTS


_ONE = 0x10000
"""FreeType counts in parts of this."""
_MEASURED = 100
"""Points at which letters are measured."""


@cache
def _font(weight: str) -> "FT2Font":
    from matplotlib.font_manager import FontProperties, findfont  # noqa: PLC0415  # costs a second, and few draw
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415  # the same

    font = FT2Font(findfont(FontProperties(family=_FONT, weight=weight)))
    font.set_size(_MEASURED, _POINTS)
    return font


def _drawable(text: str) -> str:
    """Give a text on one line, with a sign in place of each letter that the font lacks."""
    return "".join(letter if _font("normal").get_char_index(ord(letter)) else _UNKNOWN for letter in _one_line(text))


_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def _one_line(text: str) -> str:
    return re.sub("[ \t\n]+", " ", plain(text)).strip()
