"""A document as Word: real headings, captions, tables and lists, pictures with a text that says the same."""

import re
from io import BytesIO
from itertools import count

import docx
from docx.shared import Cm, Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from bot.paper.chart import chart_png
from bot.paper.document import Bullets, Chart, Document, Paragraph, Part, Section, Table
from bot.paper.plain import plain
from bot.paper.word_styles import set_up
from bot.paper.word_table import add_table
from bot.paper.word_xml import begin_field, bookmark, end_field, field, link
from bot.paper.words import page_of_pages, preliminary
from bot.paper.zipped import timeless
from locales.translator import translator

_MANY_CHAPTERS = 4
"""From so many on there is a table of contents."""
_WIDE, _HIGHEST = Cm(11), Cm(20)
"""Of a picture: its words are then hardly smaller than a table's, and it fits on a page with its caption."""


def docx_bytes(document: Document) -> bytes:
    """Write a document; the same document is the same bytes."""
    writer = _Writer(document)
    writer.front()
    for section in document.sections:
        writer.section(section)
    writer.foot()
    file = BytesIO()
    writer.book.save(file)
    return timeless(file.getvalue())


class _Writer:
    """Writes from the first page to the last, and counts tables, figures and headings on the way."""

    def __init__(self, document: Document) -> None:
        self.book = docx.Document()
        set_up(self.book, document.title, document.language)
        self._document = document
        self.t = translator(document.language)
        self._tables, self._figures, self._chapters = count(1), count(1), count(1)

    def front(self) -> None:
        """Write title, marks, what identifies the document, and which chapters there are."""
        document, add = self._document, self.book.add_paragraph
        add(plain(document.title), "Title")
        add(plain(document.subtitle), "Subtitle")
        if document.is_preliminary:
            add(preliminary(self.t), "Preliminary")
        for label, value in document.imprint:
            line = add(style="Imprint")
            line.add_run(plain(label)).bold = True
            line.add_run(f"\t{plain(value)}")
        chapters = [section.heading for section in document.sections if section.level == 1]
        if len(chapters) >= _MANY_CHAPTERS:
            self._contents(chapters)

    def _contents(self, chapters: list[str]) -> None:
        """Write links to the chapters without page numbers, which nobody knows before Word has set the pages."""
        self.book.add_paragraph(self.t("Innehåll"), "Contents")
        lines = [self.book.add_paragraph(style="toc 1") for _ in chapters]
        begin_field(lines[0], 'TOC \\o "1-1" \\n \\h')
        for number, (line, heading) in enumerate(zip(lines, chapters, strict=True), 1):
            link(line, number, plain(heading))
        end_field(lines[-1])

    def section(self, section: Section) -> None:
        """Write a heading and what stands beneath it."""
        heading = self.book.add_heading(plain(section.heading), section.level)
        if section.level == 1:
            bookmark(heading, next(self._chapters))
        for part in section.parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        match part:
            case Paragraph():
                self.book.add_paragraph(plain(part.text), "Note" if part.is_note else "Normal")
            case Bullets():
                for item in part.items:
                    self.book.add_paragraph(plain(item), "List Bullet")
            case Table():
                self._table(part)
            case Chart():
                self._chart(part)

    def _table(self, table: Table) -> None:
        self._caption(self.t("Tabell"), next(self._tables), table.caption).paragraph_format.keep_with_next = True
        add_table(self.book, self.t, table)
        self.book.add_paragraph(plain(table.note), "Note" if table.note else "Gap")

    def _chart(self, chart: Chart) -> None:
        png = BytesIO(chart_png(chart, self._document.language))
        picture = self.book.add_paragraph(style="Figure").add_run().add_picture(png, _WIDE)
        if picture.height > _HIGHEST:
            picture.width, picture.height = Emu(picture.width * _HIGHEST // picture.height), _HIGHEST
        number = next(self._figures)
        described = picture._inline.docPr  # noqa: SLF001  # python-docx has no alt texts
        described.set("name", f"{self.t('Figur')} {number}")
        described.set("descr", plain(chart.alt))
        form = self._caption(self.t("Figur"), number, chart.caption).paragraph_format
        form.space_before, form.space_after = Pt(3), Pt(14)

    def _caption(self, kind: str, number: int, text: str) -> WordParagraph:
        """Write a caption as Word knows it, so that its lists of tables and figures find it."""
        caption = self.book.add_paragraph(f"{kind} ", "Caption")
        field(caption, f"SEQ {kind} \\* ARABIC", str(number))
        caption.add_run(f". {plain(text)}")
        return caption

    def foot(self) -> None:
        """Write title and page number at the foot of every page, and the mark of what is not final at its head."""
        page = self.book.sections[0]
        line = page.footer.paragraphs[0]
        line.add_run(f"{plain(self._document.title)[:_ONE_LINE]}\t")
        words = page_of_pages(self.t, _PAGE, _PAGES)
        for piece in re.split(f"([{_PAGE}{_PAGES}])", words):
            if piece in _FIELDS:
                field(line, _FIELDS[piece], "1")
            else:
                line.add_run(piece)
        if self._document.is_preliminary:
            page.header.paragraphs[0].add_run(preliminary(self.t))


_ONE_LINE = 80
"""Letters of a title at the foot of a page."""
_PAGE, _PAGES = "\ue000", "\ue001"
"""Letters that nobody writes, in place of the numbers that Word sets."""
_FIELDS = {_PAGE: "PAGE", _PAGES: "NUMPAGES"}
