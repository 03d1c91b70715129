"""Pictures: what can be drawn, as values; each is drawn only when it is sent."""

from typing import TypeAlias

from bot.paper.qr import QrCode, qr_png
from bot.paper.wheel import Wheel, wheel_png

Drawing: TypeAlias = QrCode | Wheel


def png(drawing: Drawing) -> bytes:
    """Draw. A wheel takes a good part of a second, so do it off the event loop."""
    return qr_png(drawing) if isinstance(drawing, QrCode) else wheel_png(drawing)
