"""Screens of a participant's wish for contact and for quiet. What participants are told names no topic."""

from collections.abc import Iterable
from datetime import date

from bot.actions.participant.forms import Form
from bot.chat.buttons import Begin
from bot.chat.coach.reminder_buttons import AskContact, RemindTomorrow, SetSilent
from bot.chat.moments import day_words
from bot.chat.screen import Key, Row, Screen, column, paragraphs, plain
from locales.translator import Translator
from storage.tasks import Task


def choose(t: Translator, found: Iterable[tuple[int, str]]) -> Screen:
    """Let the person choose where contact is wanted, by neutral titles."""
    keys = (Key(t(title), AskContact(enrolment)) for enrolment, title in found)
    return Screen(plain(t("Vem vill du ha kontakt med?")), column(*keys))


def asked(t: Translator, task: Task, today: date) -> Screen:
    """Confirm that contact was asked for; who takes it is told by a message."""
    if task.taken or task.due_on is None:
        return taken(t)
    by = day_words(t, task.due_on, today)
    return Screen(plain(t("Jag har sagt till. Någon hör av sig till dig, senast {day}.", day=by)))


def nobody_here(t: Translator, contact: str) -> Screen:
    """Say where to turn while nobody here could be told."""
    return Screen(paragraphs(plain(t("Just nu finns ingen här som kan ta emot.")), plain(t(contact))))


def taken(t: Translator) -> Screen:
    """Tell the person that someone has taken it."""
    return Screen(plain(t("Hej! Vi har sett att du vill ha kontakt. Vi hör av oss till dig snart.")))


def quiet(t: Translator) -> Screen:
    """Confirm that nothing is written until the person takes it up again."""
    return Screen(
        paragraphs(
            plain(t("Nu är det tyst. Jag skriver inte till dig förrän du vill.")),
            plain(t("Du kan svara på frågor ändå. Skriv /paus igen när jag får höra av mig.")),
        ),
        column(Key(t("Hör av dig igen"), SetSilent(yes=False))),
    )


def heard_again(t: Translator) -> Screen:
    """Confirm that the person is written to again."""
    return Screen(plain(t("Nu hör jag av mig igen när det finns något till dig.")))


def tomorrow(t: Translator, form: Form, day: date | None, today: date) -> Screen:
    """Confirm a reminder that was asked for, or say that it would come too late; it can be answered all the same."""
    rows = column(Key(t("Fortsätt") if form.answers else t("Börja"), Begin(form.run.id)))
    if day is None:
        return Screen(plain(t("Då går det inte att svara längre. Vill du svara nu?")), rows)
    return Screen(plain(t("Okej! Jag påminner dig {day}.", day=day_words(t, day, today))), rows)


def ways(t: Translator, form: Form, *, is_too_late: bool) -> tuple[Row, ...]:
    """Give the buttons under a message about a form: to the next question, and tomorrow unless that is too late."""
    begin = Key(t("Fortsätt") if form.answers else t("Börja"), Begin(form.run.id))
    later = () if is_too_late else (Key(t("Påminn mig imorgon"), RemindTomorrow(form.run.id)),)
    return column(begin, *later)
