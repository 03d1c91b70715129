"""A report as Word, read back: what a board member sees, and what a screen reader and Word's own lists find."""

import re
import zipfile
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.document import Document as Book
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from bot.paper.word import docx_bytes
from tests.paper.sample import report, table


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx_bytes(report())


@pytest.fixture(scope="module")
def book(content: bytes) -> Book:
    return docx.Document(BytesIO(content))


def styled(book: Book, style: str) -> list[str]:
    return [paragraph.text for paragraph in book.paragraphs if paragraph.style and paragraph.style.name == style]


def codes(book: Book) -> list[str]:
    return [code.text or "" for code in book.element.iter(qn("w:instrText"))]


def test_title_headings_and_contents_stand_in_their_styles(book: Book) -> None:
    chapters = [section.heading for section in report().sections if section.level == 1]
    assert styled(book, "Title") == [report().title]
    assert styled(book, "Subtitle") == [report().subtitle]
    assert styled(book, "Heading 1") == chapters
    assert styled(book, "Heading 2") == ["Bemanning", "Samverkan mellan myndigheter"]
    assert [line.text for line in book.element.iter(qn("w:hyperlink"))] == chapters
    assert len(styled(book, "List Bullet")) == 9


def test_every_link_of_the_contents_leads_to_its_chapter(book: Book) -> None:
    places = {mark.get(qn("w:name")): mark.getparent() for mark in book.element.iter(qn("w:bookmarkStart"))}
    found = [places[link.get(qn("w:anchor"))] for link in book.element.iter(qn("w:hyperlink"))]
    assert [paragraph.text for paragraph in found] == styled(book, "Heading 1")


def test_what_identifies_the_report_stands_before_its_first_chapter(book: Book) -> None:
    texts = [paragraph.text for paragraph in book.paragraphs]
    assert styled(book, "Imprint") == [f"{label}\t{value}" for label, value in report().imprint]
    assert texts.index("Nummer\tSF-2026-Q3") < texts.index("Sammanfattning", texts.index("Innehåll") + 2)


def test_tables_and_figures_are_numbered_as_word_numbers_them(book: Book) -> None:
    captions = styled(book, "Caption")
    assert [caption for caption in captions if caption.startswith("Tabell")] == [
        f"Tabell {number}. {each.caption}" for number, each in enumerate(report().tables, 1)
    ]
    assert [caption for caption in captions if caption.startswith("Figur")] == [
        f"Figur {number}. {each.caption}" for number, each in enumerate(report().charts, 1)
    ]
    assert codes(book).count("SEQ Tabell \\* ARABIC") == 6
    assert codes(book).count("SEQ Figur \\* ARABIC") == 4


def test_a_caption_stays_with_its_table_and_a_picture_with_its_caption(book: Book) -> None:
    for one, after in pairwise(book.element.body):
        if after.tag == qn("w:tbl"):
            caption = next(each for each in book.paragraphs if each._p is one)
            assert caption.paragraph_format.keep_with_next
    assert book.styles["Figure"].paragraph_format.keep_with_next


def test_every_picture_says_in_words_what_it_shows(book: Book) -> None:
    described = [(each.get("name"), each.get("descr")) for each in book.element.iter(qn("wp:docPr"))]
    assert described == [(f"Figur {number}", each.alt) for number, each in enumerate(report().charts, 1)]
    assert all(shape.width <= docx.shared.Cm(16) for shape in book.inline_shapes)


def test_every_table_has_a_head_that_is_repeated_and_marked(book: Book) -> None:
    assert len(book.tables) == 6
    for made, meant in zip(book.tables, report().tables, strict=True):
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in made.rows]
        assert heads == [True] + [False] * len(meant.rows)
        assert [cell.text for cell in made.rows[0].cells] == list(meant.headings)
        assert made._tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == meant.caption
        assert made._tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        widths = [cell.width for cell in made.rows[0].cells]
        assert sum(width or 0 for width in widths) == pytest.approx(docx.shared.Cm(16), rel=0.001)


def test_cells_are_written_the_swedish_way_and_numbers_stand_to_the_right(book: Book) -> None:
    closed, times, statement = book.tables[2], book.tables[3], book.tables[4]
    assert [cell.text for cell in closed.rows[1].cells] == [
        "Arbete", "för få svar", "för få svar", "21", "21 av 52 (40,4\N{NO-BREAK SPACE}%)",
    ]  # fmt: skip  # a table's row reads best in a line
    assert [cell.text for cell in times.rows[3].cells][1:] == ["11,0", "8,0", "17,0", "1\N{NO-BREAK SPACE}014"]
    assert times.cell(1, 3).text == "10,3", "10.25 is rounded half up"
    shares = [statement.cell(row, 2).text for row in range(1, 7)]
    assert shares == [f"{share}\N{NO-BREAK SPACE}%" for share in ("50,0", "31,3", "12,5", "4,2", "2,1", "100")]
    assert [book.tables[1].cell(row, 4).text for row in (1, 4)] == [f"{aim}\N{NO-BREAK SPACE}%" for aim in (75, 100)], (
        "a target is of nobody"
    )
    sides = [cell.paragraphs[0].alignment for cell in closed.rows[1].cells]
    assert sides == [None, *[WD_ALIGN_PARAGRAPH.RIGHT] * 4]


def test_pages_are_numbered_by_word(book: Book) -> None:
    foot = book.sections[0].footer
    assert [code.text for code in foot._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert foot.paragraphs[0].text == f"{report().title}\tSida 1 av 1"
    assert not book.sections[0].header.paragraphs[0].text


def test_what_is_preliminary_says_so_on_every_page() -> None:
    book = docx.Document(BytesIO(docx_bytes(report(is_preliminary=True))))
    assert styled(book, "Preliminary") == ["Preliminär: siffrorna kan ändras"]
    assert book.sections[0].header.paragraphs[0].text == "Preliminär: siffrorna kan ändras"


def test_the_file_names_its_title_and_language_and_no_tool_person_or_time(content: bytes, book: Book) -> None:
    known = book.core_properties
    assert (known.title, known.author, known.last_modified_by, known.comments) == (report().title, "", "", "")
    assert {str(known.created), str(known.modified)} == {"2000-01-01 00:00:00+00:00"}
    languages = {each.get(qn("w:val")) for each in book.styles.element.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if re.search("thumbnail|app.xml|customXml", name)]
        assert not re.search(rb"python-docx|Macintosh", b"".join(map(parts.read, parts.namelist())))


def test_an_english_report_is_english_in_its_own_words_too() -> None:
    book = docx.Document(BytesIO(docx_bytes(report(is_preliminary=True).model_copy(update={"language": "en"}))))
    assert styled(book, "Caption")[0].startswith("Table 1. ")
    assert book.sections[0].footer.paragraphs[0].text.endswith("Page 1 of 1")
    assert book.tables[3].cell(1, 1).text == "7.5"


def test_a_long_table_may_be_parted_between_pages_but_not_at_its_ends() -> None:
    long = report().model_copy(
        update={
            "sections": (report().sections[0].model_copy(update={"parts": (table("t", "T", ("A",), [(1,)] * 40),)}),)
        }
    )
    (made,) = docx.Document(BytesIO(docx_bytes(long))).tables
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.rows]
    assert [place for place, is_kept in enumerate(kept) if is_kept] == [0, 1, 39]
