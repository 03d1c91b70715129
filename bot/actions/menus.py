"""The command menu follows a person's roles; setting it is a network effect, so it goes through the outbox."""

from bot.actions.here import Here
from storage import outbox


def renew_menu(here: Here) -> None:
    """Have the caller's menu set anew."""
    person = here.person()
    outbox.put(here.unit, f"menu:{person.id}:{here.update}", person.id, "menu", person.id, here.now)
