"""Screens of own reminders."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.actions.coach.own_reminders import LONGEST, Draft, Unclear
from bot.chat.buttons import Cancel
from bot.chat.caught_words import looks_like
from bot.chat.coach.reminder_buttons import ChangeOwn, KeepOwn, RemoveOwn
from bot.chat.moments import capital, moment_words
from bot.chat.screen import Key, Screen, bold, column, fitting, lines, paragraphs, plain
from flows.swedish.time import Misread
from locales.translator import Translator, marked
from storage.own_reminders import OwnReminder

_FIRST_WORDS = 4
_MOST_SHOWN = 10


def ask(t: Translator, mine: tuple[OwnReminder, ...], today: date, zone: ZoneInfo) -> Screen:
    """Ask what to be reminded of and when, below what is kept already, each to be removed."""
    kept = (_line(t, each, today, zone) for each in mine[:_MOST_SHOWN])
    keys = (
        Key(fitting(t("Ta bort: {words}", words=_short(each.words))), RemoveOwn(each.id)) for each in mine[:_MOST_SHOWN]
    )
    return Screen(
        paragraphs(
            lines(bold(t("Dina påminnelser")), *kept) if mine else "",
            plain(t("Vad vill du bli påmind om, och när? Skriv till exempel: imorgon kl 9 ring skolan.")),
            plain(t("Inga personnummer, telefonnummer eller e-post.")),
        ),
        (*column(Key(t("Avbryt"), Cancel())), *column(*keys)),
    )


def _line(t: Translator, reminder: OwnReminder, today: date, zone: ZoneInfo) -> str:
    return f"• {plain(capital(moment_words(t, reminder.due.astimezone(zone), today)))}: {plain(reminder.words)}"


def _short(words: str) -> str:
    found = words.split()
    return words if len(found) <= _FIRST_WORDS else " ".join(found[:_FIRST_WORDS]) + "…"


def understood(t: Translator, draft: Draft, today: date) -> Screen:
    """Show what was understood, before it is kept."""
    when = capital(moment_words(t, draft.at, today))
    took = f"{looks_like(t, draft.caught)} {t('Jag tog bort det. Inget är sparat än.')}"
    return Screen(
        paragraphs(plain(took) if draft.caught else "", f"{bold(when)}: {plain(draft.words)}"),
        (
            (Key(t("Spara"), KeepOwn(draft.number)), Key(t("Ändra"), ChangeOwn(draft.number))),
            *column(Key(t("Avbryt"), Cancel())),
        ),
    )


def kept(t: Translator, reminder: OwnReminder, today: date, zone: ZoneInfo) -> Screen:
    """Confirm that a reminder is kept."""
    when = moment_words(t, reminder.due.astimezone(zone), today)
    return Screen(paragraphs(plain(t("Sparat. Jag påminner dig {when}:", when=when)), plain(reminder.words)))


def reminder(t: Translator, words: str) -> Screen:
    """Remind."""
    return Screen(paragraphs(bold(t("Påminnelse")), plain(words)))


_COMPLAINTS: dict[Misread | Unclear, str] = {
    Unclear.NO_WORDS: marked("Skriv också vad du vill bli påmind om."),
    Unclear.TOO_LONG: marked("Skriv högst {longest} tecken."),
    Unclear.PERSONAL_DATA: marked("Skriv utan personnummer, telefonnummer och e-post. Det du skrev sparades inte."),
    Misread.UNKNOWN: marked("Jag förstod inte när. Skriv till exempel imorgon, på fredag kl 13 eller 15 januari."),
    Misread.NO_SUCH_DAY: marked("Den dagen eller tiden finns inte."),
    Misread.PAST: marked("Den tiden har redan varit."),
    Misread.TOO_FAR: marked("Det är för långt fram: högst fem år."),
}


def complaint(t: Translator, why: Misread | Unclear) -> str:
    """Say in one sentence why there is no reminder to keep."""
    return t(_COMPLAINTS[why], longest=LONGEST)
