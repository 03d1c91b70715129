"""Menus that an upgrade has made old: a command that is new, or says something else, comes to the phones once."""

from zlib import crc32

from bot.actions.here import Here
from bot.actions.menus import MENU
from bot.chat import commands
from bot.chat.reader import reads
from storage import outbox, people
from storage.people import Person
from storage.unit import stamp


def mark_of(menu: tuple[tuple[str, str], ...]) -> int:
    """Give what tells a menu from another, for a letter that set it to remember."""
    return crc32("\n".join(f"{command} {text}" for command, text in menu).encode())


def menu_of(here: Here, person: Person) -> tuple[tuple[str, str], ...]:
    """Give a person's menu in their language."""
    return commands.of(reads(person), here, person)


def renew_old_menus(here: Here) -> None:
    """Have the menu set anew of everybody whose last one was another; to be done at the start.

    A menu that has still to go is made when it goes, and needs no other.
    """
    for id_, last in outbox.last_of_kind(here.unit, MENU).items():
        person = people.by_id(here.unit, id_)
        if person and person.reachable and not person.is_invented and mark_of(menu_of(here, person)) != last:
            outbox.put(here.unit, f"{MENU}:{id_}:{stamp(here.now)}", id_, MENU, 0, here.now)
