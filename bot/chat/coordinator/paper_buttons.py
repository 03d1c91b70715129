"""The buttons of paper answers in a file."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class EmptyForm(Button):
    """Send an empty file with the right columns of the form that is waited for."""

    code: ClassVar[str] = "qe"


@dataclass(frozen=True)
class CountIn(Button):
    """Count the answers of the file that came with an update."""

    code: ClassVar[str] = "qc"
    update: int


@dataclass(frozen=True)
class LeaveOut(Button):
    """Let the answers of the file go that came with an update."""

    code: ClassVar[str] = "ql"
    update: int
