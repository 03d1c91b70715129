"""What people decide about themselves: language; and whether they can be reached."""

from bot.actions.coach.unreachable import lost
from bot.actions.here import Here, NotAllowed
from bot.actions.menus import renew_menu
from storage import enrolments, people


def set_language(here: Here, language: str) -> None:
    """Read in this language from now on.

    :raises NotAllowed: if the language is not offered, or the chat is no one here
    """
    if language not in here.house.languages:
        raise NotAllowed
    person = here.person()
    people.set_language(here.unit, person.id, language)
    if person.grants or enrolments.of_person(here.unit, person.id):
        renew_menu(here)  # a guest of an event has none


def set_reachable(here: Here, reachable: bool) -> None:  # noqa: FBT001  # a request is always the second argument
    """Keep whether the caller has blocked the bot; those who look after the caller are told of it once."""
    person = here.caller.person
    if person and not reachable:
        lost(here, person, f"update{here.update}")
    elif person and not person.reachable:
        people.set_reachable(here.unit, person.id, reachable=True)
