"""The base of every definition: frozen, exact, and versioned by content."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
"""A name used in files, figures and exports: lower case a-z, digits and hyphens, at most 40 characters."""

ProgrammeKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
"""A programme's key, which may begin with a digit as some programmes' names do."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A sentence in Swedish, the source language; it is also the catalogue's message id."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number; neither a number in quotes nor ``true``."""

Place: TypeAlias = tuple[str | int, ...]
"""Where in a definition something stands: names, and indexes from 0, from the outside in."""


class Problems(ValueError):
    """What makes a definition unusable as a whole, each problem with its place."""

    def __init__(self, found: Iterable[tuple[Place, str]]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(message for _, message in self.found))


class Definition(BaseModel):
    """Something written in a definition file: never changed once read, and without unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits of the content's SHA-256: the same content is the same version everywhere."""
        return self.version_without()

    def __copy__(self) -> Self:
        """Copy what is written; a copy may be changed, so its version is its own."""
        copied = super().__copy__()
        copied.__dict__.pop("version", None)
        return copied

    def version_without(self, *names: str) -> str:
        """Give the version of the content apart from some of its fields.

        Fields left at their default do not count, so that a new kind of field leaves old versions as they are.
        """
        content = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(names))
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def doubled(of: tuple[str, str], keys: Sequence[str], other: str = "key") -> Iterator[tuple[Place, str]]:
    """Complain of keys that stand twice.

    :param of: the list's name, and the field that holds the key
    :param other: what can be changed to tell two apart
    """
    part, field = of
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield (part, index, field), f"'{key}' stands twice in {part}; remove one or give it another {other}"
