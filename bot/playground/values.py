"""Small words that every part of the playground uses: JSON values, refusals, lengths as Telegram counts them."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Described:
    """A method's result with the few words that Telegram says to it."""

    result: object
    description: str


class Refusal(Exception):  # Telegram refuses a call; nothing is wrong with the playground
    """Telegram would refuse this call, with this code, in these words."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class ImpossibleError(Exception):
    """A person could not do this on a phone; the test or page that asked for it is wrong."""


def bad_request(reason: str) -> Refusal:
    """Return the 400 that Telegram answers, for `reason`."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return the 403 that Telegram answers, for `reason`."""
    return Refusal(403, f"Forbidden: {reason}")


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, the way Telegram counts everything."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
