"""The audit log in words: what was done, and to what. The log itself holds keys and numbers only."""

import re

from bot.chat.coordinator.report_note_screens import KINDS
from bot.chat.role_words import ROLES
from flows.catalogue import Catalogue
from locales.translator import Translator, marked
from storage.people import Role
from storage.report_notes import NoteKind

DONE = {
    "invited": marked("Inbjudan"),
    "new link": marked("Ny länk"),
    "link revoked": marked("Länk återkallad"),
    "counted with a protected identity": marked("Räknad med skyddade uppgifter"),
    "moved to another phone": marked("Flyttad till en annan telefon"),
    "planned end set": marked("Planerat slut ändrat"),
    "paused": marked("Pausad"),
    "resumed": marked("Aktiv igen"),
    "moved": marked("Bytte coach"),
    "closed": marked("Avslutad"),
    "fact recorded": marked("Uppgift antecknad"),
    "erased": marked("Raderad"),
    "erasure asked for": marked("Bad om radering"),
    "withdrawn": marked("Slutade vara med"),
    "retention": marked("Gallring"),
    "stand-in": marked("Vikarie"),
    "stand-in ended": marked("Vikariat avslutat"),
    "staff invited": marked("Personal inbjuden"),
    "staff joined": marked("Ny roll"),
    "staff removed": marked("Roller borttagna"),
    "noted": marked("Anteckning"),
    "note changed": marked("Anteckning ändrad"),
    "note removed": marked("Anteckning borttagen"),
    "event opened": marked("Träffens enkät öppnad"),
    "event closed": marked("Träffens enkät stängd"),
    "paper entered": marked("Svar på papper inräknade"),
    "exported": marked("Export"),
    "report frozen": marked("Rapport fryst"),
    "report analysed": marked("Analys skriven"),
    "report sent": marked("Rapport skickad"),
}
"""By what actions write in the log."""

_PART = re.compile(
    r"enrolment (?P<enrolment>\d+)|event (?P<event>\d+)|\bto (?P<to>\d+)$|\buntil (?P<until>\S+)"
    r"|, (?P<number>\d+), (?P<edition>\d+)$|^(?P<person>\d+)\b|(?P<key>[\w-]+)"
)
_SAID = {
    "enrolment": marked("deltagare nr {number}"),
    "event": marked("träff nr {number}"),
    "to": marked("till nr {number}"),
    "until": marked("till och med {number}"),
    "person": marked("nr {number}"),
}


def done_words(t: Translator, action: str) -> str:
    """Say what was done."""
    return t(DONE.get(action, action))


def subject_words(t: Translator, catalogue: Catalogue, subject: str) -> str:
    """Say what it was done to: programmes, forms, facts and roles by name, people and events by number."""
    return _PART.sub(lambda found: _part(t, catalogue, found), subject)


def _part(t: Translator, catalogue: Catalogue, found: re.Match[str]) -> str:
    if found["key"]:
        return t(_named(catalogue, found["key"]))
    if found["edition"]:
        return t(", nr {number}, utgåva {edition}", number=found["number"], edition=found["edition"])
    said = next(part for part in _SAID if found[part])
    return t(_SAID[said], number=found[said])


def _named(catalogue: Catalogue, key: str) -> str:
    """Give what a programme, a form, a role or a fact is called; other words as they stand."""
    if key in catalogue.programmes:
        return catalogue.programmes[key].title
    if key in catalogue.questionnaires:
        return catalogue.questionnaires[key].title
    if key in tuple(Role):
        return ROLES[Role(key)]
    if key in tuple(NoteKind):
        return KINDS[NoteKind(key)]
    facts = (fact for programme in catalogue.programmes.values() for fact in programme.facts)
    return next((fact.label for fact in facts if fact.key == key), key)
