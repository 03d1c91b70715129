"""The buttons of coaches: dialogues, the list of people, a person's card. A ``mark`` tells whether it was changed."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class Fill(Button):
    """Answer a step of a dialogue."""

    code: ClassVar[str] = "f"
    kind: str
    subject: int
    step: str
    value: str


@dataclass(frozen=True)
class ShowPeople(Button):
    """Show a page of the coach's people."""

    code: ClassVar[str] = "pl"
    page: int


@dataclass(frozen=True)
class ShowPerson(Button):
    """Show a person's card."""

    code: ClassVar[str] = "pp"
    enrolment: int


@dataclass(frozen=True)
class SetEnd(Button):
    """Ask for the planned end."""

    code: ClassVar[str] = "pe"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class Extend(Button):
    """Move the planned end some months on."""

    code: ClassVar[str] = "px"
    enrolment: int
    mark: int
    months: int


@dataclass(frozen=True)
class SetPaused(Button):
    """Let an enrolment rest, or go on."""

    code: ClassVar[str] = "pz"
    enrolment: int
    mark: int
    paused: bool


@dataclass(frozen=True)
class MoveWhere(Button):
    """Choose another coach for a person."""

    code: ClassVar[str] = "pm"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class MoveTo(Button):
    """Give a person to this coach."""

    code: ClassVar[str] = "pt"
    enrolment: int
    mark: int
    coach: int


@dataclass(frozen=True)
class ShowLink(Button):
    """Show a person's unused link again."""

    code: ClassVar[str] = "ps"
    enrolment: int


@dataclass(frozen=True)
class NewLink(Button):
    """Make a new link for a person, in place of an unused one."""

    code: ClassVar[str] = "pn"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class RevokeLink(Button):
    """Let a person's unused link work no longer."""

    code: ClassVar[str] = "pr"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class GivePlace(Button):
    """Let a person on the waiting list begin."""

    code: ClassVar[str] = "pw"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class AskErase(Button):
    """Ask whether to erase a person."""

    code: ClassVar[str] = "pa"
    enrolment: int


@dataclass(frozen=True)
class ErasePerson(Button):
    """Erase a person."""

    code: ClassVar[str] = "pd"
    enrolment: int
    mark: int


@dataclass(frozen=True)
class ShowStandIn(Button):
    """Show who stands in for the coach, or choose someone."""

    code: ClassVar[str] = "pv"


@dataclass(frozen=True)
class ChooseStandIn(Button):
    """Let this colleague stand in; the last day is asked for."""

    code: ClassVar[str] = "pq"
    colleague: int


@dataclass(frozen=True)
class EndStandIn(Button):
    """End the coach's stand-in."""

    code: ClassVar[str] = "pu"


@dataclass(frozen=True)
class SamePerson(Button):
    """As participant: say whether a second link to the same programme is for the same person."""

    code: ClassVar[str] = "sp"
    word: str
    yes: bool
