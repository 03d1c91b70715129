"""A printable A4 page for a wall: an event's title, its link as one large QR code, and what to do with it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from fpdf import FPDF

from bot.paper.sheet import draw_qr

_WIDTH, _MARGIN = 210.0, 20.0
_PICTURE = 120.0


@dataclass(frozen=True)
class Poster:
    """What stands on the page; ``until`` is the last day."""

    title: str
    link: str
    until: date
    lines: tuple[str, ...]


def poster_pdf(poster: Poster) -> bytes:
    """Draw the page. The same poster gives the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime.combine(poster.until, time(), UTC))
    pdf.set_producer("Följsam")
    pdf.set_title(poster.title)
    pdf.set_lang("sv")
    pdf.add_font("poster", fname=_font())
    pdf.add_page()
    _centred(pdf, poster.title, 28, 30)
    draw_qr(pdf, poster.link, ((_WIDTH - _PICTURE) / 2, 90), _PICTURE)
    _centred(pdf, "\n".join(poster.lines), 16, 222)
    _centred(pdf, poster.link, 10, 270)
    return bytes(pdf.output())


def _centred(pdf: FPDF, text: str, size: int, top: float) -> None:
    pdf.set_xy(_MARGIN, top)
    pdf.set_font("poster", size=size)
    pdf.multi_cell(_WIDTH - 2 * _MARGIN, size * 0.5, text, align="C")


def _font() -> Path:
    """Give a font that has the letters of people's own titles, which PDF's built-in ones have not; Matplotlib's."""
    from matplotlib import get_data_path  # noqa: PLC0415  # imported when first needed: it takes long

    return Path(get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
