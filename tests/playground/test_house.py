"""The playground imports nothing of ours, so that it cannot cheat."""

import ast
from pathlib import Path

import pytest

import bot.playground

FILES = sorted(Path(bot.playground.__file__).parent.rglob("*.py"))


def imported(file: Path) -> set[str]:
    """Return the names of the modules that a file imports."""
    nodes = list(ast.walk(ast.parse(file.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_of_ours_is_imported(file: Path) -> None:
    ours = {"bot", "flows", "storage", "locales", "tests", "telegram"}
    assert not {name for name in imported(file) if name.split(".")[0] in ours and not name.startswith("bot.playground")}
