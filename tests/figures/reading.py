"""A coordinator who reads figures in the chat, in one unit of work: every button can be pressed, nothing is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.chat.button import Button
from bot.chat.buttons import Cancel
from bot.chat.coach.coach_buttons import Fill
from bot.chat.coordinator.event_buttons import OpenEvent
from bot.chat.coordinator.note_buttons import ChangeNote, RemoveNote
from bot.chat.coordinator.paper_buttons import EmptyForm
from bot.chat.coordinator.report_buttons import AskFile, ChoosePeriod, MarkSent, NewEdition, WriteAnalysis
from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import respond
from bot.chat.screen import Screen
from storage import people
from storage.people import Grant, Role
from storage.unit import Unit
from tests.figures.answering import HOUSE, SUMMER
from tests.screens.page import shown

CHAT = 7
_MOST_SCREENS = 600
ACTING = (
    AskFile,
    Cancel,
    ChangeNote,
    ChoosePeriod,
    RemoveNote,
    EmptyForm,
    Fill,
    MarkSent,
    NewEdition,
    OpenEvent,
    WriteAnalysis,
)
"""Buttons that do something, or by which coordinators say something themselves, rather than look at it."""


@dataclass
class Reader:
    """Someone with a role in some programmes, or in all."""

    unit: Unit
    programmes: tuple[str, ...] = ("",)
    now: datetime = SUMMER
    language: str = "sv"
    chat: int = CHAT
    role: Role = Role.COORDINATOR
    _updates: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        person = people.add(self.unit, self.chat, self.language)
        people.grant(self.unit, person.id, [Grant(self.role, each) for each in self.programmes])

    def say(self, text: str) -> Screen:
        """Write something; give the screen that answers."""
        command, *rest = text[1:].split(maxsplit=1) if text.startswith("/") else ("", text)
        return self._screen(Kind.COMMAND if command else Kind.TEXT, "".join(rest), command)

    def press(self, button: Button) -> Screen:
        """Press a button; give the screen that it leads to."""
        return self._screen(Kind.PRESS, button.pack())

    def toast(self, button: Button) -> str:
        """Press a button that shows nothing new; give what is told for a moment."""
        return self.reply(Kind.PRESS, button.pack()).toast

    def reply(self, kind: Kind, text: str, command: str = "") -> Reply:
        update = self.chat * 1000 + next(self._updates)
        incoming = Incoming(update, kind, self.chat, 1, text, command, press="1" if kind is Kind.PRESS else "")
        return respond(self.unit, HOUSE, incoming, self.now)

    def _screen(self, kind: Kind, text: str, command: str = "") -> Screen:
        reply = self.reply(kind, text, command)
        assert reply.screen, reply
        return reply.screen

    def labelled(self, screen: Screen, label: str) -> Screen:
        """Press the button with this label."""
        button = screen.labelled(label)
        assert button, (label, screen)
        return self.press(button)

    def everything(self, *begun: str | Button, letters: Mapping[str, Screen] | None = None) -> dict[str, Screen]:
        """Press every button that any of these leads to but those of ``ACTING``; give all screens, by how each came.

        :param letters: screens that came unasked
        """
        found = {each if isinstance(each, str) else each.pack(): self._begun(each) for each in begun}
        found |= letters or {}
        waiting = list(found.values())
        while waiting:
            for key in waiting.pop().reading_order():
                if (reached := key.button.pack()) not in found and not isinstance(key.button, ACTING):
                    new = self._shown(reached)
                    found |= new
                    waiting += new.values()
                    assert len(found) < _MOST_SCREENS
        return found

    def _begun(self, by: str | Button) -> Screen:
        return self.say(by) if isinstance(by, str) else self.press(by)

    def _shown(self, data: str) -> dict[str, Screen]:
        """Press a button; give its screen, and its picture as what is read below it."""
        reply = self.reply(Kind.PRESS, data)
        assert reply.screen, data
        below = {f"{data} picture": Screen(reply.picture.caption, reply.picture.rows)} if reply.picture else {}
        return {data: reply.screen, **below}


def words(screen: Screen) -> str:
    """Give a screen as it is read, with plain spaces."""
    return shown(screen.text).replace("\u00a0", " ")
