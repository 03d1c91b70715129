"""The command menu follows a person's roles; setting it is a network effect, so it goes through the outbox."""

from bot.actions.here import Here
from storage import outbox

MENU = "menu"
"""The letter that sets a menu. Once it has gone, its subject is the mark of the commands that it set."""
FAREWELL = "farewell"
"""The letter that takes a chat's menu away; its subject is the person, who is forgotten with it."""


def renew_menu(here: Here) -> None:
    """Have the caller's menu set anew."""
    person = here.person()
    outbox.put(here.unit, f"menu:{person.id}:{here.update}", person.id, MENU, 0, here.now)


def say_farewell(here: Here, person: int) -> None:
    """Have the menu of a chat that is nobody's any more taken away, and the chat forgotten."""
    outbox.put(here.unit, f"{FAREWELL}:{person}:{here.update}", person, FAREWELL, person, here.now)
