"""The commands that each kind of person sees in the menu and in ``/hjalp``."""

from bot.actions.here import Here
from bot.chat.participant.command_words import EVERYONE, PARTICIPANT
from locales.translator import Translator, marked
from storage import enrolments
from storage.people import Person, Role

_REMIND = ("paminn", marked("bli påmind om något"))
_PRINT = ("blankett", marked("skriv ut ett formulär"))
_GOALS = ("mal", marked("se målen över tid"))
_LOG = ("logg", marked("se vem som har gjort vad"))
_STAFF = {
    Role.COACH: (
        ("ny", marked("bjud in en deltagare")),
        ("deltagare", marked("se dina deltagare")),
        ("uppfoljning", marked("se vad som ska följas upp")),
        ("avsluta", marked("avsluta en deltagare")),
        _PRINT,
        _REMIND,
    ),
    Role.COORDINATOR: (
        ("status", marked("visa läget")),
        _GOALS,
        ("kvartal", marked("visa en periods siffror")),
        ("rapport", marked("hämta en rapport")),
        ("anteckna", marked("anteckna något om insatsen")),
        ("papper", marked("räkna in svar på papper")),
        _PRINT,
        ("traff", marked("fråga efter en träff")),
        _REMIND,
    ),
    Role.ADMINISTRATOR: (
        ("personal", marked("bjud in och ta bort personal")),
        _LOG,
        ("status", marked("visa läget")),
        _GOALS,
        ("halsa", marked("se om boten mår bra")),
        _REMIND,
    ),
}
_STAFF_TOO = (("sprak", marked("byt språk")), ("avbryt", marked("avbryt det du håller på med")))


def is_someone(here: Here, person: Person) -> bool:
    """Whether a chat that is known has a role or takes part: after ``staff remove`` it has neither."""
    return bool(person.grants or enrolments.of_person(here.unit, person.id))


def of(t: Translator, here: Here, person: Person) -> tuple[tuple[str, str], ...]:
    """Give a person's commands with what each does: the union over their roles, each command once."""
    takes_part = PARTICIPANT if enrolments.of_person(here.unit, person.id) else ()
    roles = (command for role in Role if person.has(role) for command in _STAFF[role])
    staff = (*roles, *_STAFF_TOO) if person.grants else ()
    hidden = () if person.may(Role.ADMINISTRATOR, "") else (_LOG,)
    chosen: dict[str, str] = {}
    for command, text in (*staff, *takes_part, *EVERYONE):
        if (command, text) not in hidden:
            chosen.setdefault(command, t(text))
    return tuple(chosen.items())
