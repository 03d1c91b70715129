"""Breakdowns in a report: a section for each dimension, a table for each thing that may be shown by it."""

from collections.abc import Iterator
from itertools import groupby

from bot.chat.coordinator.report.words import why
from bot.paper.document import Cell as Written
from bot.paper.document import Paragraph, Section, Share, Table, Withheld
from flows.disclosure.breakdown import ENROLLED, Breakdown, Cell
from flows.reports.report import Figures
from locales.translator import Translator


def breakdown_sections(t: Translator, figures: Figures) -> Iterator[Section]:
    """Give a section for each dimension."""
    for label, of in groupby(figures.breakdowns, lambda table: table.label):
        tables = tuple(of)
        shown = tuple(_table(t, table) for table in tables if table.cells)
        name = t(label)
        heading = t("Per {dimension}", dimension=name[:1].lower() + name[1:])
        yield Section(heading=heading, level=2, parts=(*shown, *_hidden(t, tables, figures.minimum)))


def _table(t: Translator, table: Breakdown) -> Table:
    whole = t("Alla") if table.what == ENROLLED else t("Av")
    return Table(
        name=f"per-{table.dimension}-{table.what}".replace("/", "-"),
        caption=t(table.text),
        headings=(t(table.label), t("Antal"), whole, t("Andel")),
        rows=tuple((t(cell.label), *_numbers(t, cell)) for cell in table.cells),
        note=t("Läget i {quarter}.", quarter=table.released_in),
    )


def _numbers(t: Translator, cell: Cell) -> tuple[Written, Written, Written]:
    if cell.n is None or cell.of is None:
        hidden = Withheld(why=why(t, cell.withheld))
        return hidden, hidden, hidden
    return cell.n, cell.of, Share(n=cell.n, of=cell.of) if cell.of else None


def _hidden(t: Translator, tables: tuple[Breakdown, ...], minimum: int) -> Iterator[Paragraph]:
    """Name what cannot be broken down, and why."""
    texts = "; ".join(t(table.text) for table in tables if not table.cells)
    if texts:
        why_not = t("För få personer (färre än {minimum} i någon del)", minimum=minimum)
        yield Paragraph(text=f"{why_not}: {texts}", is_note=True)
