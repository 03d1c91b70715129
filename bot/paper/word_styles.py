"""How a report looks in Word: its page and its styles; it names its language, and no tool, person or time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.paper.plain import plain
from bot.paper.word_xml import make
from locales.languages import known

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

FONT = "Calibri"
INK, QUIET = "1F3A5F", "595959"
"""The colour of headings, and of what is said in passing."""
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in every document in place of the time at which it was made; python-docx takes it for UTC."""


@dataclass(frozen=True)
class _Look:
    """A paragraph style: sizes and spaces in points."""

    size: float = 11
    colour: str = "000000"
    before: float = 0
    after: float = 0
    lines: float = 1.0
    is_bold: bool = False
    is_kept: bool = False
    """Whether it stays on one page with what follows."""


_LOOKS = {
    "Normal": _Look(after=7, lines=1.15),
    "Title": _Look(24, INK, after=2, is_bold=True, is_kept=True),
    "Subtitle": _Look(13, QUIET, after=14),
    "Heading 1": _Look(17, INK, before=22, after=6, is_bold=True, is_kept=True),
    "Heading 2": _Look(13, INK, before=14, after=4, is_bold=True, is_kept=True),
    "List Bullet": _Look(after=3, lines=1.15),
    "Caption": _Look(10, INK, before=10, after=4, is_bold=True),
    "toc 1": _Look(after=2),
    "Header": _Look(9, QUIET),
    "Footer": _Look(9, QUIET),
    "Note": _Look(9.5, QUIET, before=4, after=10, lines=1.1),
    "Table Text": _Look(10),
    "Gap": _Look(5),
    "Figure": _Look(before=8, is_kept=True),
    "Imprint": _Look(10, after=2),
    "Contents": _Look(13, INK, before=16, after=4, is_bold=True, is_kept=True),
    "Preliminary": _Look(12, "8A2B00", before=4, after=12, is_bold=True),
}
TABLE = "Report Table"
TEXT_WIDTH = Cm(16)


def set_up(book: "Document", title: str, language: str) -> None:
    """Give a new document its page, its styles and its properties."""
    _page(book)
    _language_and_font(book, known(language).region.replace("_", "-"))
    for name, look in _LOOKS.items():
        _style(book, name, look)
    _details(book)
    _table_style(book)
    _properties(book, title)


def _page(book: "Document") -> None:
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin, page.bottom_margin = Cm(2.3), Cm(2.3)
    page.header_distance = page.footer_distance = Cm(1.1)


def _language_and_font(book: "Document", region: str) -> None:
    styles, settings = book.styles.element, book.settings.element
    for fonts in list(styles.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    usual = next(styles.iter(qn("w:rPrDefault"))).find(qn("w:rPr"))
    usual.insert(0, make("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    usual.find(qn("w:lang")).set(qn("w:val"), region)
    next(settings.iter(qn("w:themeFontLang"))).set(qn("w:val"), region)
    newest = next(
        each for each in settings.iter(qn("w:compatSetting")) if each.get(qn("w:name")) == "compatibilityMode"
    )
    newest.set(qn("w:val"), "15")


def _style(book: "Document", name: str, look: _Look) -> None:
    names = [each.name for each in book.styles]
    found = (
        book.styles[name] if name in names else book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, name == "toc 1")
    )
    style = cast("ParagraphStyle", found)
    style.hidden = False
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.is_bold, False
    style.font.color.rgb = RGBColor.from_string(look.colour)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), look.lines
    form.keep_with_next, form.widow_control = look.is_kept, True


def _details(book: "Document") -> None:
    """Take away what the template's styles have too much, and set what only one style has."""
    styles = {name: cast("ParagraphStyle", book.styles[name]) for name in _LOOKS}
    for spacing in list(book.styles.element.iter(qn("w:spacing"))):
        if spacing.getparent().tag == qn("w:rPr"):
            spacing.getparent().remove(spacing)
    for name, tag in (("Title", "w:pBdr"), ("Subtitle", "w:numPr"), ("List Bullet", "w:contextualSpacing")):
        properties = styles[name].element.pPr
        properties.remove(properties.find(qn(tag)))
    for name in ("Header", "Footer"):
        stops = styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    imprint = styles["Imprint"].paragraph_format
    imprint.left_indent, imprint.first_line_indent = Cm(4), Cm(-4)
    imprint.tab_stops.add_tab_stop(Cm(4))
    edge = make("left", val="single", sz="36", space="8", color="D55E00")
    styles["Preliminary"].element.pPr.insert_element_before(make("pBdr", edge), "w:shd", "w:tabs", "w:spacing", "w:ind")


def _table_style(book: "Document") -> None:
    """Make a table style: a bold head above a line, thin lines between rows, room around the words."""
    style = book.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE).element
    line = {"val": "single", "sz": "4", "space": "0", "color": "BFBFBF"}
    strong = line | {"sz": "10", "color": INK}
    borders = make("tblBorders", make("top", **strong), make("bottom", **strong), make("insideH", **line))
    room = make("tblCellMar", *(make(side, w=wide, type="dxa") for side, wide in _ROOM.items()))
    head = make(
        "tcPr", make("tcBorders", make("bottom", **strong)), make("shd", val="clear", color="auto", fill="EAF0F6")
    )
    style.append(make("tblPr", borders, room))
    style.append(make("tblStylePr", make("rPr", make("b")), head, type="firstRow"))


_ROOM = {"top": "50", "left": "90", "bottom": "50", "right": "90"}
"""Twentieths of a point."""


def _properties(book: "Document", title: str) -> None:
    properties = book.core_properties
    properties.title = plain(title)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = NO_TIME
    properties.revision = 1
    for part, names in ((book.part.package, ("extended-properties", "thumbnail")), (book.part, ("customXml",))):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in names:
                part.rels.pop(key)
