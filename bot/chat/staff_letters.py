"""Letters to staff and of contact, by kind: each is made from what holds when it is sent, or not at all."""

from collections.abc import Callable

from bot.actions import backups, daily
from bot.actions.coach import follow_ups, unreachable
from bot.actions.coach.carers import looks_after
from bot.actions.coach.follow_ups import CONTACT, Contact
from bot.actions.coordinator import left_to_do, quarter
from bot.actions.here import Here, NotAllowed
from bot.actions.participant import contact
from bot.chat import letter_screens
from bot.chat.coach import follow_up_screens, remind_screens, wish_screen
from bot.chat.coordinator.report.letters import summary
from bot.chat.participant import contact_screens
from bot.chat.reader import reads
from bot.chat.screen import Screen
from locales.translator import Translator
from storage import enrolments, own_reminders
from storage.enrolments import Enrolment
from storage.people import Role


def _t(here: Here) -> Translator:
    return reads(here.person())


def own(here: Here, subject: int) -> Screen | None:
    """Remind a member of staff of what they asked for."""
    found = own_reminders.by_id(here.unit, subject, here.person().id)
    is_staff = bool(here.person().grants)
    return remind_screens.reminder(_t(here), found.words) if found and found.state == "sent" and is_staff else None


def digest(here: Here, subject: int) -> Screen | None:
    """Give a coach the day's list, on its day, if something is to be done."""
    if subject != here.today.toordinal() or not here.person().has(Role.COACH):
        return None
    found = follow_ups.agenda(here)
    return follow_up_screens.digest(_t(here), found, here.today) if found.is_pressing else None


def weekly(here: Here, subject: int) -> Screen | None:
    """Give a coordinator the week's count, on its day, if there is something to count."""
    counts = daily.weeks_count(here) if subject == here.today.toordinal() else ()
    titles = {programme.key: programme.title for programme in here.programmes(Role.COORDINATOR)}
    return letter_screens.weekly(_t(here), counts, titles) if counts else None


def left(here: Here, subject: int) -> Screen | None:
    """Give a coordinator what is left to do before a period ends, if anything is left and it has not ended."""
    everything = left_to_do.left_to_do(here, here.programmes(Role.COORDINATOR))
    found = tuple(each for each in everything if each.last.toordinal() == subject)
    return letter_screens.left(_t(here), found) if found else None


def wish(here: Here, subject: int) -> Screen | None:
    """Tell a coach that someone wants contact, unless it is taken."""
    try:
        task, enrolment = contact.find(here, subject)
    except NotAllowed:
        return None
    is_open = not (task.taken or task.done)
    return wish_screen.wish(_t(here), Contact(task, enrolment), here.today) if is_open else None


def taken(here: Here, subject: int) -> Screen | None:
    """Tell a participant that their wish for contact is taken, unless they want quiet."""
    person = here.person()
    waits = contact.waits_for(here, subject, person)
    return contact_screens.taken(_t(here)) if waits and not person.silent else None


def no_backup(here: Here, _: int) -> Screen | None:
    """Tell an administrator that no backup could be made."""
    return letter_screens.no_backup(_t(here)) if here.person().has(Role.ADMINISTRATOR) else None


def late(here: Here, subject: int) -> Screen | None:
    """Tell a coach of something that has waited longer than the programme allows."""
    try:
        found = follow_ups.find(here, subject)
    except NotAllowed:
        return None
    is_late = found.is_open and follow_ups.is_late(here, found)
    return letter_screens.late(_t(here), found, here.today) if is_late else None


def longest(here: Here, subject: int) -> Screen | None:
    """Tell a coach of someone who has taken part longer than the programme's longest time."""
    found = _of_mine(here, subject)
    stays = found is not None and any(each.id == found.id for each in daily.overstaying(here))
    return letter_screens.longest(_t(here), found) if found and stays else None


def unreached(here: Here, subject: int) -> Screen | None:
    """Tell a coach of someone who cannot be reached, if it is still so."""
    found = _of_mine(here, subject)
    is_gone = found is not None and unreachable.is_unreachable(here, found)
    return letter_screens.unreachable(_t(here), found) if found and is_gone else None


def _of_mine(here: Here, subject: int) -> Enrolment | None:
    found = enrolments.by_id(here.unit, subject)
    return found if found and looks_after(here, found) else None


SCREENS: dict[str, Callable[[Here, int], Screen | None]] = {
    daily.OWN: own,
    daily.DIGEST: digest,
    daily.WEEKLY: weekly,
    daily.LATE: late,
    daily.LONGEST: longest,
    CONTACT: wish,
    "taken": taken,
    unreachable.LETTER: unreached,
    quarter.LETTER: summary,
    left_to_do.LETTER: left,
    backups.LETTER: no_backup,
}
"""What a letter of each kind becomes, from its subject; the reader is the caller. ``None`` drops it."""
