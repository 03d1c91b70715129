"""A wheel of life as a picture: then and now, told apart by line, mark and colour, and written out beside each area."""

import math
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from bot.paper.ink import BLUE, DOTS, GREY, LARGE, ONE_AT_A_TIME, SMALL, SMALLEST, VERMILION, WIDE, new_figure, png_of

if TYPE_CHECKING:
    from matplotlib.projections.polar import PolarAxes

_ACROSS = 3.1
"""Inches from side to side of the wheel; the rest is for words."""
_LETTERS_A_LINE = 14


@dataclass(frozen=True)
class Wheel:
    """What to draw, in the reader's language: areas with two numbers each, and what the two are called."""

    areas: tuple[tuple[str, int, int], ...]
    highest: int
    then: str
    now: str


def wheel_png(wheel: Wheel) -> bytes:
    """Draw a wheel; the same wheel is the same bytes."""
    with ONE_AT_A_TIME:
        return _drawn(wheel)


def _drawn(wheel: Wheel) -> bytes:
    figure = new_figure(WIDE)
    across = _ACROSS / WIDE
    axes: PolarAxes = figure.add_axes(((1 - across) / 2, (0.93 - across) / 2, across, across), projection="polar")  # type: ignore[assignment]  # what polar gives
    _rings(axes, wheel.highest)
    angles = [2 * math.pi * place / len(wheel.areas) for place in range(len(wheel.areas))]
    _line(axes, angles, [then for _, then, _ in wheel.areas], _Look(BLUE, "--", "o", 13, wheel.then))
    _line(axes, angles, [now for _, _, now in wheel.areas], _Look(VERMILION, "-", "s", 7, wheel.now))
    for angle, (label, then, now) in zip(angles, wheel.areas, strict=True):
        _label(axes, angle, wheel.highest, f"{_wrapped(label)}\n{then} → {now}")
    figure.legend(loc="upper center", ncols=2, fontsize=LARGE, frameon=False, handlelength=3.5)
    return png_of(figure)


def _rings(axes: "PolarAxes", highest: int) -> None:
    axes.set_theta_zero_location("N")
    axes.set_theta_direction(-1)
    axes.set_ylim(0, highest)
    axes.set_xticks([])
    middle = highest // 2
    axes.set_yticks([middle, highest], [str(middle), str(highest)], fontsize=SMALL, color=GREY)
    axes.set_rlabel_position(0)


class _Look(NamedTuple):
    """How one of the two is drawn: the mark of then is hollow and larger, so that both are seen in one place."""

    colour: str
    dashes: str
    mark: str
    size: int
    name: str


def _line(axes: "PolarAxes", angles: list[float], values: list[int], look: _Look) -> None:
    axes.plot(
        [*angles, angles[0]],
        [*values, values[0]],
        color=look.colour,
        linestyle=look.dashes,
        linewidth=2.5,
        marker=look.mark,
        markersize=look.size,
        markerfacecolor="white" if look.mark == "o" else look.colour,
        markeredgewidth=2,
        label=look.name,
        clip_on=False,
    )


def _label(axes: "PolarAxes", angle: float, highest: int, text: str) -> None:
    """Write an area outside the wheel, on its own side of it, smaller where it would not fit."""
    across, up = math.sin(angle), math.cos(angle)
    written = axes.text(
        angle,
        highest * 1.12,
        text,
        fontsize=LARGE,
        ha=_side(across, ("right", "center", "left")),
        va=_side(up, ("top", "center", "bottom")),
    )
    box = written.get_window_extent()
    beyond = max(-box.x0, box.x1 - WIDE * DOTS) + _MARGIN
    if beyond > 0:
        written.set_fontsize(max(SMALLEST, LARGE * (1 - beyond / box.width)))


def _side(value: float, names: tuple[str, str, str]) -> str:
    return names[1 + (value > _STRAIGHT) - (value < -_STRAIGHT)]


_STRAIGHT = 0.3
"""How far a direction may lean and still count as straight up or to the side."""
_MARGIN = 12
"""Dots that stay free at the sides."""


def _wrapped(label: str) -> str:
    """Set a label on lines; a word that is too long for one goes on after a hyphen."""
    words = " ".join("- ".join(wrap(word, _LETTERS_A_LINE)) for word in label.split())
    return "\n".join(wrap(words, _LETTERS_A_LINE + 1, break_on_hyphens=False))
