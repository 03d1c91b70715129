"""The screen of ``/logg``."""

from bot.actions.administrator.log import Page
from bot.chat.administrator.admin_buttons import ShowLog
from bot.chat.administrator.log_words import done_words, subject_words
from bot.chat.administrator.staff_list_screens import member_name
from bot.chat.screen import Key, Screen, bold, column, lines, paragraphs, plain
from bot.house import House
from locales.translator import Translator
from storage.audit import Line


def log(t: Translator, house: House, found: Page, *, is_newest: bool) -> Screen:
    """Show a page of the audit log, the newest line first."""
    if not found.entries:
        return Screen(plain(t("Det finns inget i loggen än.")))
    told = (_line(t, house, found, entry) for entry in found.entries)
    older = (Key(t("Äldre"), ShowLog(found.entries[-1].id)),) if found.has_older else ()
    newest = () if is_newest else (Key(t("Till det nyaste"), ShowLog(0)),)
    rows = column(*older, *newest)
    return Screen(paragraphs(bold(t("Vem som har gjort vad")), *told), rows)


def _line(t: Translator, house: House, found: Page, entry: Line) -> str:
    at = entry.at.astimezone(house.association.zone)
    what = t("{done}: {subject}", done=done_words(t, entry.action), subject=_subject(t, house, entry))
    return lines(plain(f"{t.date(at.date())} {at:%H:%M} · {_who(t, found, entry)}"), plain(what))


def _subject(t: Translator, house: House, entry: Line) -> str:
    return subject_words(t, house.catalogue, entry.subject)


def _who(t: Translator, found: Page, entry: Line) -> str:
    """Name who did it: a member of staff, the command line, or a number where it is neither (any more)."""
    if entry.actor is None:
        return t("kommandoraden")
    person = found.staff.get(entry.actor)
    return member_name(t, person) if person else t("nr {number}", number=entry.actor)
