"""The parameters of a call, whichever way they came: query, form, JSON or multipart."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.values import Json, bad_request


@dataclass(frozen=True)
class Upload:
    """A file that the bot sent along."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class Parameters:
    """Named values, each read as the kind that the method expects."""

    values: Json
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        """Return a text, empty if it is not there."""
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def flag(self, name: str) -> bool:
        """Return a yes or no, written the way a form or JSON writes it."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as the default, as with Telegram."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def tree(self, name: str) -> Any:  # noqa: ANN401  # JSON as it came
        """Return a JSON value, None if it is not there; raises Refusal for what is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        with contextlib.suppress(ValueError):
            return json.loads(value)
        raise bad_request(f"can't parse {SPOKEN.get(name, name)} JSON object")

    def mapping(self, name: str) -> Json:
        """Return a JSON object, empty if it is not there."""
        value = self.tree(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {SPOKEN.get(name, name)}")
        return value or {}


SPOKEN = {"reply_markup": "reply markup", "reply_parameters": "reply parameters", "allowed_updates": "allowed updates"}
