"""Reads a YAML file into a definition, and turns every fault into a complaint with file, line and remedy.

Only ``true``, ``false``, whole numbers and emptiness are read as such; all else is the text that stands there. So
``no`` is a word, ``12:30`` a time of day and ``0.75`` exact, which plain YAML would make false, 750 and a float.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from yaml.composer import Composer

from flows.forms.conditions import word
from flows.model import Definition, Place, Problems
from flows.remedies import follows_from_another, sentence

_Definition = TypeVar("_Definition", bound=Definition)


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
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Give the line of a place, or of the nearest part that holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


_WITHOUT_SURPRISES = {
    first: [(tag, re.compile(pattern))]
    for tag, pattern, firsts in (
        ("tag:yaml.org,2002:bool", r"(?:[Tt]rue|[Ff]alse)$", "tTfF"),
        ("tag:yaml.org,2002:int", r"-?(?:0|[1-9][0-9]*)$", "-0123456789"),
        ("tag:yaml.org,2002:null", r"(?:~|null|)$", ("~", "n", "")),
        ("tag:yaml.org,2002:merge", r"<<$", "<"),
    )
    for first in firsts
}
"""What is read as other than text (see the module)."""


class _Loader(yaml.SafeLoader):
    """Strict, and says best what is wrong."""

    yaml_implicit_resolvers = _WITHOUT_SURPRISES


class _FastLoader(Composer, yaml.CSafeLoader):
    """Parses seven times as fast, by libyaml; composes in Python, which deep nesting cannot crash."""

    yaml_implicit_resolvers = _WITHOUT_SURPRISES

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


def read_definition(
    path: Path, name: str, kind: type[_Definition], shared: object = None
) -> tuple[_Definition, Source]:
    """Read a file as a definition.

    :param name: what complaints call the file
    :param shared: what its parts may stand in for by name
    :raises DefinitionsError: with every fault found
    """
    source = read_source(path, name)
    try:
        return kind.model_validate(source.data, context=shared), source
    except ValidationError as error:
        complaints = {complaint for fault in error.errors() for complaint in _complaints(source, fault)}
        raise DefinitionsError(tuple(sorted(complaints))) from error


def read_source(path: Path, name: str) -> Source:
    """Read a file.

    :param name: what complaints call the file
    :raises DefinitionsError: if it cannot be read or is not YAML
    """
    try:
        return _parse(path.read_text("utf-8"), name)
    except OSError as error:
        raise DefinitionsError((Complaint(name, 1, f"cannot be read ({error.strerror}); check the path"),)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DefinitionsError((Complaint(name, line, "is not UTF-8 here; save the file again as UTF-8"),)) from error
    except RecursionError as error:
        message = "holds itself, or is nested too deep; write it out with fewer levels"
        raise DefinitionsError((Complaint(name, 1, message),)) from error


def _parse(text: str, name: str) -> Source:
    if not _LAX & set(text):
        with suppress(yaml.YAMLError):
            return _load(_FastLoader, text, name)
    try:
        return _load(_Loader, text, name)
    except yaml.YAMLError as error:
        raise DefinitionsError((_syntax(name, text, error),)) from error


_LAX = {"\t", "\ufeff"}
"""Where these stand inside a text, libyaml does not complain."""


def _load(kind: type[_Loader | _FastLoader], text: str, name: str) -> Source:
    lines: dict[Place, int] = {}
    try:
        loader = kind(text)
        node = loader.get_single_node()
        complaints = tuple(_walk(name, node, (), lines)) if node else ()
        data = loader.construct_document(node) if node else None
    except (ValueError, KeyError) as error:
        message = "holds a tag (a word after !!) that does not fit its value; remove the tag"
        raise DefinitionsError((Complaint(name, 1, message),)) from error
    if complaints:
        raise DefinitionsError(complaints)
    return Source(name, data, lines)


def _walk(name: str, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Iterator[Complaint]:
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


def _syntax(name: str, text: str, error: yaml.YAMLError) -> Complaint:
    """Say in everyday words why a file is not YAML."""
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Complaint(name, line, "holds an invisible character that YAML forbids; write the line anew")
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    problem = str(getattr(error, "problem", error))
    remedy = next((remedy for sign, remedy in _SYNTAX_REMEDIES.items() if sign in problem), _INDENTATION)
    return Complaint(name, mark.line + 1 if mark else 1, f"is not YAML here ({problem}); {remedy}")


_INDENTATION = "check the indentation and the quotes here and on the line before"
_SYNTAX_REMEDIES = {
    "'\\t'": "write spaces instead of the tab",
    "mapping values are not allowed": "put a text that holds a colon in quotes, or check the indentation",
    "another document": "keep one definition in each file, without a line of ---",
    "undefined alias": "put a text that begins with * in quotes",
    "constructor for the tag": "remove the tag, the word after !",
    "unhashable key": "write a plain word as the name",
}


def _complaints(source: Source, fault: ErrorDetails) -> Iterator[Complaint]:
    if follows_from_another(fault):
        return
    place = _place_in_file(source.data, fault["loc"])
    error = fault.get("ctx", {}).get("error")
    if isinstance(error, Problems):
        for inner, message in error.found:
            yield Complaint(source.file, source.line((*place, *inner)), message)
        return
    missing = fault["loc"][-1:] if fault["type"] == "missing" else ()
    yield Complaint(source.file, source.line(place), sentence(_called((*place, *missing)), fault))


def _place_in_file(data: Any, steps: Place) -> Place:  # noqa: ANN401  # a file can hold anything
    """Leave out the steps that name a kind of question or of condition, or a type, and no part of the file."""
    place: list[str | int] = []
    arrived = True
    for step in steps:
        if arrived and step in (_kind(data), word(data)):
            arrived = False
        elif isinstance(data, dict) and step in data:
            data, arrived = data[step], True
            place.append(str(step))
        elif isinstance(data, list) and isinstance(step, int):
            data, arrived = data[step], True
            place.append(step)
    return tuple(place)


def _kind(data: object) -> object:
    return data.get("kind") if isinstance(data, dict) else None


def _called(place: Place) -> str:
    """Call a part by its name, or by its number in the list that has the name."""
    match place:
        case (*_, str(name), int(index)):
            return f"item {index + 1} of '{name}'"
        case (*_, last):
            return f"'{last}'"
        case _:
            return "the file"
