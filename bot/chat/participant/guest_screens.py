"""Screens of those who open an event's link: what it is, and thanks."""

from bot.actions.participant.forms import Form
from bot.chat.buttons import Begin
from bot.chat.participant.survey_screens import extent
from bot.chat.screen import Key, Screen, bold, column, paragraphs, plain
from locales.translator import Translator
from storage.events import Event


def welcome(t: Translator, event: Event, found: Form) -> Screen:
    """Tell what the questions are about, that they are anonymous and free, and how long they take."""
    return Screen(
        paragraphs(
            t.alone(bold(event.title)),
            plain(t("Hej! Vad tyckte du? Svara om du vill.")),
            plain(extent(t, found.questionnaire)),
            plain(t("Svaren är anonyma: ingen kan se vad just du har svarat.")),
        ),
        column(Key(t("Fortsätt") if found.answers else t("Börja"), Begin(found.run.id))),
    )


def answered_already(t: Translator) -> Screen:
    """Say that this chat has answered the event, and thank once more."""
    return Screen(plain(t("Du har redan svarat på de här frågorna. Tack!")))
