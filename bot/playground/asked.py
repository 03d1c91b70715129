"""What a request at the people's or the control door asks for: a JSON object whose values have kinds."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground.values import Json

LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Asked:
    """Named values; one that is missing or of another kind is answered with 400 and what it must be."""

    values: Json

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        return str(self._read(name, "a text", (str,), default))

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        return int(self._read(name, "a whole number", (int,), default))

    def amount(self, name: str) -> float:
        """Return a number."""
        return float(self._read(name, "a number", (int, float), None))

    def _read(self, name: str, meant: str, kinds: tuple[type, ...], default: object) -> Any:  # noqa: ANN401  # of the kinds
        value = self.values.get(name, default)
        # True is 1 for Python, but nobody means it.
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise web.HTTPBadRequest(text=f"{name} must be {meant}")
        return value


async def asked_for(request: web.Request) -> Asked:
    """Return what a request asks for; one without a body asks for nothing in particular."""
    try:
        read = json.loads(await request.text() or "{}")
    except (ValueError, LookupError, RecursionError) as error:
        raise web.HTTPBadRequest(text=f"not JSON: {error}") from None
    if not isinstance(read, dict):
        raise web.HTTPBadRequest(text="a JSON object is expected")
    return Asked(read)


def number_in(request: web.Request, name: str, default: int) -> int:
    """Return a whole number from the address."""
    value = request.query.get(name, str(default))
    if not value.removeprefix("-").isdecimal() or len(value) > LONGEST_NUMBER:
        raise web.HTTPBadRequest(text=f"{name} must be a whole number")
    return int(value)
