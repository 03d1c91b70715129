"""CSV for Excel in Sweden: UTF-8 with a mark, semicolons, decimal commas, and words that nobody takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from bot.paper.document import Cell, Day, Document, Percent, Share, Table, Withheld
from bot.paper.flat import flat
from bot.paper.plain import harmless
from bot.paper.words import preliminary
from locales.translator import translator


def csv_bytes(document: Document) -> bytes:
    """Write what identifies a document, and its tables one after the other."""
    t = translator(document.language)
    marks = [(preliminary(t),)] if document.is_preliminary else []
    front = [(document.title,), (document.subtitle,), *marks, *document.imprint]
    return _bytes([*front, (), *_rows(flat(t, table) for table in document.tables)])


def tables_csv(tables: Iterable[Table]) -> bytes:
    """Write tables without shares one after the other."""
    return _bytes(_rows(tables))


def _rows(tables: Iterable[Table]) -> Iterable[Sequence[Cell]]:
    """Give each table under its name, with its caption and note beside that, and an empty line after it."""
    for table in tables:
        yield tuple(filter(None, (table.name, table.caption, table.note)))
        yield table.headings
        yield from table.rows
        yield ()


def _bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(map(_written, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str | int | None:
    match cell:
        case str():
            return harmless(cell)
        case Withheld():
            return harmless(cell.why)
        case Day():
            return cell.day.isoformat()
        case Share():
            return _written(float(cell.exact))
        case Percent():
            return _written(cell.share)
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell
