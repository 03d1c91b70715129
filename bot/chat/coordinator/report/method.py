"""The method note of a report: how goals are counted, which versions, what is withheld and why, and how it rounds."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bot.chat.coordinator.report.words import form_title, why
from bot.chat.said_words import spoken
from bot.paper.document import Bullets, Paragraph, Section, Table
from flows.figures import Withheld
from flows.goals.judging import Verdict
from flows.reports.consistency import named, sums
from flows.reports.report import Figures
from locales.translator import Translator


def method_sections(t: Translator, figures: Figures) -> Iterator[Section]:
    """Give what makes the figures possible to check and to take again."""
    yield Section(heading=t("Så räknas målen"), level=2, parts=tuple(_rules(t, figures)))
    yield Section(heading=t("Så skyddas enskilda"), level=2, parts=tuple(_protection(t, figures)))
    yield Section(heading=t("Så avrundas och jämförs"), level=2, parts=(Bullets(items=tuple(_rounding(t))),))
    yield Section(heading=t("Formulär och definitioner"), level=2, parts=(_versions(t, figures),))
    checked = tuple(_checks(t, figures)) or (t("Inga summor med delar är angivna."),)
    yield Section(heading=t("Kontroll av summor"), level=2, parts=(Bullets(items=checked),))


def _rules(t: Translator, figures: Figures) -> Iterator[Table | Paragraph]:
    rows = tuple((t(each.goal.text), spoken(t, each.rule), each.goal.source) for each in _ruled(figures) if each.rule)
    if rows:
        yield Table(
            name="regler",
            caption=t("Hur varje mål räknas"),
            headings=(t("Mål"), t("Räknas så"), t("Källa")),
            rows=rows,
        )
    else:
        yield Paragraph(text=t("Insatsen har inga mål som mäts här."))


def _ruled(figures: Figures) -> Iterator[Verdict]:
    """Give the goals, and those of their parts that are counted in another way than the whole."""
    for goal in figures.end.verdicts:
        yield goal
        yield from (each for each in goal.parts if (each.rule, each.goal.source) != (goal.rule, goal.goal.source))


def _protection(t: Translator, figures: Figures) -> Iterator[Paragraph | Bullets]:
    yield Paragraph(
        text=t(
            "Siffror visas när minst {minimum} personer ligger bakom dem, "
            "och ändras när minst {minimum} till har tillkommit. "
            "Varje siffra ändras för sig, så mål om samma personer kan ha olika stora underlag.",
            minimum=figures.minimum,
        )
    )
    withheld = tuple(_withheld(t, figures))
    yield Bullets(items=withheld or (t("Inget är dolt i den här rapporten."),))


def _withheld(t: Translator, figures: Figures) -> Iterator[str]:
    asked = chain.from_iterable(map(figures.end.questions_of, figures.end.asked))
    questions = Counter[Withheld](each.withheld for each in asked if each.withheld)
    for reason, n in sorted(questions.items()):
        yield t.plural("{n} fråga visas inte: {why}.", "{n} frågor visas inte: {why}.", n, why=why(t, reason))
    goals = sum(each.judgement == "too_few" for each in figures.end.verdicts)
    if goals:
        yield t.plural("{n} mål bedöms inte: för få personer.", "{n} mål bedöms inte: för få personer.", goals)
    found = figures.end.key_figures
    held = (found.outcomes, found.livelihood_before, found.support_before, found.throughput)
    hidden = sum(each is not None and each.withheld is not None for each in held)
    if hidden:
        yield t.plural(
            "{n} nyckeltal visas inte: för få personer.", "{n} nyckeltal visas inte: för få personer.", hidden
        )
    yield from _withheld_in_tables(t, figures)


def _withheld_in_tables(t: Translator, figures: Figures) -> Iterator[str]:
    cells = Counter[Withheld](
        cell.withheld for table in figures.breakdowns for cell in table.cells if cell.withheld is not None
    )
    for reason, n in sorted(cells.items()):
        yield t.plural(
            "{n} rad i tabeller per grupp visas inte: {why}.",
            "{n} rader i tabeller per grupp visas inte: {why}.",
            n,
            why=why(t, reason),
        )
    tables = sum(not table.cells for table in figures.breakdowns)
    if tables:
        yield t.plural(
            "{n} tabell per grupp visas inte: för få personer.",
            "{n} tabeller per grupp visas inte: för få personer.",
            tables,
        )


def _rounding(t: Translator) -> Iterator[str]:
    yield t("Andelar avrundas uppåt från en halv: hela procent i text, en decimal i tabeller.")
    yield t("Delarna justeras inte för att bli 100 %.")
    yield t("Den som inte vill svara räknas inte in i andelen, utan visas bredvid.")
    yield t("Nyckeltal och mål räknas på dem som uppgifterna är kända för.")


def _versions(t: Translator, figures: Figures) -> Table:
    forms = tuple((form_title(t, form, figures.end.asked), form.key, form.version) for form in figures.end.asked)
    return Table(
        name="versioner",
        caption=t("Versioner av insatsen och formulären"),
        headings=(t("Namn"), t("Nyckel"), t("Version")),
        rows=((t(figures.title), figures.programme, figures.definitions), *forms),
    )


def _checks(t: Translator, figures: Figures) -> Iterator[str]:
    """Say where given parts do not add up to their total."""
    closed, found = figures.end.people.get("closed", 0), figures.end.key_figures.outcomes
    counted = found.of if found else None
    if counted is not None and counted != closed:
        yield t(
            "{closed} är avslutade och {counted} är räknade efter utfall: "
            "resten väntar, är skyddade eller har raderat sig.",
            closed=closed,
            counted=counted,
        )
    for found_sum in sums(figures.end.noted):
        yield spoken(t, named(found_sum))
