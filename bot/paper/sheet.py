"""A printable A4 sheet of invitations to cut apart: for each a QR code, a typing code and three lines of instruction.

It names neither programme nor topic: a slip may be seen by others.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby

import segno
from fpdf import FPDF

_COLUMNS, _ROWS = 2, 4
_WIDTH, _HEIGHT, _MARGIN = 95.0, 69.0, 10.0
_PICTURE = 38.0
_LINE = 4.6


@dataclass(frozen=True)
class Slip:
    """One invitation: its link (``None`` where the bot's name is not known), its typing code and its last day."""

    link: str | None
    code: str
    until: date


@dataclass(frozen=True)
class Words:
    """What stands on every slip."""

    camera: str
    code: str
    one_person: str
    head: str


def sheet_pdf(slips: tuple[Slip, ...], words: Words) -> bytes:
    """Draw slips on as many pages as they need. The same slips give the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(datetime.combine(slips[0].until, time(), UTC))
    pdf.set_producer("Följsam")
    pdf.set_title(words.head)
    pdf.set_lang("sv")
    for place, slip in enumerate(slips):
        place_on_page = place % (_COLUMNS * _ROWS)
        if place_on_page == 0:
            pdf.add_page()
        row, column = divmod(place_on_page, _COLUMNS)
        _slip(pdf, slip, words, (_MARGIN + column * _WIDTH, _MARGIN + row * _HEIGHT))
    return bytes(pdf.output())


def _slip(pdf: FPDF, slip: Slip, words: Words, corner: tuple[float, float]) -> None:
    left, top = corner
    pdf.set_draw_color(180)
    pdf.rect(left, top, _WIDTH, _HEIGHT)
    if slip.link:
        draw_qr(pdf, slip.link, (left + 4, top + 4), _PICTURE)
    pdf.set_xy(left + _PICTURE + 8, top + 8)
    pdf.set_font("helvetica", "B", 11)
    pdf.multi_cell(_WIDTH - _PICTURE - 12, 5.5, words.head, align="L")
    pdf.set_xy(left + _PICTURE + 8, top + 26)
    pdf.set_font("courier", "B", 12)
    pdf.cell(_WIDTH - _PICTURE - 12, 6, f"{slip.code[:5]}-{slip.code[5:]}")
    pdf.set_font("helvetica", "", 9)
    lines = (words.camera, words.code, words.one_person.format(date=slip.until.isoformat()))
    pdf.set_xy(left + 4, top + _PICTURE + 8)
    for number, line in enumerate(lines, 1):
        pdf.set_x(left + 4)
        pdf.multi_cell(_WIDTH - 8, _LINE, f"{number}. {line}", align="L", new_x="LMARGIN", new_y="NEXT")


def draw_qr(pdf: FPDF, link: str, corner: tuple[float, float], size: float) -> None:
    """Draw a QR code of this size in mm as filled rectangles, a run of dark modules at a time."""
    left, top = corner
    matrix = segno.make_qr(link, error="m").matrix
    module = size / len(matrix)
    pdf.set_fill_color(0)
    for row, modules in enumerate(matrix):
        at = 0
        for is_dark, run in groupby(modules):
            length = len(list(run))
            if is_dark:
                pdf.rect(left + at * module, top + row * module, length * module, module, style="F")
            at += length
