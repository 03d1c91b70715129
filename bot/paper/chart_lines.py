"""Quarters in a row: lines told apart by colour, dashes and marks, with gaps where a value is withheld."""

import math
from typing import NamedTuple

from bot.paper.canvas import MARGIN, Canvas, height, width, wrapped
from bot.paper.chart_scale import Scale, scale_of
from bot.paper.document import Chart, Series
from bot.paper.ink import BLACK, BLUE, GREEN, GREY, PURPLE, SMALL, VERMILION, WIDE
from locales.translator import Translator

_RIGHT = 4.15
"""Where the last quarter stands; what is said of it follows."""
_SAID = 4.38
_HIGH = 1.9
_MIDDLE = 0.085
"""From a line's upper edge to the middle of its letters."""


class _Look(NamedTuple):
    """How a series is drawn; dashes as matplotlib has them."""

    colour: str
    dashes: str | tuple[int, tuple[int, ...]]
    mark: str


LOOKS = (
    _Look(BLUE, "-", "o"),
    _Look(VERMILION, "--", "s"),
    _Look(GREEN, "-.", "^"),
    _Look(PURPLE, ":", "D"),
    _Look(BLACK, (0, (5, 1, 1, 1, 1, 1)), "v"),
)


_TARGET: dict[str, object] = {"linestyle": (0, (6, 3)), "linewidth": 1.6}


class _Field(NamedTuple):
    """Where the lines are drawn."""

    scale: Scale
    left: float
    top: float
    quarters: int

    def across(self, place: int) -> float:
        return self.left + (_RIGHT - self.left) * (place / (self.quarters - 1) if self.quarters > 1 else 1)

    def down(self, value: float) -> float:
        return self.top + _HIGH * (1 - self.scale.part(value))


def draw_lines(canvas: Canvas, t: Translator, chart: Chart, top: float) -> float:
    """Draw series over quarters; give where they end."""
    scale = scale_of(t, chart)
    top = _names(canvas, t, chart, scale, top)
    left = MARGIN + max(width(scale.written(step)) for step in scale.steps) + 0.2
    field = _Field(scale, left, top + 0.15, len(chart.labels))
    _grid(canvas, field)
    _target(canvas, chart, field)
    for number, series in enumerate(chart.series):
        _series(canvas, field, series, LOOKS[number % len(LOOKS)])
    _last(canvas, chart, field)
    return _gaps(canvas, t, chart, _quarters(canvas, chart, field))


def _names(canvas: Canvas, t: Translator, chart: Chart, scale: Scale, top: float) -> float:
    """Say which line is which, and what the target is."""
    for number, series in enumerate(chart.series):
        look = LOOKS[number % len(LOOKS)]
        middle = top + _MIDDLE
        _draw(canvas, look._replace(mark=""), [MARGIN, MARGIN + 0.6], [middle] * 2)
        _draw(canvas, look, [MARGIN + 0.3], [middle])
        top = canvas.lines((MARGIN + 0.75, top), wrapped(series.name, WIDE - 2 * MARGIN - 0.75))
    if chart.target is not None:
        canvas.line([MARGIN, MARGIN + 0.6], [top + _MIDDLE] * 2, **_TARGET)
        top = canvas.lines((MARGIN + 0.75, top), [t("mål {target}", target=scale.written(chart.target))])
    return top + 0.05


def _draw(canvas: Canvas, look: _Look, across: list[float], down: list[float]) -> None:
    style = {"marker": look.mark, "markersize": 8, "markeredgecolor": "white", "markeredgewidth": 1}
    canvas.line(across, down, color=look.colour, linestyle=look.dashes, linewidth=2.2, **style)


def _grid(canvas: Canvas, field: _Field) -> None:
    for step in field.scale.steps:
        down = field.down(step)
        canvas.line([field.left, _RIGHT], [down] * 2, color=GREY if not step else "#D5D5D5", linewidth=0.8)
        canvas.text((field.left - 0.12, down), field.scale.written(step), color=GREY, ha="right", va="center")


def _target(canvas: Canvas, chart: Chart, field: _Field) -> None:
    if chart.target is None:
        return
    down = field.down(chart.target)
    canvas.line([field.left, _RIGHT], [down] * 2, **_TARGET)


def _series(canvas: Canvas, field: _Field, series: Series, look: _Look) -> None:
    """Draw a line; what is not a number leaves a gap in it."""
    across = [field.across(place) for place in range(field.quarters)]
    down = [math.nan if value is None else field.down(value) for value in series.values]
    _draw(canvas, look, across, down)


def _last(canvas: Canvas, chart: Chart, field: _Field) -> None:
    """Say each series' last value beside it, one beneath the other where they would meet."""
    lasts = sorted(
        (field.down(each.values[-1] or 0) - _MIDDLE, number, wrapped(each.said[-1], WIDE - MARGIN - _SAID - 0.12))
        for number, each in enumerate(chart.series)
        if each.values
    )
    places = _apart([(top, height(SMALL) * len(said)) for top, _, said in lasts], field)
    for top, (_, number, said) in zip(places, lasts, strict=True):
        look = LOOKS[number % len(LOOKS)]
        if len(chart.series) > 1:
            canvas.line([_SAID], [top + _MIDDLE], color=look.colour, marker=look.mark, markersize=8)
        canvas.lines((_SAID + 0.12, top), said)


def _apart(wanted: list[tuple[float, float]], field: _Field) -> list[float]:
    """Give for each wanted place and height one where it meets no other, none below the field."""
    places, free = [], -math.inf
    for top, high in wanted:
        places.append(max(top, free))
        free = places[-1] + high + 0.03
    over = max(free - (field.top + _HIGH + _MIDDLE + 0.1), 0)
    return [place - over for place in places]


def _quarters(canvas: Canvas, chart: Chart, field: _Field) -> float:
    """Write the quarters beneath, only every second or third where they are many; the last always."""
    labels = [wrapped(label, 1.0) for label in chart.labels]
    widest = max((width(line) for lines in labels for line in lines), default=0) + 0.08
    every = max(1, math.ceil(widest * (field.quarters - 1) / (_RIGHT - field.left)))
    top = field.top + _HIGH + 0.12
    for place, lines in enumerate(labels):
        if not (field.quarters - 1 - place) % every:
            canvas.lines((field.across(place), top), lines, color=GREY, ha="center")
    return top + height(SMALL) * max(map(len, labels), default=0)


def _gaps(canvas: Canvas, t: Translator, chart: Chart, top: float) -> float:
    """Say why there are gaps, in the words of the values that are not shown."""
    missing = {
        said: None
        for series in chart.series
        for value, said in zip(series.values, series.said, strict=True)
        if value is None
    }
    words = t("Lucka i linjen: {why}", why=", ".join(missing)) if missing else ""
    return canvas.lines((MARGIN, top + 0.06), wrapped(words, WIDE - 2 * MARGIN), color=GREY)
