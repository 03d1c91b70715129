"""The buttons of events, as coordinators see them."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowEvents(Button):
    """Show a page of the events of a programme, or of all that the person may look at (``programme`` empty)."""

    code: ClassVar[str] = "vl"
    programme: str
    page: int


@dataclass(frozen=True)
class ShowEvent(Button):
    """Show what came of an event."""

    code: ClassVar[str] = "vo"
    event: int


@dataclass(frozen=True)
class OpenEvent(Button):
    """Open a new event."""

    code: ClassVar[str] = "vn"


@dataclass(frozen=True)
class ShowEventLink(Button):
    """Show an event's link once more."""

    code: ClassVar[str] = "vq"
    event: int
