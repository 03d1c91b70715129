"""A phone in one unit of work: what is written and pressed goes through every handler, and nothing is sent."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from bot.actions.here import Caller, Here
from bot.chat.button import Button
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import respond
from bot.chat.screen import Screen
from bot.house import House
from storage import people
from storage.people import Grant, Role
from storage.unit import Unit
from tests.cohorts.acting import HOUSE, START

_UPDATES = count(1_000_000)


@dataclass
class Phone:
    """Someone's chat with the bot, and what was shown there last."""

    unit: Unit
    chat: int
    now: datetime = START
    house: House = HOUSE
    screen: Screen = field(default_factory=lambda: Screen(""))

    @property
    def here(self) -> Here:
        return Here(self.unit, self.house, Caller(self.chat, people.by_chat(self.unit, self.chat)), self.now)

    @property
    def text(self) -> str:
        return self.screen.text

    @property
    def labels(self) -> list[str]:
        return [key.label for key in self.screen.reading_order()]

    def says(self, text: str) -> Reply:
        """Write something, a command or not."""
        command, *rest = text[1:].split(maxsplit=1) if text.startswith("/") else ("", text)
        return self._comes(Incoming(0, Kind.COMMAND if command else Kind.TEXT, text="".join(rest), command=command))

    def presses(self, label: str) -> Reply:
        """Press the button that begins so on the screen shown last."""
        return self.taps(next(key.button for key in self.screen.reading_order() if key.label.startswith(label)))

    def taps(self, button: Button) -> Reply:
        """Press a button of an older message."""
        return self._comes(Incoming(0, Kind.PRESS, text=button.pack(), press="1"))

    def edits(self) -> Reply:
        """Edit what was written."""
        return self._comes(Incoming(0, Kind.EDITED))

    def leafs_to(self, label: str) -> None:
        """Go on page by page until there is a button that begins so."""
        while not any(each.startswith(label) for each in self.labels):
            self.presses("Nästa")

    def _comes(self, incoming: Incoming) -> Reply:
        update = next(_UPDATES)
        reply = respond(
            self.unit, self.house, replace(incoming, update=update, chat=self.chat, message=update), self.now
        )
        self.screen = reply.screen or self.screen
        return reply


def coach(unit: Unit, chat: int, programme: str, now: datetime = START) -> Phone:
    """Give the phone of a coach in a programme."""
    person = people.add(unit, chat, "sv")
    people.grant(unit, person.id, [Grant(Role.COACH, programme)])
    return Phone(unit, chat, now)
