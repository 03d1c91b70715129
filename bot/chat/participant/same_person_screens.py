"""Screens of a phone on which someone takes part already."""

from bot.chat.coach.coach_buttons import SamePerson
from bot.chat.screen import Key, Screen, paragraphs, plain
from locales.translator import Translator


def question(t: Translator, word: str) -> Screen:
    """Ask whether the link is for the person who takes part already."""
    return Screen(
        paragraphs(
            plain(t("Någon är redan med här från den här telefonen.")),
            plain(t("Är det du, och har du fått en ny länk?")),
        ),
        ((Key(t("Ja"), SamePerson(word, yes=True)), Key(t("Nej"), SamePerson(word, yes=False))),),
    )


def paper(t: Translator) -> Screen:
    """Point someone who shares the phone to paper."""
    return Screen(
        plain(
            t("Då svarar du på papper i stället, så att ingen annan ser dina svar. Din coach får veta och hjälper dig.")
        )
    )
