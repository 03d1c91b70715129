"""The report as a document: values in, the headings that the financiers demand out."""

from collections.abc import Iterator

from bot.actions.coordinator.report import Report
from bot.chat.coordinator.report.answers import answer_parts, answer_sections
from bot.chat.coordinator.report.differences import differences
from bot.chat.coordinator.report.goals import goal_parts
from bot.chat.coordinator.report.in_short import in_short
from bot.chat.coordinator.report.indicators import indicator_tables
from bot.chat.coordinator.report.method import method_sections
from bot.chat.coordinator.report.parts import breakdown_sections
from bot.chat.coordinator.report.people import key_figure_parts
from bot.chat.coordinator.report.words import period_words, state_of, title_of
from bot.paper.document import Bullets, Document, Paragraph, Section, Table
from flows.reports.report import NoteKind, NoteLine
from locales.translator import Translator


def document(t: Translator, report: Report) -> Document:
    """Make the document of a report."""
    figures = report.figures
    title = title_of(t, figures.period)
    return Document(
        language=t.language,
        title=f"{title}: {t(figures.title)}",
        subtitle=f"{figures.owner}, {period_words(t, figures.period)}",
        imprint=tuple(_imprint(t, report)),
        sections=tuple(_sections(t, report)),
        is_preliminary=report.edition is None,
    )


def _imprint(t: Translator, report: Report) -> Iterator[tuple[str, str]]:
    figures = report.figures
    yield t("Läge"), state_of(t, report)
    if figures.period.first and figures.period.last:
        yield t("Period"), f"{figures.period.first} – {figures.period.last}"
    yield t("Siffrorna är tagna"), str(figures.cut)
    yield t("Definitioner"), figures.definitions
    yield t("Kontrollsumma"), figures.checksum


def _sections(t: Translator, report: Report) -> Iterator[Section]:
    figures, notes = report.figures, report.texts.notes
    if report.earlier:
        yield _differences(t, report)
    yield in_short(t, figures)
    yield Section(
        heading=t("1 Genomförda aktiviteter"), parts=(*_notes(t, notes, "activity", "meeting"), *_events(t, report))
    )
    yield Section(heading=t("2 Avvikelser"), parts=_notes(t, notes, "deviation"))
    yield Section(heading=t("3 Brukarmedverkan"), parts=_notes(t, notes, "user_involvement"))
    yield Section(
        heading=t("4 Uppfyllelse av mål och delmål"), parts=(*goal_parts(t, figures), *indicator_tables(t, figures))
    )
    yield Section(heading=t("5 Nyckeltal"), parts=tuple(key_figure_parts(t, figures)))
    yield from breakdown_sections(t, figures)
    yield Section(heading=t("6 Svar från deltagarna"), parts=tuple(answer_parts(t, figures)))
    yield from answer_sections(t, figures)
    yield Section(heading=t("7 Analys"), parts=_analysis(t, report.texts.analysis))
    yield Section(heading=t("8 Metod"))
    yield from method_sections(t, figures)


def _differences(t: Translator, report: Report) -> Section:
    assert report.earlier and report.edition  # noqa: S101, PT018  # narrows the types; see the caller
    found = differences(t, report.earlier, report.figures)
    before = t("Utgåva {n}", n=report.edition.edition - 1)
    now = t("Utgåva {n}", n=report.edition.edition)
    heading = t("Ändringar mot utgåva {n}", n=report.edition.edition - 1)
    if not found:
        return Section(heading=heading, parts=(Paragraph(text=t("Inga siffror skiljer sig.")),))
    rows = tuple((each.what, each.before, each.now) for each in found)
    table = Table(name="andringar", caption=heading, headings=(t("Vad"), before, now), rows=rows)
    return Section(heading=heading, parts=(table,))


def _notes(t: Translator, notes: tuple[NoteLine, ...], *kinds: NoteKind) -> tuple[Paragraph | Bullets, ...]:
    items = tuple(_note(t, note) for note in notes if note.kind in kinds)
    return (Bullets(items=items) if items else Paragraph(text=t("Inget är antecknat för perioden.")),)


def _note(t: Translator, note: NoteLine) -> str:
    said = f"{t.date(note.day)}: {note.text}"
    if note.attended is None:
        return said
    came = t.plural("{n} kom", "{n} kom", note.attended)
    return f"{said} ({came})"


def _events(t: Translator, report: Report) -> Iterator[Table]:
    if report.figures.events:
        yield Table(
            name="handelser",
            caption=t("Noterat under perioden"),
            headings=(t("Vad"), t("Ort"), t("Antal gånger")),
            rows=tuple((t(each.label), each.place, each.times) for each in report.figures.events),
        )


def _analysis(t: Translator, analysis: str) -> tuple[Paragraph, ...]:
    paragraphs = (part.strip() for part in analysis.split("\n"))
    written = tuple(Paragraph(text=part) for part in paragraphs if part)
    return written or (Paragraph(text=t("Ingen analys är skriven än.")),)
