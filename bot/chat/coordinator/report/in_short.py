"""A report in short: what a board reads first, in words that stand again, with their tables, further on."""

from collections.abc import Iterator

from bot.chat.coordinator.goal_words import in_one_line
from bot.paper.document import Bullets, Paragraph, Section
from flows.reports.report import Figures
from locales.translator import Translator


def in_short(t: Translator, figures: Figures) -> Section:
    """Say how many came and went, how many goals are met, and what each came to."""
    items = tuple(_items(t, figures))
    nothing = Paragraph(text=t("Inget är antecknat för perioden."))
    return Section(heading=t("I korthet"), parts=(Bullets(items=items) if items else nothing,))


def _items(t: Translator, figures: Figures) -> Iterator[str]:
    if figures.has_participants:
        flow = figures.flow
        yield t(
            "Började: {enrolled}. Avslutades: {closed}. Deltog när perioden tog slut: {there}.",
            enrolled=flow.enrolled,
            closed=flow.closed,
            there=figures.end.taking_part,
        )
    aimed = [each for each in figures.end.verdicts if each.judgement in {"met", "not_met"}]
    if aimed:
        met = sum(each.judgement == "met" for each in aimed)
        yield t("Nådda mål: {met} av {of} som kan bedömas.", met=met, of=len(aimed))
    for verdict in aimed:
        yield in_one_line(t, verdict)
    unknown = sum(each.judgement in {"too_few", "not_asked"} for each in figures.end.verdicts)
    if unknown:
        yield t.plural("{n} mål kan inte bedömas än.", "{n} mål kan inte bedömas än.", unknown)
