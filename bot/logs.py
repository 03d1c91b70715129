"""Log lines: what happened, never what was said; what gets into a line all the same is covered on its way out.

Libraries are silent (``bot.discreet``), and our own lines name classes and counts. Should a secret get into one, it is
covered: the known ones wherever they stand, and whatever has the shape of a token or of a link's payload.
"""

import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any, Literal

import structlog

from bot.discreet import silence_libraries

COVER = "▇▇▇"
_SHAPES = re.compile(r"\d{5,}:[\w-]{20,}|(?<=start=)[\w-]{1,64}|(?<![\w/-])[\w-]{32,}=?", re.ASCII)
"""A token; the payload of a link; and any word as long as a payload or a key that is no part of a path."""


def set_up_logs(form: Literal["console", "json"], secrets: Iterable[str] = ()) -> None:
    """Write our own lines to standard error and nobody else's anywhere.

    :param secrets: what must not stand in any line
    """
    silence_libraries()
    renderer = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,  # the number of the request that a line belongs to
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            Covering(secrets),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,  # lines are few, and a logger that was used before obeys what is set up later
    )


class Covering:
    """Covers secrets in a line, and leaves of an exception its class."""

    def __init__(self, secrets: Iterable[str]) -> None:
        """Take the secrets; of a token also the part that is secret alone."""
        parts = {part for secret in secrets for part in (secret, secret.partition(":")[2]) if part}
        longest_first = sorted(parts, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if parts else None

    def __call__(self, _: object, __: str, line: MutableMapping[str, Any]) -> dict[str, Any]:
        """Give the line as it may be written."""
        raised = line.pop("exc_info", None)
        line.pop("stack_info", None)
        if raised:
            line["error"] = _class_of(raised)
        return {name: self._covered(value) for name, value in line.items()}

    def _covered(self, value: object) -> object:
        """Cover what may not be seen. A value that is no plain one is told by its class alone."""
        if isinstance(value, BaseException):
            return type(value).__name__
        if value is None or isinstance(value, int | float):
            return value
        text = str(value)
        return _SHAPES.sub(COVER, self._known.sub(COVER, text) if self._known else text)


def _class_of(raised: object) -> str:
    error = raised if isinstance(raised, BaseException) else sys.exc_info()[1]
    return type(error).__name__
