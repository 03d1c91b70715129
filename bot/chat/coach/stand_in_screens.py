"""Screens of a coach who is away for a while."""

from datetime import date

from bot.chat.buttons import Cancel
from bot.chat.coach.coach_buttons import ShowPeople
from bot.chat.screen import Key, Row, Screen, column, paragraphs, plain
from locales.translator import Translator


def stand_in_now(t: Translator, coach: str, until: date, rows: tuple[Row, ...]) -> Screen:
    """Tell who stands in for the coach."""
    return Screen(plain(t("{coach} är din vikarie till och med {date}.", coach=coach, date=t.date(until))), rows)


def stand_in_who(t: Translator, rows: tuple[Row, ...]) -> Screen:
    """Ask who is to stand in."""
    if not rows:
        return Screen(
            plain(t("Det finns ingen annan coach i dina insatser.")), column(Key(t("Till listan"), ShowPeople(0)))
        )
    text = paragraphs(
        plain(t("Vem ska vara din vikarie?")), plain(t("Vikarien ser dina deltagare till den dag du väljer."))
    )
    return Screen(text, (*rows, *column(Key(t("Avbryt"), Cancel()))))


def stand_in_until(t: Translator, coach: str, rows: tuple[Row, ...]) -> Screen:
    """Ask for the last day of a stand-in."""
    return Screen(
        paragraphs(plain(t("Till och med vilken dag är {coach} vikarie?", coach=coach)), plain(t("Skriv dagen."))), rows
    )
