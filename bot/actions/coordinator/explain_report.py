"""Explaining a report's figures, of a period's summary and of the quarter's letter: as they were frozen."""

from collections.abc import Callable

from bot.actions.coordinator.explain import (
    FLOW,
    GOAL,
    LIVELIHOOD,
    MET,
    OUTCOMES,
    RATE,
    ROOM,
    SUPPORT,
    THROUGHPUT,
    Address,
    Explained,
    address,
)
from bot.actions.coordinator.report import Asked, report
from bot.actions.here import Here, NotAllowed
from flows.reports import report_explanation as words
from flows.reports.explanation import Explanation, of_goal, of_rate
from flows.reports.key_figures import Distribution, Name, Spread
from flows.reports.report import Figures, Form, KeyFigures


def of_form(figures: Figures, form: Form) -> Address:
    """Give the address of a form's response rate."""
    return _in(figures, address(figures.programme, RATE, form.key, form.moment))


def of_goal_in(figures: Figures, goal: str) -> Address:
    """Give the address of what a goal came to."""
    return _in(figures, address(figures.programme, GOAL, goal))


def in_report(figures: Figures, kind: str) -> Address:
    """Give the address of the only figure of a kind."""
    return _in(figures, address(figures.programme, kind))


def _in(figures: Figures, about: Address) -> Address:
    return Address(about.programme, about.kind, about.mark, figures.period.key)


def explain_in_report(here: Here, about: Address) -> Explained:
    """Explain a figure of a report.

    :raises NotAllowed: if the caller may not see it, or there is no such figure
    :raises Refused: if there is no such report
    """
    found = report(here, Asked(about.programme, about.period), in_short=True)
    explainer = _EXPLAINERS.get(about.kind)
    if explainer is None:
        raise NotAllowed
    figures, edition = found.figures, found.edition
    named = (edition.number, edition.edition) if edition else None
    explanation = words.in_report(explainer(figures, about), figures, named)
    return Explained(about, found, explanation, figures.minimum)


def _goal(figures: Figures, about: Address) -> Explanation:
    for verdict in figures.end.verdicts:
        if of_goal_in(figures, verdict.goal.key) == about:
            return of_goal(verdict, words.gatherings(figures))
    raise NotAllowed


def _rate(figures: Figures, about: Address) -> Explanation:
    if not any(of_form(figures, form) == about for form in figures.end.asked):
        raise NotAllowed
    return of_rate(figures.minimum)


def _key_figure(figures: Figures, about: Address) -> Explanation:
    found = figures.end.key_figures
    name, figure = _KEY_FIGURES[about.kind], _of(found)[about.kind]
    if figure is None:
        raise NotAllowed
    return words.of_key_figure(name, figures, figure.of)


_KEY_FIGURES: dict[str, Name] = {
    OUTCOMES: "outcomes",
    LIVELIHOOD: "livelihood",
    SUPPORT: "support_before",
    THROUGHPUT: "throughput",
}


def _of(found: KeyFigures) -> dict[str, Distribution | Spread | None]:
    return {
        OUTCOMES: found.outcomes,
        LIVELIHOOD: found.livelihood_before,
        SUPPORT: found.support_before,
        THROUGHPUT: found.throughput,
    }


_EXPLAINERS: dict[str, Callable[[Figures, Address], Explanation]] = {
    GOAL: _goal,
    RATE: _rate,
    FLOW: lambda figures, _: words.of_flow(figures),
    ROOM: lambda figures, _: words.of_room(figures),
    MET: lambda figures, _: words.of_met(figures),
    **dict.fromkeys(_KEY_FIGURES, _key_figure),
}
