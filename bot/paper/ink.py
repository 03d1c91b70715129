"""What pictures share: matplotlib's figures, colours that every kind of colour vision tells apart, and sizes."""

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE, DOTS = 6.0, 180
"""Inches, and dots an inch: 1080 dots wide, three for each point of a small phone, which is 360 wide."""
FINE = 300
"""Dots an inch on paper."""
BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
"""Okabe and Ito 2008."""
BLACK, GREY, PALE = "#1A1A1A", "#595959", "#EDEDED"
LARGE, MIDDLE, SMALL, SMALLEST = 13.0, 12.0, 11.0, 9.0
"""Points: on a small phone 11, 10, 9 and 7.5 high."""

ONE_AT_A_TIME = Lock()
"""Matplotlib is not made for several threads at once."""


def new_figure(high: float) -> "Figure":
    """Give an empty figure of a picture's width."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  # costs a second, and few draw
    from matplotlib.figure import Figure  # noqa: PLC0415  # the same

    figure = Figure((WIDE, high), DOTS, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def png_of(figure: "Figure", dots: int = DOTS) -> bytes:
    """Draw with so many dots an inch; the same figure is the same bytes, and names no tool."""
    png = BytesIO()
    figure.savefig(png, format="png", dpi=dots, metadata={"Software": None})
    return png.getvalue()
