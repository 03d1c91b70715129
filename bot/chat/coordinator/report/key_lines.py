"""A report's key figures on a screen: a line or two for each that the programme has the facts for."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bot.actions.coordinator.explain import LIVELIHOOD, OUTCOMES, SUPPORT, THROUGHPUT
from bot.actions.coordinator.explain_report import in_report
from bot.chat.coordinator.figure_lines import Line
from bot.chat.coordinator.report.words import why
from flows.figures import OptionCount, rounded
from flows.reports.key_figures import Distribution, Spread
from flows.reports.report import Figures
from locales.translator import Translator


def key_figure_lines(t: Translator, figures: Figures) -> Iterator[Line]:
    """Give the key figures as they stood when the period ended."""
    found = figures.end.key_figures
    kinds = (
        (OUTCOMES, t("Avslutade efter utfall"), _outcomes(t, found.outcomes)),
        (LIVELIHOOD, t("Försörjning före och efter"), _livelihood(t, found.livelihood_before, found.livelihood_after)),
        (SUPPORT, t("Tid i offentlig försörjning före insatsen"), _support(t, found.support_before)),
        (THROUGHPUT, t("Genomströmningstid"), _throughput(t, found.throughput)),
    )
    for kind, label, said in kinds:
        if said:
            yield Line(f"{label}: {said}", in_report(figures, kind), label)


def _outcomes(t: Translator, found: Distribution | None) -> str:
    return "" if found is None else _of_people(t, found, (_count(t, each, each.count) for each in found.options))


def _livelihood(t: Translator, before: Distribution | None, after: Distribution | None) -> str:
    if before is None or after is None:
        return ""
    first, last = ({each.key: each for each in found.options} for found in (before, after))
    changes = (_change(t, first.get(key), last.get(key)) for key in {**first, **last})
    return _of_people(t, before, changes)


def _change(t: Translator, before: OptionCount | None, after: OptionCount | None) -> str:
    label = next((each.label for each in (before, after) if each), "")
    one, two = (each.count or 0 if each else 0 for each in (before, after))
    return t("{label} {before} före, {after} efter", label=t(label), before=one, after=two) if one or two else ""


def _support(t: Translator, found: Distribution | None) -> str:
    if found is None:
        return ""
    said = _of_people(t, found, (_count(t, each, each.count) for each in found.options))
    if found.of is None or found.middle is None:
        return said
    return f"{said}. {t('Medianen ligger i ”{label}”.', label=t(found.middle.label))}"


def _count(t: Translator, option: OptionCount, n: int | None) -> str:
    return f"{t(option.label)} {t.number(n)}" if n else ""


def _of_people(t: Translator, found: Distribution, counts: Iterable[str]) -> str:
    if found.of is None:
        return why(t, found.withheld)
    return t("{counts} (av {of})", counts="; ".join(filter(None, counts)), of=found.of)


def _throughput(t: Translator, found: Spread | None) -> str:
    if found is None:
        return ""
    if found.median is None:
        return why(t, found.withheld)
    said = t("median {median} dagar för {of} personer", median=_days(t, found.median), of=found.of)
    if found.lower is None or found.upper is None:
        return said
    low, high = _days(t, found.lower), _days(t, found.upper)
    return t("{median}, kvartiler {low} och {high}", median=said, low=low, high=high)


def _days(t: Translator, days: Fraction) -> str:
    return t.number(int(days) if days.denominator == 1 else rounded(days / 100, 1))
