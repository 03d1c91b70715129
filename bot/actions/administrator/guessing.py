"""Administrators are told when somebody tries too many links or codes: once a day, however many try."""

from bot.actions.here import Here
from flows.timing.schedule import next_opening
from storage import outbox, people
from storage.guesses import Lately
from storage.people import Role

GUESSING = "guessing"
"""The letter; its subject is the day as its ordinal."""


def tell_of_guessing(here: Here, lately: Lately) -> None:
    """Write to every administrator if too many wrong words came, of the caller or in all."""
    if not (lately.are_too_many or lately.are_too_many_in_all):
        return
    opening = next_opening(here.now, here.house.window, here.house.association.zone)
    for person in people.staff(here.unit):
        if person.has(Role.ADMINISTRATOR):
            day = here.today.toordinal()
            outbox.put(here.unit, f"{GUESSING}:{day}:{person.id}", person.id, GUESSING, day, opening)
