"""What an edition says otherwise than the one before it."""

from collections.abc import Iterator

from bot.chat.coordinator.goal_words import judgement
from bot.chat.coordinator.report.words import STATES, flow_rows, form_title
from flows.reports.key_figures import Distribution
from flows.reports.report import Difference, Figures
from locales.translator import Translator


def differences(t: Translator, earlier: Figures, now: Figures) -> tuple[Difference, ...]:
    """Give each statement that differs, as it was and as it is."""
    then, later = dict(_statements(t, earlier)), dict(_statements(t, now))
    what = dict.fromkeys((*then, *later))
    return tuple(
        Difference(each, then.get(each, "–"), later.get(each, "–"))
        for each in what
        if then.get(each) != later.get(each)
    )


def _statements(t: Translator, figures: Figures) -> Iterator[tuple[str, str]]:
    """Give every figure of a report by what it is about."""
    if figures.has_participants:
        yield from _people(t, figures)
    for verdict in figures.end.verdicts:
        yield t(verdict.goal.text), judgement(t, verdict)
    for form in figures.end.asked:
        for figure in figures.end.questions_of(form):
            counted = Distribution(figure.of, figure.options, figure.withheld)
            yield f"{form_title(t, form, figures.end.asked)}: {t(figure.text)}", _counts(t, counted)
    found = figures.end.key_figures
    for label, distribution in (
        (t("Avslutade efter utfall"), found.outcomes),
        (t("Försörjning före"), found.livelihood_before),
        (t("Försörjning efter"), found.livelihood_after),
        (t("Tid i offentlig försörjning före insatsen"), found.support_before),
    ):
        if distribution:
            yield label, _counts(t, distribution)


def _people(t: Translator, figures: Figures) -> Iterator[tuple[str, str]]:
    for label, n, _ in flow_rows(t, figures.flow, None):
        yield t("{what} under perioden", what=label), t.number(n)
    for state, label in STATES.items():
        yield t("{what} vid periodens slut", what=t(label)), t.number(figures.end.people.get(state, 0))


def _counts(t: Translator, found: Distribution) -> str:
    if found.of is None:
        return t("för få svar")
    counted = ", ".join(f"{t(each.label)} {each.count}" for each in found.options if each.count)
    return t("{counted}; {of} personer", counted=counted, of=found.of)
