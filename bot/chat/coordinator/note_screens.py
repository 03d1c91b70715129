"""Screens of noting something of a programme."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.coordinator.explain import NOTED
from bot.actions.coordinator.note import to_note
from bot.actions.drafts import Draft
from bot.chat.coach.fact_words import how_to_type, offered, packed
from bot.chat.coordinator.figure_buttons import Why
from bot.chat.coordinator.report_note_screens import kinds
from bot.chat.dialogue import Offer, with_cancel
from bot.chat.participant.fact_value import shown
from bot.chat.said_words import spoken
from bot.chat.screen import Key, Row, Screen, bold, column, fitting, grid, lines, pairs, paragraphs, plain
from flows.facts import Fact
from flows.programme import Programme
from flows.reports.consistency import Sum, named
from locales.translator import Translator
from storage.notes import Note

REMOVE, LIST = "-", "+"
"""The answers that choose to take a value away, or to see what is noted for the report, instead."""


@dataclass(frozen=True)
class Noted:
    """Whether there are noted values, and words for the report of this quarter or the one before."""

    values: bool
    words: bool


def programme(t: Translator, draft: Draft, programmes: tuple[Programme, ...]) -> Screen:
    """Ask which programme it is about."""
    offer = Offer(draft, "programme")
    keys = (offer.key(t(each.title), str(place)) for place, each in enumerate(programmes))
    return Screen(plain(t("Vilken insats?")), with_cancel(t, *column(*keys)))


def kind(t: Translator, draft: Draft, found: Programme) -> Screen:
    """Ask what the words that were written with the command are about."""
    text = lines(bold(t(found.title)), plain(t("Vad handlar anteckningen om?")))
    return Screen(text, with_cancel(t, *pairs(kinds(t, Offer(draft, "item")))))


def item(t: Translator, draft: Draft, found: Programme, has: Noted) -> Screen:
    """Ask what to note."""
    offer = Offer(draft, "item")
    keys = column(*(offer.key(t(fact.label), str(place)) for place, fact in enumerate(to_note(found))))
    away = column(offer.key(t("Ta bort en anteckning"), REMOVE)) if has.values else ()
    return Screen(
        lines(bold(t(found.title)), plain(t("Vad vill du anteckna?"))),
        with_cancel(t, *pairs(kinds(t, offer)), *keys, *_list(t, draft, has_words=has.words), *away),
    )


def _list(t: Translator, draft: Draft, *, has_words: bool) -> tuple[Row, ...]:
    return column(Offer(draft, "item").key(t("Rapportens anteckningar"), LIST)) if has_words else ()


def which(t: Translator, draft: Draft, found: Programme, latest: tuple[Note, ...], *, has_words: bool) -> Screen:
    """Ask which note to take away."""
    offer = Offer(draft, "which")
    keys = (offer.key(fitting(_told_apart(t, found, each)), str(each.id)) for each in latest)
    rows = with_cancel(t, *column(*keys), *_list(t, draft, has_words=has_words))
    return Screen(plain(t("Vilken anteckning ska bort?")), rows)


def place(t: Translator, draft: Draft, fact: Fact, places: tuple[str, ...]) -> Screen:
    """Ask which place it is about."""
    offer = Offer(draft, "place")
    keys = (offer.key(each, str(number)) for number, each in enumerate(places))
    return Screen(lines(bold(t(fact.label)), plain(t("Vilken ort?"))), with_cancel(t, *column(*keys)))


def value(t: Translator, draft: Draft, fact: Fact, today: date) -> Screen:
    """Ask for the value."""
    offer = Offer(draft, "value")
    keys = tuple(offer.key(label, packed(fact, each)) for label, each in offered(t, fact, today))
    rows = column(*keys) if fact.options else grid(keys, 4)
    return Screen(lines(bold(t(fact.label)), plain(how_to_type(t, fact))), with_cancel(t, *rows))


def day(t: Translator, draft: Draft, label: str, today: date) -> Screen:
    """Ask for the day it holds for."""
    offer = Offer(draft, "day")
    keys = (offer.day(t("Idag"), today), offer.day(t("Igår"), today - timedelta(days=1)))
    return Screen(
        paragraphs(lines(bold(label), plain(t("Vilken dag gäller det?"))), plain(t("Skriv dagen, eller tryck."))),
        with_cancel(t, keys),
    )


def words(t: Translator, found: Programme, note: Note) -> str:
    """Write a note on one line."""
    value = _value(t, found, note)
    head = f"{_what(t, found, note)}: {value}" if value else _what(t, found, note)
    return ", ".join(part for part in (head, note.place, t.date(note.day)) if part)


def _told_apart(t: Translator, found: Programme, note: Note) -> str:
    """Write a note so that a beginning tells it from others."""
    return ", ".join(
        part for part in (t.date(note.day), note.place, _value(t, found, note), _what(t, found, note)) if part
    )


def _what(t: Translator, found: Programme, note: Note) -> str:
    fact = found.fact(note.fact)
    return t(fact.label) if fact else note.fact


def _value(t: Translator, found: Programme, note: Note) -> str:
    fact = found.fact(note.fact)
    return shown(t, fact, note.value) if fact and fact.kind not in {"event", "date"} else ""


def noted(t: Translator, found: Programme, note: Note, before: Note | None, sums: tuple[Sum, ...]) -> Screen:
    """Confirm a note, tell what stood for the same day, and whether what is given adds up."""
    now, fact = t("Antecknat: {what}.", what=words(t, found, note)), found.fact(note.fact)
    if before and fact:
        now = f"{now} {t('Tidigare stod {value}.', value=shown(t, fact, before.value))}"
    why = column(Key(t("Varför?"), Why(note.programme, NOTED, 0))) if sums else ()
    return Screen(lines(plain(now), *(plain(spoken(t, named(each))) for each in sums)), why)


def removed(t: Translator) -> Screen:
    """Confirm that a note is taken away."""
    return Screen(plain(t("Anteckningen är borttagen.")))
