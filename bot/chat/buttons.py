"""Buttons: a type per button, which packs itself into Telegram's 64 bytes and is parsed before any handler sees it.

What comes back is a person's input like any other: it is parsed strictly, and looked up by owner and id in actions.
"""

from dataclasses import astuple, dataclass, fields
from typing import ClassVar, TypeVar

MOST_BYTES = 64

_Type = TypeVar("_Type", bound="type[Button]")
_TYPES: dict[str, "type[Button]"] = {}


class Malformed(ValueError):
    """The data is no button of ours."""


@dataclass(frozen=True)
class Button:
    """The base of all buttons."""

    code: ClassVar[str]

    def pack(self) -> str:
        """Write the button for Telegram, as ``code:field:field``."""
        return ":".join(
            [self.code, *(str(int(field) if isinstance(field, bool) else field) for field in astuple(self))]
        )


def registered(cls: _Type) -> _Type:
    """Let a type of button be parsed; its code must be its own."""
    if cls.code in _TYPES:
        raise ValueError(cls.code)
    _TYPES[cls.code] = cls
    return cls


def parse(data: str) -> Button:
    """Read a button.

    :raises Malformed: if it is none of ours
    """
    code, *values = data.split(":")
    kind = _TYPES.get(code)
    if kind is None or len(values) != len(fields(kind)):
        raise Malformed(code)
    return kind(*(_value(field.type, value) for field, value in zip(fields(kind), values, strict=True)))


_MOST_DIGITS = 15  # more would not fit SQLite's integers


def _value(kind: object, text: str) -> str | int | bool:
    if kind is str:
        return text
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise Malformed(text)
    return text == "1" if kind is bool else int(text)


def types() -> tuple[type[Button], ...]:
    """Give all types of button."""
    return tuple(_TYPES.values())


@registered
@dataclass(frozen=True)
class ChooseLanguage(Button):
    """Read in this language from now on; with a link's payload, also use the link."""

    code: ClassVar[str] = "l"
    language: str
    word: str


@registered
@dataclass(frozen=True)
class AcceptRole(Button):
    """Become staff by a link."""

    code: ClassVar[str] = "sb"
    word: str


@registered
@dataclass(frozen=True)
class TakePart(Button):
    """Take part in the programme, or not."""

    code: ClassVar[str] = "tp"
    enrolment: int
    yes: bool


@registered
@dataclass(frozen=True)
class ShowPrivacy(Button):
    """Read what is kept before choosing."""

    code: ClassVar[str] = "pi"
    enrolment: int


@registered
@dataclass(frozen=True)
class ShowTakingPart(Button):
    """Back to the question of taking part."""

    code: ClassVar[str] = "tq"
    enrolment: int


@registered
@dataclass(frozen=True)
class Begin(Button):
    """Begin a form, or take it up again."""

    code: ClassVar[str] = "b"
    run: int


@registered
@dataclass(frozen=True)
class Choose(Button):
    """Answer a question with its option of this place."""

    code: ClassVar[str] = "a"
    run: int
    index: int
    option: int


@registered
@dataclass(frozen=True)
class Decline(Button):
    """Choose not to answer a question."""

    code: ClassVar[str] = "d"
    run: int
    index: int


@registered
@dataclass(frozen=True)
class Read(Button):
    """An information card was read."""

    code: ClassVar[str] = "r"
    run: int
    index: int


@registered
@dataclass(frozen=True)
class Back(Button):
    """See the question before this one again."""

    code: ClassVar[str] = "z"
    run: int
    index: int


@registered
@dataclass(frozen=True)
class Change(Button):
    """See an answered question again, from the review."""

    code: ClassVar[str] = "c"
    run: int
    index: int


@registered
@dataclass(frozen=True)
class KeepAnswer(Button):
    """Leave an answer seen again as it was."""

    code: ClassVar[str] = "k"
    run: int


@registered
@dataclass(frozen=True)
class SendIn(Button):
    """Send the form in."""

    code: ClassVar[str] = "s"
    run: int


@registered
@dataclass(frozen=True)
class Pause(Button):
    """Leave the form for now."""

    code: ClassVar[str] = "p"
    run: int


@registered
@dataclass(frozen=True)
class Try(Button):
    """As staff: see a question of a form as a participant would; nothing is kept."""

    code: ClassVar[str] = "t"
    programme: str
    form: int
    index: int


@registered
@dataclass(frozen=True)
class Erase(Button):
    """Erase what is kept about the person, or keep it."""

    code: ClassVar[str] = "e"
    yes: bool


@registered
@dataclass(frozen=True)
class Hide(Button):
    """Take the message out of the chat."""

    code: ClassVar[str] = "h"


@registered
@dataclass(frozen=True)
class CloseWho(Button):
    """As coach: close this enrolment."""

    code: ClassVar[str] = "cw"
    enrolment: int


@registered
@dataclass(frozen=True)
class CloseList(Button):
    """As coach: show a page of those who can be closed."""

    code: ClassVar[str] = "cl"
    page: int


@registered
@dataclass(frozen=True)
class StatusOf(Button):
    """As coordinator: show a programme's status."""

    code: ClassVar[str] = "so"
    programme: str


@registered
@dataclass(frozen=True)
class Cancel(Button):
    """Leave what was begun undone."""

    code: ClassVar[str] = "x"
