"""Sentences that the core says: a Swedish message with its values, put into the reader's language by the face."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True)
class Said:
    """A sentence of the catalogue and what its placeholders stand for."""

    message: str
    values: Mapping[str, "Word"]

    @classmethod
    def __get_pydantic_core_schema__(cls, _: type, __: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic write it as JSON and read it: each value with its type, for a share is no text."""
        return core_schema.no_info_plain_validator_function(
            _read, serialization=core_schema.plain_serializer_function_ser_schema(_written)
        )


@dataclass(frozen=True)
class Quote:
    """What somebody wrote: shown as it stands, in every language."""

    text: str


Word: TypeAlias = str | int | Fraction | date | Said | Quote | tuple["Word", ...]
"""A text to translate, a number, a share, a day, a sentence, a quotation, or a list of such."""


def marked(message: str) -> str:
    """Mark a sentence that stands in a table for translation; gives it back as it is."""
    return message


def said(message: str, /, **values: Word) -> Said:
    """Say a sentence, its ``{name}`` filled later."""
    return Said(message, values)


def _written(word: Word) -> Any:  # noqa: ANN401  # JSON
    match word:
        case Said():
            return {"message": word.message, "values": {name: _written(each) for name, each in word.values.items()}}
        case Quote():
            return {"quote": word.text}
        case tuple():
            return [_written(each) for each in word]
        case Fraction():
            return {"share": str(word)}
        case date():
            return {"day": word.isoformat()}
    return word


def _read(written: Any) -> Any:  # noqa: ANN401  # JSON, and a sentence as it is
    match written:
        case {"message": message, "values": values}:
            return Said(message, {name: _read(each) for name, each in values.items()})
        case {"quote": text}:
            return Quote(text)
        case {"share": share}:
            return Fraction(share)
        case {"day": day}:
            return date.fromisoformat(day)
        case [*several]:
            return tuple(map(_read, several))
    return written
