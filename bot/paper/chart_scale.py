"""From what to what a chart goes, and its numbers in the reader's language."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.paper.document import Chart
from bot.paper.words import number
from locales.translator import Translator


@dataclass(frozen=True)
class Scale:
    """Steps from 0 to the highest, and how a value is written."""

    steps: tuple[float, ...]
    written: Callable[[float], str]

    def part(self, value: float) -> float:
        """Give how far up a value lies: 0 at nothing, 1 at the highest."""
        return min(max(value / self.steps[-1], 0), 1)


def scale_of(t: Translator, chart: Chart) -> Scale:
    """Give a chart's scale: all of 100 %, or as many round steps as the highest number needs."""
    if chart.is_share:
        return Scale((0, 0.25, 0.5, 0.75, 1), t.percent)
    bars = (number for bar in chart.bars for number in (bar.value, bar.target, bar.high))
    values = (value for series in chart.series for value in series.values)
    highest = max((value for value in (*bars, *values, chart.target) if value), default=1)
    step = _round_step(highest / _STEPS)
    return Scale(
        tuple(step * place for place in range(math.ceil(highest / step) + 1)), lambda value: number(t, _whole(value))
    )


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


_STEPS = 4


def _round_step(least: float) -> float:
    """Give the least of 1, 2, 5, 10, 20, 50 and so on that is enough."""
    power = 10 ** max(0, math.floor(math.log10(least)))
    return next(float(factor * power) for factor in (1, 2, 5, 10) if factor * power >= least)
