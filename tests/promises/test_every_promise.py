"""Every promise has its modules, and each module a test that shows it to fail: README.md, held against the tests."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent
PROMISES = tuple(f"P{number}" for number in range(1, 15))


class Row(NamedTuple):
    """A line of the table."""

    promise: str
    module: str
    twin: str
    size: str


def rows(text: str) -> tuple[Row, ...]:
    lines = (line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| P\d+ ", line))
    return tuple(Row(*line) for line in lines)


@cache
def sizes_in(module: str) -> dict[str, str]:
    """Give a module's tests, and in which size each runs."""
    tree = ast.parse((HERE / f"{module}.py").read_text("utf-8"))
    tests = [each for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {
        each.name: "make proof"
        if any("mark.proof" in ast.unparse(mark) for mark in each.decorator_list)
        else "every size"
        for each in tests
    }


def amiss(found: tuple[Row, ...]) -> list[str]:
    """Say what is wrong with the table."""
    modules = {file.stem for file in HERE.glob("test_p[0-9][0-9]_*.py")}
    named = {row.module for row in found}
    return [
        *(f"{module} has no line" for module in sorted(modules - named)),
        *(f"{module} is gone" for module in sorted(named - modules)),
        *(f"{promise} has no proof" for promise in PROMISES if promise not in {row.promise for row in found}),
        *(
            f"{row} is another promise's"
            for row in found
            if not row.module.startswith(f"test_p{int(row.promise[1:]):02}_")
        ),
        *(f"{row.twin} runs not in {row.size}" for row in found if not _runs_in(row)),
    ]


def _runs_in(row: Row) -> bool:
    module, _, name = row.twin.partition("::")
    is_there = (HERE / f"{module}.py").is_file()
    return is_there and sizes_in(module).get(name) == row.size


def test_every_promise_is_proved_and_every_proof_shown_to_fail() -> None:
    assert amiss(rows((HERE / "README.md").read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ("P14", "P13", "P14 has no proof"),
        ("::test_it_has_if_ids_are_not_kept", "::test_gone", "test_p02_once::test_gone runs not in every size"),
        ("loses_presses | make proof", "loses_presses | every size", "runs not in every size"),
        ("test_p05_too_many |", "test_p06_walk |", "test_p05_too_many has no line"),
    ],
)
def test_a_line_that_does_not_hold_is_found(was: str, now: str, complaint: str) -> None:
    changed = (HERE / "README.md").read_text("utf-8").replace(was, now)
    assert any(complaint in each for each in amiss(rows(changed)))
