"""Reads a YAML file into a definition, and turns every fault into a complaint with file, line and remedy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from flows.model import Definition

_Definition = TypeVar("_Definition", bound=Definition)
_Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Complaint:
    """What is wrong with a file, where, and how to mend it. ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DefinitionsError(Exception):
    """Definitions cannot be used; the complaints say where and how to mend them."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(map(str, complaints)))


@dataclass(frozen=True)
class Source:
    """A file's content with the line on which each part of it begins."""

    file: str
    data: Any
    lines: dict[_Place, int]

    def line(self, place: _Place) -> int:
        """Give the line of a place, or of the nearest part that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_source(path: Path, name: str) -> Source:
    """Read a file.

    :param name: what complaints call the file
    :raises DefinitionsError: if it cannot be read or is not YAML
    """
    try:
        node = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise DefinitionsError((Complaint(name, 1, f"cannot be read ({error.strerror}); check the path"),)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DefinitionsError((_syntax(name, error),)) from error
    lines: dict[_Place, int] = {}
    complaints = tuple(_walk(name, node, (), lines)) if node else ()
    if complaints:
        raise DefinitionsError(complaints)
    return Source(name, _construct(node), lines)


def _construct(node: yaml.Node | None) -> Any:  # noqa: ANN401  # a file can hold anything
    if node is None:
        return None
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _syntax(name: str, error: yaml.YAMLError | UnicodeDecodeError) -> Complaint:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return Complaint(
            name, error.problem_mark.line + 1, f"is not YAML here ({error.problem}); check the indentation"
        )
    return Complaint(name, 1, "is not YAML text in UTF-8; save it again as UTF-8")


def _walk(name: str, node: yaml.Node, place: _Place, lines: dict[_Place, int]) -> Iterator[Complaint]:
    """Note the line of every part; complain of keys written twice, which YAML would silently drop."""
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(name, item, (*place, index), lines)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            if here in lines:
                yield Complaint(name, key.start_mark.line + 1, f"'{key.value}' stands twice; remove one")
            lines[here] = key.start_mark.line + 1
            yield from _walk(name, value, here, lines)


def read_definition(path: Path, name: str, kind: type[_Definition]) -> tuple[_Definition, Source]:
    """Read a file as a definition.

    :raises DefinitionsError: with every fault found
    """
    source = read_source(path, name)
    try:
        return kind.model_validate(source.data), source
    except ValidationError as error:
        raise DefinitionsError(tuple(sorted({_complaint(source, fault) for fault in error.errors()}))) from error


def _complaint(source: Source, fault: ErrorDetails) -> Complaint:
    place = _place_in_file(source, fault["loc"])
    what = str(place[-1]) if place else "the file"
    return Complaint(source.file, source.line(place), _MESSAGES.get(fault["type"], _default)(what, fault))


def _place_in_file(source: Source, place: _Place) -> _Place:
    """Drop the steps that name a kind of question or condition and no part of the file."""
    found: _Place = ()
    for step in place:
        if (*found, step) in source.lines or step == place[-1]:
            found = (*found, step)
    return found


def _default(what: str, fault: ErrorDetails) -> str:
    return f"'{what}': {fault['msg'].removeprefix('Value error, ')}"


_MESSAGES = {
    "missing": lambda what, _: f"'{what}' is missing; add it",
    "extra_forbidden": lambda what, _: f"'{what}' is no name that is known here; correct or remove it",
    "value_error": lambda _, fault: str(fault["msg"]).removeprefix("Value error, "),
    "string_pattern_mismatch": lambda what, fault: (
        f"'{what}' is '{fault['input']}'; write lower case a-z, digits and hyphens, beginning with a letter"
    ),
    "string_too_short": lambda what, _: f"'{what}' is empty; write the text",
    "union_tag_not_found": lambda _, __: "'kind' is missing; write one of choice, scale, text, information",
    "union_tag_invalid": lambda _, fault: (
        f"'{fault['ctx']['tag']}' is no kind of question; write one of {fault['ctx']['expected_tags']}"
    ),
}
