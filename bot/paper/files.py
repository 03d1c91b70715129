"""What makes a file of a document, by the ending of its name."""

from collections.abc import Callable, Mapping

from bot.paper.chart import png_bytes
from bot.paper.csv_file import csv_bytes
from bot.paper.document import Document
from bot.paper.excel import xlsx_bytes


def _docx(document: Document) -> bytes:
    from bot.paper.word import docx_bytes  # noqa: PLC0415  # python-docx takes its time to load, and few need it

    return docx_bytes(document)


MAKERS: Mapping[str, Callable[[Document], bytes]] = {
    "docx": _docx,
    "xlsx": xlsx_bytes,
    "csv": csv_bytes,
    "png": png_bytes,
}
"""Each gives the same bytes for the same document. A picture takes a good part of a second: off the event loop."""
