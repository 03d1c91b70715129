"""A button: a type per kind, which packs itself into Telegram's 64 bytes and is parsed before any handler sees it.

What comes back is a person's input like any other: it is parsed strictly, and looked up by owner and id in actions.
"""

from dataclasses import dataclass, fields
from typing import ClassVar

MOST_BYTES = 64

_TYPES: dict[str, "type[Button]"] = {}


class Malformed(ValueError):
    """The data is no button of ours."""


@dataclass(frozen=True)
class Button:
    """The base of all kinds of button."""

    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        """Make the kind known to ``parse``, once."""
        if cls.code in _TYPES:
            raise ValueError(cls.code)
        _TYPES[cls.code] = cls

    def pack(self) -> str:
        """Write the button for Telegram, as ``code:field:field``."""
        values = (str(int(value) if isinstance(value, bool) else value) for value in vars(self).values())
        return ":".join((self.code, *values))


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
    if kind is bool and text not in {"0", "1"}:
        raise Malformed(text)
    return text == "1" if kind is bool else int(text)
