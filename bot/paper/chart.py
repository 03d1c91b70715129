"""Charts as pictures: bars, quarters in a row, before and after; for a phone and for paper, in colour or not."""

from dataclasses import dataclass

from bot.paper.canvas import MARGIN, Canvas, wrapped
from bot.paper.chart_bars import draw_bars
from bot.paper.chart_lines import draw_lines
from bot.paper.document import Chart, Document
from bot.paper.ink import DOTS, FINE, GREY, LARGE, MIDDLE, ONE_AT_A_TIME, WIDE
from bot.paper.words import preliminary
from locales.translator import Translator, translator

_APART = 0.35
_MOST_DOTS = 10_000
"""Telegram's limit for a picture's height and width together."""


@dataclass(frozen=True)
class ChartPicture:
    """Charts beneath each other, each under its caption, in the reader's language."""

    charts: tuple[Chart, ...]
    language: str = "sv"
    heading: str = ""
    beneath: tuple[str, ...] = ()
    """Smaller lines beneath the heading."""


def charts_png(picture: ChartPicture, dots: int = DOTS) -> bytes:
    """Draw for a screen, or with more dots for paper; the same picture is the same bytes."""
    with ONE_AT_A_TIME:
        canvas, t = Canvas(), translator(picture.language)
        top = _heading(canvas, picture)
        for chart in picture.charts:
            top = _lines(canvas, top, chart.caption, MIDDLE, weight="bold") + MARGIN / 2
            top = _chart(canvas, t, chart, top) + _APART
        if not picture.charts:
            top = _lines(canvas, top, t("Här finns inga diagram."), MIDDLE) + _APART
        return canvas.png(top - _APART + MARGIN, min(dots, int(_MOST_DOTS / (WIDE + top))))


def chart_png(chart: Chart, language: str) -> bytes:
    """Draw one chart for paper, without its caption, which stands beside it there."""
    with ONE_AT_A_TIME:
        canvas = Canvas()
        return canvas.png(_chart(canvas, translator(language), chart, MARGIN / 2) + MARGIN / 2, FINE)


def png_bytes(document: Document) -> bytes:
    """Draw all charts of a document as one picture, for a phone and for paper."""
    t = translator(document.language)
    marks = (preliminary(t),) if document.is_preliminary else ()
    picture = ChartPicture(document.charts, document.language, document.title, (document.subtitle, *marks))
    return charts_png(picture, FINE)


def _heading(canvas: Canvas, picture: ChartPicture) -> float:
    top = _lines(canvas, MARGIN, picture.heading, LARGE, weight="bold")
    for line in picture.beneath:
        top = _lines(canvas, top, line, MIDDLE, color=GREY)
    return top + (MARGIN if picture.heading else 0)


def _lines(canvas: Canvas, top: float, text: str, size: float, **look: str) -> float:
    lines = wrapped(text, WIDE - 2 * MARGIN, size, look.get("weight", "normal"))
    return canvas.lines((MARGIN, top), lines, size, **look)


def _chart(canvas: Canvas, t: Translator, chart: Chart, top: float) -> float:
    return (draw_lines if chart.form == "quarters" else draw_bars)(canvas, t, chart, top)
