"""A form to fill in by hand, as A4 pages: for those who would rather answer on paper, in their own language.

Arabic and Persian are shaped and run from right to left; a scale's numbers run the same way as the words around them.
"""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from bot.paper.form_pages import Item, PrintedForm

_WIDTH, _MARGIN, _BOTTOM = 210.0, 18.0, 280.0
_INNER = _WIDTH - 2 * _MARGIN
_BOX, _RULE = 4.5, 9.0
_HEADING, _ASKED, _PLAIN, _SMALL = 18, 12, 11, 9
_ETHIOPIC = Path(__file__).with_name("fonts") / "NotoSansEthiopic-Regular.ttf"
"""Noto Sans Ethiopic, under the SIL Open Font License beside it: the letters of Tigrinya, which few fonts have."""
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The same form gives the same bytes, whenever it is printed."""


def printed_form_pdf(form: PrintedForm) -> bytes:
    """Draw the pages. No question is parted between two pages if it fits on one."""
    pdf = _Pages(form)
    pdf.add_page()
    pdf.say(form.title, _HEADING, bold=True)
    for line in form.lead:
        pdf.say(line, _PLAIN)
    for item in form.items:
        pdf.ask(item)
    return bytes(pdf.output())


class _Pages(FPDF):
    """Pages with the form's foot, whose words begin at the side where its script begins."""

    def __init__(self, form: PrintedForm) -> None:
        super().__init__(format="A4")
        self._form = form
        self.c_margin = 0
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_creation_date(_MADE)
        self.set_producer("Följsam")
        self.set_title(form.title)
        self.set_lang(form.language)
        for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
            self.add_font("form", style, _matplotlibs(file))
            self.add_font("ethiopic", style, _ETHIOPIC)
        self.set_fallback_fonts(["ethiopic"], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True, direction="rtl" if form.right_to_left else "ltr")

    def footer(self) -> None:
        """Write which form it is, and the page."""
        self.set_xy(_MARGIN, _BOTTOM + 4)
        self._take_up(_SMALL)
        self.set_text_color(90)
        self.cell(_INNER, 5, f"{self._form.foot} · {self.page_no()}", align="L")
        self.set_text_color(0)

    def say(self, text: str, size: int, *, bold: bool = False, indent: float = 0) -> None:
        """Write a paragraph and go below it."""
        self._write(text, size, self.get_y(), bold=bold, indent=indent)
        self.ln(1.5)

    def ask(self, item: Item) -> None:
        """Write a question with its room; on the next page if it does not fit here."""
        if self.get_y() + self._height(item) > _BOTTOM and self.get_y() > _MARGIN:
            self.add_page()
        self.ln(5)
        self.say(item.text, _ASKED, bold=True)
        for note in item.notes:
            self.say(note, _PLAIN)
        for option in item.options:
            self._box(option)
        if item.numbers:
            self._numbers(item)
        for _ in range(item.lines):
            self._rule()

    def _write(self, text: str, size: int, top: float, *, bold: bool = False, indent: float = 0) -> None:
        self._take_up(size, "B" if bold else "")
        self.set_xy(_MARGIN + (0 if self._form.right_to_left else indent), top)
        align = "R" if self._form.right_to_left else "L"
        self.multi_cell(_INNER - indent, size * 0.5, text, align=align, new_x="LMARGIN", new_y="NEXT")

    def _height(self, item: Item) -> float:
        """Give about how high a question is, rather too much than too little."""
        texts = (item.text, *item.notes, *item.options)
        rows = sum(1 + int(self._wide(text) / (_INNER - 10)) for text in texts)
        return 8 + rows * 8.5 + (22 if item.numbers else 0) + item.lines * _RULE

    def _wide(self, text: str) -> float:
        self.set_font("form", "B", _ASKED)
        return float(self.get_string_width(text))

    def _box(self, label: str) -> None:
        top, inward = self.get_y(), _BOX + 3
        left = _WIDTH - _MARGIN - _BOX if self._form.right_to_left else _MARGIN
        self.rect(left, top + 0.4, _BOX, _BOX)
        self.say(label, _PLAIN, indent=inward)

    def _numbers(self, item: Item) -> None:
        """Draw the boxes of a scale in the direction of the script, and below them what its ends mean."""
        top, step = self.get_y() + 1, _INNER / len(item.numbers)
        shown = tuple(reversed(item.numbers)) if self._form.right_to_left else item.numbers
        self._take_up(_PLAIN)
        for place, number in enumerate(shown):
            left = _MARGIN + place * step
            self.rect(left + (step - 7) / 2, top, 7, 7)
            self.set_xy(left, top + 8)
            self.cell(step, 5, number, align="C")
        ends = tuple(reversed(item.ends)) if self._form.right_to_left else item.ends
        for place, (words, align) in enumerate(zip(ends, ("L", "R"), strict=True)):
            self._take_up(_SMALL)
            self.set_xy(_MARGIN + place * _INNER / 2, top + 14)
            self.multi_cell(_INNER / 2, 4.5, words, align=align, new_x="LMARGIN", new_y="NEXT")
        self.set_y(top + 20)

    def _take_up(self, size: int, style: str = "") -> None:
        """Take up the form's own font anew: fpdf forgets that words before ended in the other, which has no digits."""
        self.set_font("form", style, size)
        self.current_font_is_set_on_page = False

    def _rule(self) -> None:
        top = self.get_y() + _RULE - 1
        self.set_draw_color(120)
        self.line(_MARGIN, top, _WIDTH - _MARGIN, top)
        self.set_draw_color(0)
        self.set_y(top + 1)


def _matplotlibs(name: str) -> Path:
    from matplotlib import get_data_path  # noqa: PLC0415  # imported when first needed: it takes long

    return Path(get_data_path(), "fonts", "ttf", name)
