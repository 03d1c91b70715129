"""Horizontal bars: above each what it is about, beside it what it came to, on it what it aims at and how sure it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.paper.canvas import MARGIN, Canvas, height, width, wrapped
from bot.paper.chart_scale import Scale, scale_of
from bot.paper.document import Bar, Chart
from bot.paper.ink import BLACK, BLUE, GREY, MIDDLE, ORANGE, PALE, SKY, SMALL, VERMILION, WIDE
from locales.translator import Translator

_LEFT, _RIGHT = MARGIN, 4.0
_SAID = 4.15
"""Where the words beside a bar begin."""
_HIGH, _APART = 0.27, 0.13
_LOW = 0.17
"""How high a bar is that stands in a group with others."""
FILLS: tuple[dict[str, object], ...] = (
    {"facecolor": "white", "hatch": "....", "edgecolor": BLUE, "linewidth": 1.2},
    {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 1.2},
    {"facecolor": ORANGE, "hatch": "\\\\\\", "edgecolor": BLACK, "linewidth": 1.2},
)
"""Before is dotted on white, after is full: told apart without colours too."""
_SINGLE: dict[str, object] = {"facecolor": SKY, "edgecolor": BLUE, "linewidth": 1.2}
_WITHHELD: dict[str, object] = {"facecolor": "white", "hatch": "////", "edgecolor": "#BBBBBB", "linewidth": 0.8}


@dataclass(frozen=True)
class _Row:
    """A bar and how it is filled; the first of its group has the group's label."""

    bar: Bar
    fill: dict[str, object]
    high: float = _HIGH


def draw_bars(canvas: Canvas, t: Translator, chart: Chart, top: float) -> float:
    """Draw bars, or groups of bars for before and after; give where they end."""
    scale = scale_of(t, chart)
    top = _names(canvas, chart, top)
    for row in _rows(chart):
        top = _row(canvas, t, scale, row, top)
    top = _axis(canvas, scale, top)
    return _key(canvas, t, chart, top)


def _rows(chart: Chart) -> Iterator[_Row]:
    yield from (_Row(bar, _SINGLE) for bar in chart.bars)
    for place, label in enumerate(chart.labels):
        for number, series in enumerate(chart.series):
            shown = label if not number else ""
            bar = Bar(label=shown, value=series.values[place], said=series.said[place], target=chart.target)
            yield _Row(bar, FILLS[number % len(FILLS)], _LOW)


def _names(canvas: Canvas, chart: Chart, top: float) -> float:
    """Say which fill is which, where there are several."""
    for number, series in enumerate(chart.series):
        canvas.box((_LEFT, top + 0.02), (0.3, 0.15), **FILLS[number % len(FILLS)])
        top = canvas.lines((_LEFT + 0.42, top), wrapped(series.name, WIDE - MARGIN - _LEFT - 0.42))
    return top


def _row(canvas: Canvas, t: Translator, scale: Scale, row: _Row, top: float) -> float:
    bar = row.bar
    if bar.label:
        label = wrapped(bar.label, WIDE - 2 * MARGIN, MIDDLE)
        top = canvas.lines((_LEFT, top + _APART), label, MIDDLE) + 0.04
    said = wrapped(f"{bar.sign} {bar.said}", WIDE - MARGIN - _SAID)
    beside = height(SMALL) * len(said)
    canvas.lines((_SAID, top + max(row.high - beside, 0) / 2), said, color=BLACK if bar.value is not None else GREY)
    _bar(canvas, scale, row, top)
    _interval(canvas, scale, bar, top + row.high / 2)
    below = _target(canvas, t, scale, bar, (top, row.high))
    return max(below, top + beside) + (0.06 if row.high == _HIGH else 0.02)


def _bar(canvas: Canvas, scale: Scale, row: _Row, top: float) -> None:
    if row.bar.value is None:
        canvas.box((_LEFT, top), (_RIGHT - _LEFT, row.high), **_WITHHELD)
        return
    canvas.box((_LEFT, top), (_RIGHT - _LEFT, row.high), facecolor=PALE, zorder=0)
    for step in scale.steps[1:-1]:
        canvas.line([_across(scale, step)] * 2, [top, top + row.high], color="white", linewidth=1.2, zorder=0.5)
    canvas.box((_LEFT, top), (_across(scale, row.bar.value) - _LEFT, row.high), **row.fill)


def _interval(canvas: Canvas, scale: Scale, bar: Bar, middle: float) -> None:
    """Draw a whisker; white around it lets it stand out on every fill."""
    if bar.value is None or bar.low is None or bar.high is None:
        return
    low, high = _across(scale, bar.low), _across(scale, bar.high)
    for colour, wide in (("white", 4.5), (BLACK, 1.8)):
        canvas.line([low, high], [middle] * 2, color=colour, linewidth=wide)
        for end in (low, high):
            canvas.line([end] * 2, [middle - 0.06, middle + 0.06], color=colour, linewidth=wide)


def _target(canvas: Canvas, t: Translator, scale: Scale, bar: Bar, where: tuple[float, float]) -> float:
    """Draw a line across the bar with its number beneath; give where that ends.

    :param where: the bar's upper edge, and its height
    """
    top, high = where
    if bar.target is None:
        return top + high
    at = _across(scale, bar.target)
    canvas.line([at] * 2, [top - 0.05, top + high + 0.05], color="white", linewidth=6)
    canvas.line([at] * 2, [top - 0.05, top + high + 0.05], color=VERMILION, linewidth=3)
    words = t("mål {target}", target=scale.written(bar.target))
    half = width(words) / 2
    canvas.text((min(max(at, _LEFT + half), _RIGHT - half), top + high + 0.09), words, ha="center")
    return top + high + 0.09 + height(SMALL)


def _axis(canvas: Canvas, scale: Scale, top: float) -> float:
    """Write the scale's ends and middle beneath the bars."""
    canvas.line([_LEFT, _RIGHT], [top + 0.06] * 2, color=GREY, linewidth=0.8)
    for step in scale.steps:
        canvas.line([_across(scale, step)] * 2, [top + 0.06, top + 0.11], color=GREY, linewidth=0.8)
    sides = ("left", *["center"] * (len(scale.steps) - 2), "right")
    for step, side in zip(scale.steps, sides, strict=True):
        canvas.text((_across(scale, step), top + 0.13), scale.written(step), color=GREY, ha=side)
    return top + 0.13 + height(SMALL)


def _key(canvas: Canvas, t: Translator, chart: Chart, top: float) -> float:
    """Say what the lines are."""
    words = []
    if chart.target is not None or any(bar.target is not None for bar in chart.bars):
        words.append(t("Lodrätt streck: mål."))
    if any(bar.value is not None and bar.low is not None for bar in chart.bars):
        words.append(t("Vågrätt streck: osäkerhet (95 %)."))
    return canvas.lines((_LEFT, top + 0.04), wrapped(" ".join(words), WIDE - 2 * MARGIN), color=GREY)


def _across(scale: Scale, value: float) -> float:
    return _LEFT + scale.part(value) * (_RIGHT - _LEFT)
