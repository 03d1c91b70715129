"""The buttons of recording a person's facts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowFacts(Button):
    """Show a page of a person's facts."""

    code: ClassVar[str] = "wl"
    enrolment: int
    page: int


@dataclass(frozen=True)
class AskFact(Button):
    """Ask for a fact about a person, by its key."""

    code: ClassVar[str] = "wq"
    enrolment: int
    fact: str


@dataclass(frozen=True)
class SetFact(Button):
    """Record a fact, named by its version: one that was rewritten since is not taken for another."""

    code: ClassVar[str] = "ws"
    enrolment: int
    fact: str
    value: str


@dataclass(frozen=True)
class ShowWorksheet(Button):
    """Show a closed person's worksheet once more."""

    code: ClassVar[str] = "wu"
    enrolment: int
