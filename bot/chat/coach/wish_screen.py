"""The screen on which a coach takes on that someone wants contact."""

from datetime import date

from bot.actions.coach.follow_ups import Contact
from bot.chat.coach.follow_up_screens import name_of
from bot.chat.coach.reminder_buttons import FinishContact, TakeContact
from bot.chat.moments import day_words
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from locales.translator import Translator


def wish(t: Translator, found: Contact, today: date) -> Screen:
    """Show a coach that someone wants contact, and what is to be done."""
    name, task = name_of(t, found.enrolment), found.task
    if task.done:
        return Screen(plain(t("{name} har fått kontakt. Klart!", name=name)))
    by = day_words(t, task.due_on, today) if task.due_on else ""
    head = paragraphs(bold(t("{name} vill ha kontakt", name=name)), plain(t("Senast {day}.", day=by)))
    if task.taken:
        said = plain(t("Någon har tagit det, och personen har fått veta. Tryck Klart när ni har haft kontakt."))
        return Screen(paragraphs(head, said), column(Key(t("Klart"), FinishContact(task.id))))
    return Screen(head, column(Key(t("Jag tar det"), TakeContact(task.id))))
