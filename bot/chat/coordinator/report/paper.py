"""A report as a file: what it is made of inside the unit, its bytes off the event loop, and kept for the next time."""

from dataclasses import dataclass

from bot.actions.coordinator.report import FORMATS, Asked, Report, report
from bot.actions.here import Here, NotAllowed
from bot.chat.coordinator.report.document import document
from bot.paper.document import Document
from bot.paper.report_json import report_bytes
from locales.translator import translator
from storage import reports
from storage.unit import Unit


@dataclass(frozen=True)
class Paper:
    """A file to be, or one that is made already."""

    report: Report
    format: str
    document: Document
    made: bytes | None

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.report.figures.programme}-{self.report.figures.period.key}.{self.format}"


def paper(here: Here, asked: Asked, wanted: str) -> Paper:
    """Give what a file is made of; of a report that is frozen the document and the bytes are kept.

    Documents are in the association's own language, whoever asks: the same request gives the same bytes.

    :raises NotAllowed: if the caller is no coordinator there, or there is no such format
    :raises Refused: if there is no such report
    """
    if wanted not in FORMATS:
        raise NotAllowed
    found, t = report(here, asked), translator(here.house.languages[0])
    if found.edition is None:
        return Paper(found, wanted, document(t, found), None)
    kept = (here.unit, found.edition.id, found.content)
    written = reports.file(*kept, reports.DOCUMENT)
    if written is None:
        written = reports.keep_file(*kept, reports.DOCUMENT, document(t, found).model_dump_json().encode())
    return Paper(found, wanted, Document.model_validate_json(written), reports.file(*kept, wanted))


def make(paper: Paper) -> bytes:
    """Make the bytes of a file. It may take seconds, so do it off the event loop."""
    from bot.paper.files import MAKERS  # noqa: PLC0415  # few commands need what draws and writes

    if paper.made is not None:
        return paper.made
    return report_bytes(paper.report) if paper.format == "json" else MAKERS[paper.format](paper.document)


def keep(unit: Unit, paper: Paper, made: bytes) -> bytes:
    """Keep the bytes of a frozen report's file; give those that were kept first."""
    edition = paper.report.edition
    return reports.keep_file(unit, edition.id, paper.report.content, paper.format, made) if edition else made
