"""Screens of a text that waits before it becomes an answer, and of help for somebody in distress."""

from collections.abc import Mapping

from bot.actions.participant.forms import Form, Held
from bot.chat.buttons import Begin, Decline, KeepAnswer, KeepHeld, Pause, WriteAnew
from bot.chat.caught_words import looks_like, remove_it, written_without
from bot.chat.coach.reminder_buttons import AskContact
from bot.chat.participant.answer_words import shortened
from bot.chat.screen import Key, Row, Screen, column, paragraphs, plain
from locales.translator import Translator
from storage.events import MOMENT

_MOST_WORDS = 12


def held_screen(t: Translator, form: Form, held: Held, index: int) -> Screen:
    """Ask what to do with a text that waits."""
    if held.is_distress:
        return _in_distress(t, form, held, index)
    asks = paragraphs(plain(looks_like(t, held.why)), plain(remove_it(t)))
    if not held.words:
        return Screen(asks, _ways(t, form, index))
    left = plain(written_without(t, shortened(held.words, _MOST_WORDS)))
    remove = Key(t("Ta bort det"), KeepHeld(form.run.id, index))
    return Screen(paragraphs(asks, left), (*column(remove), *_ways(t, form, index)))


def _ways(t: Translator, form: Form, index: int) -> tuple[Row, ...]:
    """Give the ways that keep nothing of the text: to write anew, to do without, to pause what is not sent in."""
    question, run = form.questionnaire.questions[index], form.run.id
    skip = KeepAnswer(run, index) if form.is_reopened else Decline(run, index) if question.declinable else None
    return (
        *column(Key(t("Skriv på nytt"), WriteAnew(run, index))),
        *(column(Key(t("Hoppa över"), skip)) if skip else ()),
        *(column(Key(t("Pausa"), Pause(run))) if form.run.is_open else ()),
    )


def _in_distress(t: Translator, form: Form, held: Held, index: int) -> Screen:
    keep = column(Key(t("Spara texten och fortsätt"), KeepHeld(form.run.id, index))) if held.words else ()
    contact = (form.run.enrolment,) if form.run.moment != MOMENT else ()
    rows = (*keep, *column(Key(t("Skriv på nytt"), WriteAnew(form.run.id, index))), *_contact(t, contact))
    help_ = _help(t, held.help, can_ask=bool(contact))
    return Screen(paragraphs(help_, plain(t("Texten är inte sparad än."))), rows)


def help_at_once(t: Translator, texts: Mapping[str, str], run: int | None, enrolments: tuple[int, ...]) -> Screen:
    """Show whom to call to somebody who wrote words of distress where no answer was asked for; nothing is kept.

    :param run: the form to go on with
    :param enrolments: in which contact can be asked for
    """
    go_on = column(Key(t("Fortsätt"), Begin(run))) if run else ()
    return Screen(_help(t, texts, can_ask=bool(enrolments)), (*go_on, *_contact(t, enrolments[:1])))


def _help(t: Translator, texts: Mapping[str, str], *, can_ask: bool) -> str:
    """Give the association's own words in the reader's language, or ours. Who reads along learns little from them."""
    own = texts.get(t.language)
    if own:
        return plain(own)
    return paragraphs(
        plain(t("Tack för att du skriver. Du behöver inte bära det ensam.")),
        plain(t("Är det akut: ring 112. Råd om vård dygnet runt: ring 1177.")),
        plain(t("Ingen här läser det du skriver just nu.")),
        plain(t("Vill du att din coach hör av sig? Tryck på knappen.")) if can_ask else "",
    )


def _contact(t: Translator, enrolments: tuple[int, ...]) -> tuple[Row, ...]:
    return column(*(Key(t("Be min coach höra av sig"), AskContact(each)) for each in enrolments))
