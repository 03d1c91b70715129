"""Screens of noting something for the report in one's own words."""

from collections.abc import Iterator
from itertools import groupby

from bot.actions.coordinator.report_note import LONGEST, Unfit
from bot.actions.drafts import Draft
from bot.chat.coordinator.note_buttons import ChangeNote, RemoveNote, ShowNote, ShowNotes
from bot.chat.dialogue import Offer, with_cancel
from bot.chat.screen import MOST_UNITS, Key, Row, Screen, bold, column, fitting, lines, pairs, paragraphs, plain, units
from flows.programme import Programme
from locales.translator import Translator, marked
from storage.report_notes import NoteKind, ReportNote

KINDS: dict[NoteKind, str] = {
    NoteKind.ACTIVITY: marked("Genomförd aktivitet"),
    NoteKind.MEETING: marked("Möte"),
    NoteKind.DEVIATION: marked("Avvikelse"),
    NoteKind.USER_INVOLVEMENT: marked("Brukarmedverkan"),
}
_HINTS: dict[NoteKind, str] = {
    NoteKind.ACTIVITY: marked("Skriv vad ni gjorde, för vilka och vad det ledde till."),
    NoteKind.MEETING: marked("Skriv vilket möte det var och vad ni kom fram till."),
    NoteKind.DEVIATION: marked(
        "Skriv vad som inte blev som planerat, varför och vad ni gör åt det. Inga personuppgifter."
    ),
    NoteKind.USER_INVOLVEMENT: marked("Skriv hur deltagarna har påverkat arbetet. Inga namn eller personuppgifter."),
}
_UNFIT: dict[Unfit, str] = {
    Unfit.NO_WORDS: marked("Skriv vad som ska stå i anteckningen."),
    Unfit.TOO_LONG: marked("Skriv högst {longest} tecken."),
    Unfit.PERSONAL_DATA: marked(
        "Skriv gärna igen utan personnummer, telefonnummer eller e-post. Texten sparades inte."
    ),
}
ON_A_PAGE = 8
MOST_BACK = 40
"""How many quarters back one can look: ten years."""
_FIRST_SIGNS = 80


def unfit(t: Translator, why: Unfit) -> str:
    """Say why words are not kept."""
    return t(_UNFIT[why], longest=LONGEST)


def kinds(t: Translator, offer: Offer) -> tuple[Key, ...]:
    """Give the buttons that choose what a note is about."""
    return tuple(offer.key(t(label), kind) for kind, label in KINDS.items())


def words(t: Translator, kind: NoteKind) -> Screen:
    """Ask for the words, and say what belongs there."""
    return Screen(lines(bold(t(KINDS[kind])), plain(t(_HINTS[kind]))), with_cancel(t))


def attended(t: Translator, draft: Draft) -> Screen:
    """Ask how many came to a meeting."""
    text = lines(bold(t("Hur många kom?")), plain(t("Skriv ett tal, eller hoppa över.")))
    return Screen(text, with_cancel(t, *column(Offer(draft, "attended").key(t("Hoppa över"), ""))))


def note(t: Translator, found: ReportNote, *, is_new: bool = False) -> tuple[Screen, ...]:
    """Show a note whole, with what can be done about it; a long one takes two messages."""
    head = _head(t, found)
    first = t("Antecknat: {what}.", what=head) if is_new else head
    frozen = t("Anteckningen står i en rapport som är skickad.") if found.is_frozen else ""
    above, words = lines(bold(first), plain(frozen)), plain(found.words)
    if units(f"{first}\n{frozen}\n\n{found.words}") > MOST_UNITS:
        return Screen(above, _rows(t, found)), Screen(words)
    return (Screen(paragraphs(above, words), _rows(t, found)),)


def _head(t: Translator, found: ReportNote) -> str:
    came = () if found.attended is None else (t.plural("{n} kom", "{n} kom", found.attended),)
    return ", ".join((t(KINDS[found.kind]), t.date(found.day), *came))


def _rows(t: Translator, found: ReportNote) -> tuple[Row, ...]:
    everything = Key(t("Rapportens anteckningar"), ShowNotes(found.programme, 0, 0))
    if found.is_frozen:
        return column(everything)
    came = (Key(t("Ändra hur många"), ChangeNote(found.id, "attended")),) if found.kind is NoteKind.MEETING else ()
    change = (
        Key(t("Ändra texten"), ChangeNote(found.id, "words")),
        Key(t("Ändra dagen"), ChangeNote(found.id, "day")),
        *came,
        Key(t("Ta bort"), RemoveNote(found.id, is_sure=False)),
    )
    return (*pairs(change), *column(everything))


def sure(t: Translator, found: ReportNote) -> Screen:
    """Ask whether to take a note away."""
    return Screen(
        lines(bold(t("Ta bort anteckningen?")), plain(_short(t, found))),
        pairs(
            (Key(t("Behåll"), ShowNote(found.id)), Key(t("Ta bort"), RemoveNote(found.id, is_sure=True))),
        ),
    )


def listed(t: Translator, programme: Programme, quarter: str, notes: tuple[ReportNote, ...], at: ShowNotes) -> Screen:
    """List a page of a quarter's notes by kind, each to be opened, changed and removed."""
    here = notes[at.page * ON_A_PAGE :][:ON_A_PAGE]
    parts = (_of_kind(t, kind, each) for kind, each in groupby(here, lambda note: note.kind))
    keys = (Key(fitting(_short(t, each)), ShowNote(each.id)) for each in here)
    return Screen(
        paragraphs(
            lines(bold(t("Rapportens anteckningar")), plain(f"{t(programme.title)}, {quarter}")),
            *parts,
            "" if notes else plain(t("Inget är antecknat för kvartalet.")),
        ),
        (*column(*keys), *pairs(_turning(t, at, is_last=len(notes) <= (at.page + 1) * ON_A_PAGE))),
    )


def _of_kind(t: Translator, kind: NoteKind, notes: Iterator[ReportNote]) -> str:
    return lines(bold(t(KINDS[kind])), *(f"• {plain(_short(t, each))}" for each in notes))


def _short(t: Translator, found: ReportNote) -> str:
    beginning = " ".join(found.words.split())
    shown = beginning if len(beginning) <= _FIRST_SIGNS else f"{beginning[:_FIRST_SIGNS].rstrip()}…"
    return f"{t.date(found.day)}: {shown}"


def _turning(t: Translator, at: ShowNotes, *, is_last: bool) -> Iterator[Key]:
    if not is_last:
        yield Key(t("Fler"), ShowNotes(at.programme, at.back, at.page + 1))
    if at.back < MOST_BACK:
        yield Key(t("Kvartalet före"), ShowNotes(at.programme, at.back + 1, 0))
    if at.back:
        yield Key(t("Kvartalet efter"), ShowNotes(at.programme, at.back - 1, 0))
