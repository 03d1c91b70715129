"""The buttons of follow-ups, own reminders, contact and quiet."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowFollowUps(Button):
    """Show a page of what the coach has to follow up."""

    code: ClassVar[str] = "ul"
    page: int


@dataclass(frozen=True)
class ShowFollowUp(Button):
    """Show one thing to follow up."""

    code: ClassVar[str] = "uo"
    occasion: int


@dataclass(frozen=True)
class FollowUpDone(Button):
    """It is done."""

    code: ClassVar[str] = "ud"
    occasion: int


@dataclass(frozen=True)
class SnoozeFollowUp(Button):
    """Choose until when it waits."""

    code: ClassVar[str] = "us"
    occasion: int


@dataclass(frozen=True)
class SnoozeUntil(Button):
    """Let it wait until a day, as its ordinal."""

    code: ClassVar[str] = "uu"
    occasion: int
    day: int


@dataclass(frozen=True)
class SnoozeUntilTyped(Button):
    """Ask for the day until which it waits."""

    code: ClassVar[str] = "uy"
    occasion: int


@dataclass(frozen=True)
class FollowUpNotRelevant(Button):
    """Ask why it is not relevant."""

    code: ClassVar[str] = "ui"
    occasion: int


@dataclass(frozen=True)
class ChooseHour(Button):
    """Choose when the day's list comes."""

    code: ClassVar[str] = "uh"


@dataclass(frozen=True)
class SetHour(Button):
    """Let the day's list come at this hour."""

    code: ClassVar[str] = "ut"
    hour: int


@dataclass(frozen=True)
class KeepOwn(Button):
    """Keep the own reminder of this number as it was understood."""

    code: ClassVar[str] = "ok"
    number: int


@dataclass(frozen=True)
class ChangeOwn(Button):
    """Write an own reminder once more."""

    code: ClassVar[str] = "oe"
    number: int


@dataclass(frozen=True)
class RemoveOwn(Button):
    """Remove an own reminder."""

    code: ClassVar[str] = "or"
    reminder: int


@dataclass(frozen=True)
class AskContact(Button):
    """As a participant: ask for contact."""

    code: ClassVar[str] = "ka"
    enrolment: int


@dataclass(frozen=True)
class ShowContact(Button):
    """As coach: show a wish for contact."""

    code: ClassVar[str] = "ks"
    task: int


@dataclass(frozen=True)
class TakeContact(Button):
    """As coach: take a wish for contact on."""

    code: ClassVar[str] = "kt"
    task: int


@dataclass(frozen=True)
class FinishContact(Button):
    """As coach: the person has had contact."""

    code: ClassVar[str] = "kf"
    task: int


@dataclass(frozen=True)
class SetSilent(Button):
    """As a participant: hear nothing until further notice, or hear again."""

    code: ClassVar[str] = "q"
    yes: bool


@dataclass(frozen=True)
class RemindTomorrow(Button):
    """As a participant: be reminded of a form tomorrow."""

    code: ClassVar[str] = "rt"
    run: int
