"""Screens of reports: which period, a period's summary, a report with what can be done with it, and the letters."""

from collections.abc import Iterator

from bot.actions.coordinator.report import FORMATS, Asked, Report
from bot.chat.button import Button
from bot.chat.buttons import Cancel
from bot.chat.coordinator.figure_lines import ask_why, html
from bot.chat.coordinator.report.summary import LETTER, SUMMARY, letter_blocks, summary_blocks
from bot.chat.coordinator.report.words import period_words, state_of, title_of
from bot.chat.coordinator.report_buttons import (
    AskFile,
    ChoosePeriod,
    MarkSent,
    NewEdition,
    ShowReport,
    ShowSummary,
    WriteAnalysis,
)
from bot.chat.moments import capital
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, lines, pages, pairs, paragraphs, plain
from flows.reports.periods import Period
from locales.translator import Translator, marked

_FORMATS = (("docx", marked("Word")), ("xlsx", marked("Excel")), ("csv", marked("CSV")), ("png", marked("Bild")))


def choose(t: Translator, choices: tuple[tuple[str, Button], ...]) -> Screen:
    """Let a coordinator choose between programmes, each with its button."""
    return Screen(plain(t("Vilken insats?")), column(*(Key(fitting(t(title)), button) for title, button in choices)))


def periods(t: Translator, title: str, choices: tuple[tuple[Period, Button], ...]) -> Screen:
    """Let a coordinator choose a period, or say how to write one."""
    keys = (Key(capital(period_words(t, period)), button) for period, button in choices)
    how = t("Du kan också skriva till exempel {example}.", example="/kvartal 2026-07")
    return Screen(paragraphs(bold(t(title)), plain(t("Vilken period?")), plain(how)), pairs(keys))


def summary(t: Translator, report: Report) -> tuple[Screen, ...]:
    """Give a period beside the one before: goals, people, key figures, answers."""
    asked = _asked(report)
    rows = column(
        Key(t("Rapporten"), ShowReport(asked.programme, asked.period)),
        ask_why(t, asked.programme, f"{SUMMARY}{asked.period}"),
        Key(t("Annan period"), ChoosePeriod(asked.programme, is_report=False)),
    )
    *first, last = pages(tuple(line.html for line in block) for block in summary_blocks(t, report))
    return (*map(Screen, first), Screen(last, rows))


def report_screen(t: Translator, report: Report) -> Screen:
    """Show how far a report has come, with its files first and then what can be done with it."""
    figures, asked = report.figures, _asked(report)
    head = lines(
        bold(f"{title_of(t, figures.period)}: {t(figures.title)}"),
        plain(capital(period_words(t, figures.period))),
        plain(state_of(t, report)),
    )
    written = t("Analysen är skriven.") if report.texts.analysis else t("Ingen analys är skriven än.")
    of = (asked.programme, asked.period)
    files = pairs(Key(t(label), AskFile(*of, FORMATS.index(kind))) for kind, label in _FORMATS)
    return Screen(paragraphs(head, plain(written)), (*files, *column(*_ways(t, report, asked))))


def _ways(t: Translator, report: Report, asked: Asked) -> Iterator[Key]:
    of = (asked.programme, asked.period)
    if not report.is_sent:
        yield Key(t("Skriv analysen"), WriteAnalysis(*of))
        if report.edition or report.figures.period.kind == "all":
            yield Key(t("Markera som skickad"), MarkSent(*of, sure=False))
    if report.edition:
        yield Key(t("Ny utgåva"), NewEdition(*of, report.edition.edition + 1, sure=False))
    yield Key(t("Siffrorna i korthet"), ShowSummary(*of))


def sure_to_send(t: Translator, asked: Asked) -> Screen:
    """Ask whether a report is to be marked as sent."""
    said = t(
        "När rapporten är markerad som skickad kan varken siffror eller texter ändras. En rättelse blir en ny utgåva."
    )
    return Screen(plain(said), _sure(t, MarkSent(asked.programme, asked.period, sure=True), t("Markera som skickad")))


def sure_to_correct(t: Translator, asked: Asked, edition: int) -> Screen:
    """Ask whether a new edition is to be made."""
    said = t("En ny utgåva räknar om siffrorna och visar vad som skiljer sig. Den förra finns kvar.")
    return Screen(
        plain(said), _sure(t, NewEdition(asked.programme, asked.period, edition, sure=True), t("Gör ny utgåva"))
    )


def _sure(t: Translator, button: Button, label: str) -> tuple[Row, ...]:
    return column(Key(label, button), Key(t("Avbryt"), Cancel()))


def ask_analysis(t: Translator, written: str) -> Screen:
    """Ask for the analysis; what was written before is given to copy."""
    asked = Screen(
        plain(t("Skriv analysen i ett meddelande. Det du skriver ersätter det som står.")),
        column(Key(t("Avbryt"), Cancel())),
    )
    return asked.with_notice(t("Så här står det nu:"), written) if written else asked


def caption(t: Translator, report: Report) -> Screen:
    """Say below a file what it is."""
    figures = report.figures
    return Screen(
        lines(
            bold(f"{title_of(t, figures.period)}: {t(figures.title)}"),
            plain(f"{capital(period_words(t, figures.period))}. {state_of(t, report)}"),
        )
    )


def quarters_letter(t: Translator, reports: tuple[Report, ...]) -> Screen:
    """Tell a coordinator what a quarter came to, programme by programme, with the way to each report."""
    period = reports[0].figures.period.key
    keys = (
        Key(
            fitting(t("Rapporten") if len(reports) == 1 else t(each.figures.title)),
            ShowReport(each.figures.programme, period),
        )
        for each in reports
    )
    return Screen(html(letter_blocks(t, reports)), column(*keys, ask_why(t, "", f"{LETTER}{period}")))


def _asked(report: Report) -> Asked:
    return Asked(report.figures.programme, report.figures.period.key)
