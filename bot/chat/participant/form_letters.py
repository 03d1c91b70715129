"""Letters about a form: offer, reminder, last day. They name no topic, for a locked screen may show them."""

from datetime import date

from bot.actions.due import ASK_AGAIN, Letter, still_holds
from bot.actions.here import Here
from bot.actions.participant.forms import Form, of_run
from bot.actions.participant.quiet import tomorrow
from bot.chat.moments import day_words
from bot.chat.participant.contact_screens import ways
from bot.chat.participant.join_screens import taking_part
from bot.chat.participant.survey_screens import intro
from bot.chat.reader import reads
from bot.chat.screen import Screen, paragraphs, plain
from bot.taking_part import waits_for_a_choice
from locales.translator import Translator
from storage import enrolments, outbox, runs
from storage.enrolments import State
from storage.outbox import Letter as Row


def about_form(here: Here, letter: Row) -> tuple[Form, Screen] | None:
    """Make a letter about a form, with the form; ``None`` when it no longer holds or a later one is on its way."""
    person = here.person()
    run = runs.of_person(here.unit, letter.subject, person.id)
    if run is None or not still_holds(here.unit, letter.kind, run.id, person, here.today):
        return None
    if outbox.is_overtaken(here.unit, letter, tuple(Letter)):
        return None
    form = of_run(here, run)
    return form, _screen(reads(person), here, letter.kind, form)


def asking_again(here: Here, letter: Row) -> Screen | None:
    """Make what is asked instead of a letter while the person has not answered about a changed text; else ``None``."""
    person = here.person()
    run = None if letter.kind == ASK_AGAIN else runs.of_person(here.unit, letter.subject, person.id)
    enrolment = enrolments.by_id(here.unit, run.enrolment if run else letter.subject)
    if person.silent or enrolment is None or enrolment.person != person.id:
        return None
    if enrolment.state is State.INVITED or not waits_for_a_choice(here.house, enrolment):
        return None
    return taking_part(reads(person), here.house.association, enrolment)


def _screen(t: Translator, here: Here, kind: str, form: Form) -> Screen:
    rows = ways(t, form, is_too_late=tomorrow(here, form.run.id) is None)
    if kind == Letter.OFFER:
        return Screen(intro(t, form, greeting=True).text, rows)
    last = runs.last_day(here.unit, form.run.id)
    head = _last_day(t, last, here.today) if kind == Letter.LAST_DAY and last else _reminder(t)
    return Screen(
        paragraphs(plain(head), plain(_progress(t, form)), plain(t("Du väljer själv om du vill svara."))), rows
    )


def _reminder(t: Translator) -> str:
    return t("Hej! Frågorna till dig finns kvar.")


def _last_day(t: Translator, last: date, today: date) -> str:
    if last == today:
        return t("Hej! Idag är sista dagen att svara på frågorna.")
    return t("Hej! Sista dagen att svara på frågorna är {day}.", day=day_words(t, last, today))


def _progress(t: Translator, form: Form) -> str:
    if not form.answers:
        return t("De tar ungefär {minutes}.", minutes=t.plural("{n} minut", "{n} minuter", form.questionnaire.minutes))
    return t("Du har svarat på {done} av {of}.", done=form.progress.done, of=form.progress.of)
