"""Tables in Word: a head that is repeated, numbers to the right, columns as wide as their words want."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, RGBColor

from bot.paper.document import Cell, Percent, Share, Table, Withheld
from bot.paper.plain import plain
from bot.paper.word_styles import QUIET, TABLE, TEXT_WIDTH
from bot.paper.word_xml import make
from bot.paper.words import cell_words
from locales.translator import Translator

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

_LONGEST_WHOLE, _TOGETHER, _LONG_WORDS = 15, 2, 400
"""Rows of a table that is not parted between pages; those that stay together; letters from which a row is parted and a
head not repeated, for some programs never end setting one that is higher than a page."""
_NARROWEST, _WIDEST, _LONGEST_WORD = 5, 44, 24
"""Letters that a column counts as having."""
_ROOM, _PAGE = 3, 92
"""Letters that go into the space beside a column's words, and all that go into a page's width."""


def add_table(book: "Document", t: Translator, table: Table) -> None:
    """Write a table without its caption; its last row stays with the note that follows."""
    rows = [table.headings, *table.rows]
    words = [[cell_words(t, table, row, cell) for cell in row] for row in rows]
    right = [_is_right([row[column] for row in table.rows]) for column in range(len(table.headings))]
    made = book.add_table(len(rows), len(table.headings), TABLE)
    made.autofit = False
    made._tblPr.append(make("tblCaption", val=plain(table.caption)))  # noqa: SLF001  # python-docx has no such word
    style = book.styles["Table Text"].style_id
    for place, (row, cells, texts) in enumerate(zip(made.rows, rows, words, strict=True)):
        for paragraph, cell, text, is_right in zip(_paragraphs(row), cells, texts, right, strict=True):
            run = paragraph.add_run(text)
            run.bold = not place or None
            paragraph._p.style = style  # noqa: SLF001  # by name all styles are looked through for each cell
            if is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if isinstance(cell, Withheld):
                run.italic = True
                run.font.color.rgb = RGBColor.from_string(QUIET)
            paragraph.paragraph_format.keep_with_next = _stays(place, len(rows), has_note=bool(table.note))
        if max(map(len, texts)) < _LONG_WORDS:
            marks = row._tr.get_or_add_trPr()  # noqa: SLF001  # the same
            marks.extend([make("cantSplit"), *([] if place else [make("tblHeader")])])
    _set_widths(made, _letters(list(zip(*words, strict=True))))


def _is_right(column: list[Cell]) -> bool:
    """Whether a column holds numbers and nothing else but what is withheld."""
    kinds = {type(cell) for cell in column} - {type(None), Withheld}
    return bool(kinds) and kinds <= {int, float, Share, Percent}


def _paragraphs(row: "_Row") -> list["Paragraph"]:
    return [cell.paragraphs[0] for cell in row.cells]


def _stays(place: int, rows: int, *, has_note: bool) -> bool:
    """Whether a row stands on the page of the next: all of a short table, of a long one its first and last two."""
    if place == rows - 1:
        return has_note
    return rows <= _LONGEST_WHOLE or place < _TOGETHER or place == rows - _TOGETHER


def _letters(columns: list[tuple[str, ...]]) -> list[float]:
    """Give how wide each column is: as its longest text where that goes, and never narrower than its longest word."""
    least = [min(max(_longest(text.split(" ")) for text in column), _LONGEST_WORD) + _ROOM for column in columns]
    wanted = [max(low, min(_longest(column[1:]), _WIDEST) + _ROOM) for low, column in zip(least, columns, strict=True)]
    over = sum(wanted) - sum(least)
    part = min(max((_PAGE - sum(least)) / over, 0), 1) if over else 0
    return [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]


def _longest(texts: Sequence[str]) -> int:
    return max((_NARROWEST, *map(len, texts)))


def _set_widths(made: "WordTable", letters: list[float]) -> None:
    """Share the page's width out, in the grid and in every cell, as some programs read this and some that."""
    total = sum(letters)
    widths = [Emu(int(TEXT_WIDTH * wide / total)) for wide in letters]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
