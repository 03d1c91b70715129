"""The buttons of administrators: who has which role, and the audit log."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowStaff(Button):
    """Show a page of the staff."""

    code: ClassVar[str] = "al"
    page: int


@dataclass(frozen=True)
class ShowMember(Button):
    """Show a member of staff."""

    code: ClassVar[str] = "ao"
    member: int


@dataclass(frozen=True)
class AskRemove(Button):
    """Ask whether to take a member's roles away."""

    code: ClassVar[str] = "aa"
    member: int


@dataclass(frozen=True)
class RemoveMember(Button):
    """Take a member's roles away, if they are as they were shown."""

    code: ClassVar[str] = "ar"
    member: int
    mark: int


@dataclass(frozen=True)
class ChooseRole(Button):
    """Choose the role of someone to invite."""

    code: ClassVar[str] = "an"


@dataclass(frozen=True)
class ChooseWhere(Button):
    """Choose where a role, by its place among them, is to hold."""

    code: ClassVar[str] = "aw"
    role: int


@dataclass(frozen=True)
class MakeStaffLink(Button):
    """Get a link to a role; pressed again, the same one: ``after`` is the newest invitation when it was asked for."""

    code: ClassVar[str] = "am"
    role: int
    programme: str
    after: int


@dataclass(frozen=True)
class ShowLog(Button):
    """Show a page of the audit log: the lines before one, or the newest for 0."""

    code: ClassVar[str] = "ag"
    before: int
