"""In which language somebody reads, and which they can choose."""

from bot.house import House
from locales.languages import for_staff, known
from locales.translator import Translator, translator
from storage.people import Person


def reads(person: Person) -> Translator:
    """Give the translator to a person's language: their own, or of staff one in which every staff screen exists."""
    return translator(for_staff(person.language) if person.grants else person.language)


def as_staff(t: Translator) -> Translator:
    """Give the translator for somebody who is being asked to become staff."""
    return translator(for_staff(t.language))


def choices(house: House, person: Person | None) -> tuple[str, ...]:
    """Give the languages that a person can choose from; staff, those in which every staff screen exists."""
    is_staff = person is not None and bool(person.grants)
    return tuple(code for code in house.languages if known(code).is_for_staff or not is_staff)
