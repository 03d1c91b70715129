"""The house's numbers: short functions, short files, everything public described, every exemption explained."""

import ast
import re
from collections.abc import Iterable, Iterator
from statistics import median

import pytest

from tests.house.source import ROOMS, File, comments, functions, length, nothing, public_parts, python_files

LONGEST_FUNCTION, MEDIAN_FUNCTION = 40, 8
LONGEST_FILE, MEDIAN_FILE = 300, 120

HOUSE = python_files(*ROOMS, "deploy")
EVERYTHING = python_files(*ROOMS, "deploy", "tests")


def too_long_functions(files: Iterable[File]) -> Iterator[str]:
    for file in files:
        for function in functions(file):
            if length(function) > LONGEST_FUNCTION:
                yield file.at(function, f"{function.name} has {length(function)} lines; at most {LONGEST_FUNCTION}")


def too_long_files(files: Iterable[File]) -> Iterator[str]:
    for file in files:
        lines = len(file.text.splitlines())
        if lines > LONGEST_FILE:
            yield f"{file.path}:{lines}: the file has {lines} lines; at most {LONGEST_FILE}"


def undescribed(files: Iterable[File]) -> Iterator[str]:
    for file in files:
        for name, node in public_parts(file):
            assert isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            if not ast.get_docstring(node):
                yield f"{file.path}:{getattr(node, 'lineno', 1)}: {name} has no docstring"


_EXEMPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma|pylint:|mypy:|ruff:|fmt:)")
_EXPLAINED = re.compile(
    r"#\s*(?:noqa|type:\s*ignore|pragma|pylint|mypy|ruff|fmt)[^#]*(?:#\s*(?:noqa|type:\s*ignore)[^#]*)*#\s*\w.{3,}"
)
_BLANKET = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))")


def unexplained(files: Iterable[File]) -> Iterator[str]:
    for file in files:
        for line, comment in comments(file):
            if _EXEMPTION.search(comment) and not _EXPLAINED.search(comment):
                yield f"{file.path}:{line}: say after a second # why the rule does not hold here"
            elif _BLANKET.search(comment):
                yield f"{file.path}:{line}: name the rule that does not hold here"


def test_no_function_is_too_long() -> None:
    nothing(too_long_functions(HOUSE))


def test_no_file_is_too_long() -> None:
    nothing(too_long_files(HOUSE))


def test_the_middle_function_is_short() -> None:
    lengths = {f"{file.path}:{each.lineno} {each.name}": length(each) for file in HOUSE for each in functions(file)}
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:10]
    assert median(lengths.values()) <= MEDIAN_FUNCTION, f"start with {longest}"


def test_the_middle_file_is_short() -> None:
    lengths = {file.path: len(file.text.splitlines()) for file in HOUSE if file.text.strip()}
    longest = sorted(lengths.items(), key=lambda item: -item[1])[:10]
    assert median(lengths.values()) <= MEDIAN_FILE, f"start with {longest}"


def test_everything_public_is_described() -> None:
    nothing(undescribed(HOUSE))


def test_every_exemption_says_which_rule_and_why() -> None:
    nothing(unexplained(EVERYTHING))


LONG = File("bot/a.py", "\n\ndef f():\n" + "    x = 1\n" * 40)


def test_a_long_function_is_caught_and_its_docstring_not_counted() -> None:
    assert list(too_long_functions([LONG])) == ["bot/a.py:3: f has 41 lines; at most 40"]
    described = File("bot/a.py", 'def f():\n    """One.\n\n    Two.\n    """\n' + "    x = 1\n" * 39)
    assert [length(function) for function in functions(described)] == [40]
    assert list(too_long_functions([described])) == []


def test_inner_methods_are_counted_too() -> None:
    nested = File(
        "bot/a.py", "class A:\n    async def f(self):\n        def g():\n            return 1\n        return g\n"
    )
    assert [(each.name, length(each)) for each in functions(nested)] == [("f", 4), ("g", 2)]


def test_a_long_file_is_caught() -> None:
    assert list(too_long_files([File("bot/a.py", "x = 1\n" * 301)])) == [
        "bot/a.py:301: the file has 301 lines; at most 300"
    ]
    assert list(too_long_files([File("bot/a.py", "x = 1\n" * 300)])) == []


def test_what_lacks_a_docstring_is_caught() -> None:
    text = (
        "def f(): ...\ndef _g(): ...\n"
        "class A:\n    def m(self): ...\n    def __str__(self): ...\n"
        "class _B:\n    def n(self): ...\n"
    )
    assert list(undescribed([File("bot/a.py", text)])) == [
        "bot/a.py:1: bot/a.py has no docstring",
        "bot/a.py:1: f has no docstring",
        "bot/a.py:3: A has no docstring",
        "bot/a.py:4: A.m has no docstring",
    ]


_NOQA, _IGNORE, _PRAGMA = "# no" + "qa", "# type: " + "ignore", "# pra" + "gma"


@pytest.mark.parametrize(
    "comment",
    [
        _NOQA,
        f"{_NOQA}: S101",
        f"{_NOQA}  # because we can",
        f"{_IGNORE}[arg-type]",
        _IGNORE,
        f"{_PRAGMA}: no cover",
        f"{_NOQA}: S101 #",
    ],
)
def test_an_exemption_without_reason_or_rule_is_caught(comment: str) -> None:
    (complaint,) = unexplained([File("bot/a.py", f"x = 1\ny = 2  {comment}\n")])
    assert complaint.startswith("bot/a.py:2: ")


@pytest.mark.parametrize(
    "comment",
    [
        f"{_NOQA}: S101  # a reason in words",
        f"{_IGNORE}[arg-type]  # PTB types it loosely",
        f"{_IGNORE}[misc]  {_NOQA}: N801  # the wire's own name",
        f"{_PRAGMA}: no cover  # only on a broken disk",
        "# an ordinary remark",
    ],
)
def test_an_exemption_with_rule_and_reason_passes(comment: str) -> None:
    assert list(unexplained([File("bot/a.py", f"y = 2  {comment}\n")])) == []


def test_text_that_only_looks_like_an_exemption_passes() -> None:
    assert list(unexplained([File("bot/a.py", f'x = "{_NOQA}"\n')])) == []
