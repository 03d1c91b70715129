"""A document as a workbook: what it is, a sheet for each table, and a codebook of what every column means."""

from collections.abc import Iterator

from bot.paper.document import Cell, Day, Document, Percent, Share, Table, Withheld
from bot.paper.flat import beside, flat
from bot.paper.plain import plain
from bot.paper.sheets import Book, written
from bot.paper.words import page_of_pages, preliminary
from locales.translator import Translator, translator


def xlsx_bytes(document: Document) -> bytes:
    """Write a document; the same document is the same bytes."""
    t = translator(document.language)

    def fill(book: Book) -> None:
        codebook = _codebook(t, document)
        _front(t, book, document, codebook)
        for table in (*document.tables, codebook):
            book.sheet(flat(t, table))

    return written(document.title, page_of_pages(t, "&P", "&N"), fill)


def tables_xlsx(tables: tuple[Table, ...]) -> bytes:
    """Write each table as a sheet and nothing else."""

    def fill(book: Book) -> None:
        for table in tables:
            book.sheet(table)

    return written("", "&P / &N", fill)


def _front(t: Translator, book: Book, document: Document, codebook: Table) -> None:
    """Write the first sheet: title, what identifies the document, and which sheets there are."""
    sheet = book.empty_sheet(t("Om dokumentet"), "")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, plain(document.title), book.look(bold=True, font_size=16))
    sheet.write_string(1, 0, plain(document.subtitle), book.look(font_size=12))
    if document.is_preliminary:
        sheet.write_string(2, 0, preliminary(t), book.look(bold=True, font_color="#A03000"))
    bold, wrapped = book.look(bold=True), book.look(text_wrap=True)
    contents = ((table.name, table.caption) for table in (*document.tables, codebook))
    for row, (label, value) in enumerate((*document.imprint, ("", ""), (t("Blad"), t("Innehåll")), *contents), 4):
        sheet.write_string(row, 0, plain(label), bold)
        sheet.write_string(row, 1, plain(value), wrapped)


def _codebook(t: Translator, document: Document) -> Table:
    headings = (t("Blad"), t("Kolumn"), t("Innehåll"))
    rows = tuple(row for table in document.tables for row in _columns(t, table))
    return Table(name=t("Kodbok"), caption=t("Vad varje kolumn betyder"), headings=headings, rows=rows)


def _columns(t: Translator, table: Table) -> Iterator[tuple[str, ...]]:
    yield table.name, "", "\n".join(filter(None, (table.caption, table.note)))
    for column, heading in enumerate(table.headings):
        cells = [row[column] for row in table.rows]
        yield table.name, heading, _kind(t, cells)
        if any(isinstance(cell, Share) for cell in cells):
            count, base = beside(t, heading)
            yield table.name, count, t("heltal: så många räknas i andelen")
            yield table.name, base, t("heltal: så många är andelen av")


def _kind(t: Translator, cells: list[Cell]) -> str:
    """Say what a column's values are, and that some are withheld."""
    kinds = {type(cell) for cell in cells}
    names = {
        Share: t("andel från 0 till 1, visas i procent"),
        Percent: t("andel från 0 till 1, visas i procent"),
        float: t("decimaltal"),
        int: t("heltal"),
        Day: t("dag"),
        str: t("text"),
    }
    found = next((name for kind, name in names.items() if kind in kinds), t("tom"))
    return t("{kind}; text där värdet inte visas", kind=found) if Withheld in kinds else found
