"""A period's figures in short, and what coordinators are told of a quarter: lines, each with what explains it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bot.actions.coordinator.explain import FLOW, MET, ROOM, Address
from bot.actions.coordinator.explain_report import in_report, of_form, of_goal_in
from bot.actions.coordinator.report import Report
from bot.chat.coordinator.figure_lines import Block, Line, heading
from bot.chat.coordinator.goal_words import judgement
from bot.chat.coordinator.report.key_lines import key_figure_lines
from bot.chat.coordinator.report.words import flow_rows, form_title, period_words, room, state_of, why
from flows.goals.judging import Verdict
from flows.reports.report import Figures, Form
from locales.translator import Translator

SUMMARY, LETTER = "k", "l"
"""Screens, by what stands for them on a button that asks why; the period's key follows."""


def summary_blocks(t: Translator, report: Report) -> tuple[Block, ...]:
    """Give a period beside the one before: goals, people, key figures, answers."""
    figures = report.figures
    head = (heading(f"{t(figures.title)}, {period_words(t, figures.period)}"), Line(state_of(t, report)))
    then = {each.goal.key: each for each in figures.before.verdicts} if figures.before else {}
    goals = (tuple(_goal(t, figures, each, then.get(each.goal.key))) for each in figures.end.verdicts)
    sections = (
        _section(t("Personer"), _people(t, figures)),
        _section(t("Nyckeltal"), key_figure_lines(t, figures)),
        _section(t("Svarsfrekvens"), _rates(t, figures)),
    )
    return (head, *goals, *filter(None, sections))


def _section(title: str, lines: Iterable[Line]) -> Block:
    found = tuple(lines)
    return (heading(title), *found) if found else ()


def _goal(t: Translator, figures: Figures, verdict: Verdict, before: Verdict | None) -> Iterator[Line]:
    about, text, now = of_goal_in(figures, verdict.goal.key), t(verdict.goal.text), judgement(t, verdict)
    yield Line(now, about, text, "bold")
    yield Line(text, about)
    then = judgement(t, before) if before else now
    if then != now:
        yield Line(t("Perioden före: {judgement}", judgement=then), about)


def _people(t: Translator, figures: Figures) -> Iterator[Line]:
    if not figures.has_participants:
        return
    yield from _flow(t, figures)
    if figures.capacity:
        yield Line(room(t, figures), in_report(figures, ROOM), t("Platser"))


def _flow(t: Translator, figures: Figures) -> Iterator[Line]:
    about, title = in_report(figures, FLOW), t("Personer som kom och gick")
    for label, now, before in flow_rows(t, figures.flow, figures.flow_before):
        if before is None:
            said = t("{what}: {n}", what=label, n=now)
        else:
            said = t("{what}: {n} (perioden före {before})", what=label, n=now, before=before)
        yield Line(said, about, title)


def _rates(t: Translator, figures: Figures) -> Iterator[Line]:
    for form in figures.end.asked:
        if form.is_present and form.moment:
            title = form_title(t, form, figures.end.asked)
            yield _rate(t, form, title, of_form(figures, form), figures.minimum)


def _rate(t: Translator, form: Form, title: str, about: Address, minimum: int) -> Line:
    said = t("{title}: {answered} av {asked}", title=title, answered=form.answered, asked=form.asked)
    share = why(t, "few") if form.asked < minimum else t.percent(Fraction(form.answered, form.asked))
    return Line(f"{said} ({share})", about, t("Svarsfrekvens: {form}", form=title))


def letter_blocks(t: Translator, reports: tuple[Report, ...]) -> tuple[Block, ...]:
    """Give what a quarter came to, programme by programme."""
    head = Line(t("Nu är {period} klart.", period=period_words(t, reports[0].figures.period)))
    return ((head,), *((heading(t(each.figures.title)), *_in_short(t, each.figures)) for each in reports))


def _in_short(t: Translator, figures: Figures) -> Iterator[Line]:
    judged = [each for each in figures.end.verdicts if each.judgement in {"met", "not_met"}]
    title = t(figures.title)
    if judged:
        met = sum(each.judgement == "met" for each in judged)
        said = t("{met} av {of} mål som kan bedömas är nådda.", met=met, of=len(judged))
        yield Line(said, in_report(figures, MET), t("Mål: {programme}", programme=title))
    if figures.has_participants:
        label = t("Personer: {programme}", programme=title)
        yield from (Line(each.text, each.about, label) for each in _flow(t, figures))
