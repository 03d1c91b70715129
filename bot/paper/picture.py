"""Pictures: what can be drawn, as values; each is drawn only when it is sent."""

from typing import TypeAlias

from bot.paper.chart import ChartPicture, charts_png
from bot.paper.qr import QrCode, qr_png
from bot.paper.wheel import Wheel, wheel_png

Drawing: TypeAlias = QrCode | Wheel | ChartPicture


def png(drawing: Drawing) -> bytes:
    """Draw. A wheel or a chart takes a good part of a second, so do it off the event loop."""
    match drawing:
        case QrCode():
            return qr_png(drawing)
        case Wheel():
            return wheel_png(drawing)
    return charts_png(drawing)
