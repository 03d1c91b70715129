"""Finds the sentences that people read: in the code by ``t``, ``t.plural`` and ``marked``, and in the definitions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.catalogue import read_shared
from flows.forms.indicators import INDICATORS_FILE, SharedIndicators
from flows.forms.questionnaire import Questionnaire
from flows.model import Definition
from flows.programme import Programme
from flows.shared import FACTS_FILE, GOALS_FILE, SharedFacts, SharedGoals
from flows.texts import labels, participants_texts, plurals, texts
from flows.yaml_file import Source, read_definition
from locales.audience import speak_to_participants
from locales.placeholders import names

_ROOMS = ("bot", "flows", "storage")
_KINDS: dict[str, type[Definition]] = {
    FACTS_FILE: SharedFacts,
    GOALS_FILE: SharedGoals,
    INDICATORS_FILE: SharedIndicators,
    "questionnaires/*.yaml": Questionnaire,
    "programmes/*.yaml": Programme,
}
_SENTENCES = {"t": 1, "marked": 1, "said": 1, "plural": 2}
"""How many of a call's arguments are sentences, by the last name of what is called."""

_COUNT = "{n} "
"""What stands before a unit in its sentences, and not in the file."""


@dataclass(frozen=True, order=True)
class Sentence:
    """A Swedish sentence and where it stands; ``many`` is its plural. ``line`` counts from 1."""

    file: str
    line: int
    message: str
    many: str | None = None
    is_label: bool = False
    """Whether it stands on a button, where there is little room."""
    is_participants: bool = False
    """Whether participants meet it."""


@dataclass(frozen=True, order=True)
class Fault:
    """A call that cannot be translated, and how to mend it."""

    file: str
    line: int
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.remedy}"


def sentences(root: Path) -> tuple[Sentence, ...]:
    """Give every sentence of the rooms under a folder, in the order of files and lines.

    :raises DefinitionsError: if a definition cannot be read
    :raises SyntaxError: if a module cannot be read
    """
    return tuple(sorted({*_in_code(root), *_in_definitions(root)}))


def faults(root: Path) -> tuple[Fault, ...]:
    """Give every call in the code whose sentence cannot be found or filled."""
    return tuple(fault for file, source in _python_files(root) for fault in faults_in_python(source, file))


def _in_code(root: Path) -> Iterator[Sentence]:
    files = speak_to_participants(root)
    for file, source in _python_files(root):
        for sentence in sentences_in_python(source, file):
            yield replace(sentence, is_participants=file in files)


def _python_files(root: Path) -> Iterator[tuple[str, str]]:
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            yield path.relative_to(root).as_posix(), path.read_text("utf-8")


def _in_definitions(root: Path) -> Iterator[Sentence]:
    folder = root / "flows" / "definitions"
    shared = read_shared(folder)
    for pattern, kind in _KINDS.items():
        for path in sorted(folder.glob(pattern)):
            definition, source = read_definition(path, path.relative_to(root).as_posix(), kind, shared)
            yield from sentences_in_definition(definition, source)


def sentences_in_definition(definition: Definition, source: Source) -> Iterator[Sentence]:
    """Give a definition's sentences; one that stands several times is given with each of its lines in turn.

    What it shares with others is not written in it, and left to the file that holds it.
    """
    on_buttons, participants = frozenset(labels(definition)), frozenset(participants_texts(definition))
    many = plurals(definition)
    lines: dict[str, list[int]] = {}
    for text, line in _written(source.data, source, ()):
        lines.setdefault(text, []).append(line)
    for text in texts(definition):
        here = lines.get(many.get(text, text).removeprefix(_COUNT))
        if here:
            line = here.pop(0) if len(here) > 1 else here[0]
            yield Sentence(source.file, line, text, many.get(text), text in on_buttons, text in participants)


def _written(data: Any, source: Source, place: tuple[str | int, ...]) -> Iterator[tuple[str, int]]:  # noqa: ANN401  # a file can hold anything
    """Give every text of a file and its line."""
    match data:
        case str():
            yield data.strip(), source.line(place)
        case dict():
            for key, value in data.items():
                yield from _written(value, source, (*place, str(key)))
        case list():
            for index, value in enumerate(data):
                yield from _written(value, source, (*place, index))


def sentences_in_python(source: str, file: str) -> Iterator[Sentence]:
    """Give the sentences that a module's calls name literally; both, where one of two is chosen in the call."""
    on_buttons = _on_buttons(source, file)
    for call, arguments in _calls(source, file):
        literals = [tuple(_literals(argument)) for argument in arguments]
        is_label = (call.lineno, call.col_offset) in on_buttons
        many = literals[1] if _called(call) == "plural" else (None,) * len(literals[0])
        for one, more in zip(literals[0], many, strict=False):
            if one:
                yield Sentence(file, call.lineno, one, more, is_label)


def _on_buttons(source: str, file: str) -> frozenset[tuple[int, int]]:
    """Give the places of the calls that make what stands on a button: the first thing that a ``Key`` is given."""
    return frozenset(
        (part.lineno, part.col_offset)
        for node in _every_call(source, file)
        if _called(node) == "Key" and node.args
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.Call)
    )


def faults_in_python(source: str, file: str) -> Iterator[Fault]:
    """Give the calls whose sentence is put together, or whose placeholders get no value."""
    for call, arguments in _calls(source, file):
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in arguments):
            yield Fault(file, call.lineno, "write the sentence in one piece, with {name} for what varies")
        missing = _placeholders(arguments) - _given(call)
        if missing and _called(call) != "marked" and not _passes_on(call):
            yield Fault(file, call.lineno, f"give the sentence a value for {', '.join(sorted(missing))}")


def _calls(source: str, file: str) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Give the calls that translate or mark, each with the arguments that are sentences."""
    for node in _every_call(source, file):
        wanted = _SENTENCES.get(_called(node), 0)
        if wanted and len(node.args) >= wanted:
            yield node, node.args[:wanted]


@lru_cache(1024)
def _every_call(source: str, file: str) -> tuple[ast.Call, ...]:
    """Give the calls of a module: every module is looked at for its sentences, and again for its faults."""
    return tuple(node for node in ast.walk(ast.parse(source, file)) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) if name != "plural":
            return name
        case ast.Attribute(attr=name):
            return name
    return ""


def _literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(sentence)):
            yield sentence
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)


def _placeholders(arguments: list[ast.expr]) -> frozenset[str]:
    return frozenset(name for argument in arguments for literal in _literals(argument) for name in names(literal))


def _given(call: ast.Call) -> frozenset[str]:
    given = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
    return given | {"n"} if _called(call) == "plural" else given


def _passes_on(call: ast.Call) -> bool:
    """Whether values are passed on as ``**values``, so that their names cannot be known here."""
    return any(keyword.arg is None for keyword in call.keywords)
