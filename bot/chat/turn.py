"""A turn: one update being answered, inside its unit of work."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.actions.here import Caller, Here
from bot.chat.incoming import Incoming, Kind
from bot.chat.reader import reads
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.house import House
from locales.languages import known
from locales.translator import Translator, translator
from storage import people

_Request = TypeVar("_Request")
_Outcome = TypeVar("_Outcome")


@dataclass(frozen=True)
class Turn:
    """What a handler is given. ``first_time`` is false when the update had its effect before."""

    here: Here
    incoming: Incoming
    first_time: bool

    @property
    def t(self) -> Translator:
        """The translator to the reader's language: the person's, or else the phone's where it is offered."""
        person = self.here.caller.person
        return reads(person) if person else translator(phone_language(self.here.house, self.incoming))

    def once(self, action: Callable[[Here, _Request], _Outcome], request: _Request) -> _Outcome | None:
        """Do an action, unless the update did it before; ``None`` then, and the screen is shown again."""
        return action(self.here, request) if self.first_time else None

    def again(self) -> "Turn":
        """Give the turn with the caller as it is now, after an action that changed who it is."""
        person = people.by_chat(self.here.unit, self.incoming.chat)
        return replace(self, here=replace(self.here, caller=Caller(self.incoming.chat, person)))

    def show(self, screen: Screen, *more: Screen) -> Reply:
        """Answer with a screen: in the pressed message, or in a new one."""
        edit = self.incoming.message if self.incoming.kind is Kind.PRESS else None
        return Reply(screen, edit=edit, more=more)


def phone_language(house: House, incoming: Incoming) -> str:
    """Give the language of the sender's phone where it is offered, else the first one offered."""
    code = known(incoming.phone_language).code
    return code if code in house.languages else house.languages[0]
