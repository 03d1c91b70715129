"""Letters to coaches about their people: a phone that two share, a person given to them, a colleague who is away."""

from collections.abc import Callable

from bot.actions.coach.carers import looks_after
from bot.actions.here import Here
from bot.actions.participant.erase import WITHDRAWN
from bot.chat.coach.coach_buttons import ShowPeople, ShowPerson
from bot.chat.coach.person_words import colleague, name
from bot.chat.reader import reads
from bot.chat.screen import Key, Screen, column, plain
from locales.translator import Translator
from storage import enrolments, people, stand_ins
from storage.enrolments import Enrolment
from storage.people import Role


def _about(here: Here, enrolment: int) -> tuple[Translator, Enrolment] | None:
    """Give the enrolment of a letter, if the reader still looks after it."""
    found = enrolments.by_id(here.unit, enrolment)
    if found is None or not looks_after(here, found):
        return None
    return reads(here.person()), found


def _shared_phone(here: Here, enrolment: int) -> Screen | None:
    about = _about(here, enrolment)
    if about is None:
        return None
    t, found = about
    words = t(
        "Länken till {reference} öppnades på en telefon där någon annan redan är med. Personen fick rådet att svara på "
        "papper. Länken är oanvänd.",
        reference=name(t, found),
    )
    return Screen(plain(words), column(Key(name(t, found), ShowPerson(found.id))))


def _moved(here: Here, enrolment: int) -> Screen | None:
    about = _about(here, enrolment)
    if about is None or about[1].coach != here.caller.id:
        return None
    t, found = about
    words = t("{reference} är din deltagare från och med nu.", reference=name(t, found))
    return Screen(plain(words), column(Key(name(t, found), ShowPerson(found.id))))


def _withdrawn(here: Here, enrolment: int) -> Screen | None:
    about = _about(here, enrolment)
    if about is None or about[1].withdrawn_on is None:
        return None
    t, found = about
    words = t(
        "{reference} vill inte svara på frågor här längre och får inga fler. Stödet fortsätter som vanligt.",
        reference=name(t, found),
    )
    return Screen(plain(words), column(Key(name(t, found), ShowPerson(found.id))))


def _stand_in(here: Here, coach: int) -> Screen | None:
    absent, found = people.by_id(here.unit, coach), stand_ins.of_coach(here.unit, coach, here.today)
    is_coach = here.person().has(Role.COACH)
    if absent is None or found is None or found.person != here.caller.id or not is_coach:
        return None
    t = reads(here.person())
    words = t("Du är vikarie för {coach} till och med {date}.", coach=colleague(t, absent), date=t.date(found.until))
    return Screen(plain(words), column(Key(t("Se deltagarna"), ShowPeople(0))))


SCREENS: dict[str, Callable[[Here, int], Screen | None]] = {
    "shared_phone": _shared_phone,
    "moved": _moved,
    WITHDRAWN: _withdrawn,
    "stand_in": _stand_in,
}
"""By the letter's kind; each is given the letter's subject."""
