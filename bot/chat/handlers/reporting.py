"""Handlers of reports: ``/kvartal`` and ``/rapport``, the files, the analysis, sending and correcting."""

from collections.abc import Callable
from dataclasses import replace

from bot.actions.coordinator import report as reports
from bot.actions.coordinator.quarter import quarters_reports
from bot.actions.coordinator.report import Analysis, Asked, Correction, FileWanted, NoProgramme, Report, report
from bot.actions.coordinator.status import READERS
from bot.actions.here import NotAllowed
from bot.chat.button import Button
from bot.chat.coordinator.report import screens
from bot.chat.coordinator.report_buttons import (
    AskFile,
    ChoosePeriod,
    MarkSent,
    NewEdition,
    ShowQuarter,
    ShowReport,
    ShowSummary,
    WriteAnalysis,
)
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.programme import Programme
from flows.reports.periods import Period, read_period
from storage import expectations, figures
from storage.people import Role

ANALYSIS = "analysis"
"""What is expected after "Skriv analysen"; its detail names the programme and the period."""


def kvartal(turn: Turn) -> Reply:
    """``/kvartal [programme] [period]``: a period's figures beside the period before."""
    return _choose(turn, ShowSummary, lambda asked: _summary(turn, asked))


def rapport(turn: Turn) -> Reply:
    """``/rapport [programme] [period]``: a report, its files, and what can be done with it."""
    return _choose(turn, ShowReport, lambda asked: turn.show(_report(turn, asked)))


def _choose(turn: Turn, button: type[ShowSummary | ShowReport], show: Callable[[Asked], Reply]) -> Reply:
    """Show what was asked for, after asking for what was not said: the programme, then the period."""
    programmes = turn.here.programmes(*READERS)
    if not programmes:
        raise NotAllowed
    named, words = _said(turn, programmes)
    period = reports.period_named(turn.here, words).key if words else ""
    alive = tuple(each for each in programmes if any(figures.people(turn.here.unit, each.key).values())) or programmes
    chosen = named or (alive[0] if len(alive) == 1 else None)
    if chosen is None:
        return turn.show(screens.choose(turn.t, tuple((each.title, _way(each.key, period, button)) for each in alive)))
    return show(Asked(chosen.key, period)) if period else _periods(turn, chosen, button)


def _way(programme: str, period: str, button: type[ShowSummary | ShowReport]) -> Button:
    return button(programme, period) if period else ChoosePeriod(programme, is_report=button is ShowReport)


def _said(turn: Turn, programmes: tuple[Programme, ...]) -> tuple[Programme | None, str]:
    """Tell the programme and the period that follow a command apart.

    :raises NoProgramme: if there is a period after words that name none of the programmes
    """
    text = turn.incoming.text.strip()
    names = {name: each for each in programmes for name in (each.key, each.title.casefold())}
    first, _, last = text.rpartition(" ")
    for name, period in ((text, ""), (first, last)):
        if found := names.get(name.strip().casefold()):
            return found, period
    if first and isinstance(read_period(last, turn.here.today), Period):
        raise NoProgramme
    return None, text


def choose_period(turn: Turn, button: ChoosePeriod) -> Reply:
    """Show the periods of a programme."""
    programme = turn.here.programme(button.programme, *READERS)
    return _periods(turn, programme, ShowReport if button.is_report else ShowSummary)


def _periods(turn: Turn, programme: Programme, button: type[ShowSummary | ShowReport]) -> Reply:
    choices = tuple((each, button(programme.key, each.key)) for each in reports.offered(turn.here, programme))
    return turn.show(screens.periods(turn.t, programme.title, choices))


def show_summary(turn: Turn, button: ShowSummary) -> Reply:
    """Show a period's figures."""
    return _summary(turn, Asked(button.programme, button.period))


def _summary(turn: Turn, asked: Asked) -> Reply:
    return turn.show(*screens.summary(turn.t, report(turn.here, asked, in_short=True)))


def show_quarter(turn: Turn, button: ShowQuarter) -> Reply:
    """Show again what was told of a quarter."""
    return turn.show(screens.quarters_letter(turn.t, reports_of_quarter(turn, button.period)))


def reports_of_quarter(turn: Turn, period: str) -> tuple[Report, ...]:
    """Give the reports that the letter of a quarter tells of.

    :raises NotAllowed: if there are none that the reader may see
    """
    found = quarters_reports(turn.here, reports.period_named(turn.here, period))
    if not found:
        raise NotAllowed
    return found


def show_report(turn: Turn, button: ShowReport) -> Reply:
    """Show a report."""
    return turn.show(_report(turn, Asked(button.programme, button.period)))


def _report(turn: Turn, asked: Asked, notice: str = "") -> Screen:
    found = screens.report_screen(turn.t, report(turn.here, asked, in_short=True))
    return found.with_notice(notice) if notice else found


def ask_file(turn: Turn, button: AskFile) -> Reply:
    """Say at once that a file is being made; it comes in a message of its own."""
    asked, wanted = Asked(button.programme, button.period), reports.FORMATS[button.format : button.format + 1]
    turn.once(reports.ask_for_file, FileWanted(asked, "".join(wanted)))
    said = turn.t("Rapporten görs. Den kommer strax.")
    return replace(turn.show(_report(turn, asked, said)), toast=said)


def write_analysis(turn: Turn, button: WriteAnalysis) -> Reply:
    """Ask for the analysis."""
    asked = Asked(button.programme, button.period)
    reports.to_analyse(turn.here, asked)
    if turn.first_time:
        expectations.expect(turn.here.unit, turn.here.person().id, ANALYSIS, f"{asked.programme} {asked.period}")
    return turn.show(screens.ask_analysis(turn.t, report(turn.here, asked, in_short=True).texts.analysis))


def typed_analysis(turn: Turn, detail: str) -> Reply:
    """Take the analysis."""
    asked = Asked(*detail.split())
    turn.once(reports.analyse, Analysis(asked, turn.incoming.text))
    if turn.first_time:
        expectations.clear(turn.here.unit, turn.here.person().id)
    shown = turn.show(_report(turn, asked, turn.t("Analysen är sparad.")))
    return replace(shown, again=ShowReport(asked.programme, asked.period))


def _sendable(turn: Turn, button: MarkSent | NewEdition) -> Asked:
    """Give the report of a button that only the programme's coordinators may press."""
    return Asked(turn.here.programme(button.programme, Role.COORDINATOR).key, button.period)


def mark_sent(turn: Turn, button: MarkSent) -> Reply:
    """Mark a report as sent, once it is meant."""
    asked = _sendable(turn, button)
    if not button.sure:
        return turn.show(screens.sure_to_send(turn.t, asked))
    turn.once(reports.mark_sent, asked)
    return turn.show(_report(turn, asked))


def new_edition(turn: Turn, button: NewEdition) -> Reply:
    """Make a new edition, once it is meant."""
    asked = _sendable(turn, button)
    if not button.sure:
        return turn.show(screens.sure_to_correct(turn.t, asked, button.edition))
    turn.once(reports.correct, Correction(asked, button.edition))
    return turn.show(_report(turn, asked))
