"""The buttons of what is noted for the report in one's own words."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowNotes(Button):
    """Show a page of a quarter's notes; ``back`` is how many quarters ago it was."""

    code: ClassVar[str] = "nl"
    programme: str
    back: int
    page: int


@dataclass(frozen=True)
class ShowNote(Button):
    """Show a note."""

    code: ClassVar[str] = "no"
    note: int


@dataclass(frozen=True)
class ChangeNote(Button):
    """Ask for a note's new words, its day, or how many came."""

    code: ClassVar[str] = "nc"
    note: int
    part: str


@dataclass(frozen=True)
class RemoveNote(Button):
    """Ask whether to remove a note, or remove it."""

    code: ClassVar[str] = "nr"
    note: int
    is_sure: bool
