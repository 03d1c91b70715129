"""Indicators in a report: a row for each question that measures one."""

from collections.abc import Iterator

from bot.paper.document import Cell, Share, Table, Withheld
from flows.goals.by_indicator import Measured
from flows.reports.report import Figures
from locales.translator import Translator


def indicator_tables(t: Translator, figures: Figures) -> Iterator[Table]:
    """Give the table of the indicators, where any is measured."""
    rows = tuple(
        (f"{found.indicator.number} {t(found.indicator.text)}", t(each.text), _came_to(t, each), each.of)
        for found in figures.end.indicators
        for each in found.questions
    )
    if rows:
        yield Table(
            name="indikatorer",
            caption=t("Indikatorer vid periodens slut"),
            headings=(t("Indikator"), t("Fråga"), t("Räknade svar"), t("Svarade")),
            rows=rows,
            note=t("Räknade svar är de som målet räknar; utan mål visas bara hur många som svarade."),
        )


def _came_to(t: Translator, measured: Measured) -> Cell:
    if not measured.of:
        return Withheld(why=t("för få"))
    return None if measured.n is None else Share(n=measured.n, of=measured.of)
