"""Reads the project's own source for the tests of the house's law; nothing is imported or run."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("flows", "storage", "bot", "locales")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class File:
    """A Python file: its path from the root, with slashes, and its text."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @property
    def package(self) -> tuple[str, ...]:
        """The package that relative imports start from."""
        return tuple(self.path.split("/")[:-1])

    def at(self, node: ast.stmt | ast.expr, message: str) -> str:
        return f"{self.path}:{node.lineno}: {message}"


def tracked() -> list[str]:
    """Give the paths of all files that git keeps and that are still there."""
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own words
    return sorted({path for path in listed.split("\0") if path and (ROOT / path).is_file()})


def python_files(*folders: str) -> list[File]:
    """Give the Python files under these folders, also those that git does not keep yet."""
    return [
        File(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]


def imports(file: File) -> Iterator[tuple[ast.stmt, str]]:
    """Give every import, also those inside functions, as full dotted names: module, and each name taken from it."""
    for node in ast.walk(file.tree):
        match node:
            case ast.Import():
                yield from ((node, alias.name) for alias in node.names)
            case ast.ImportFrom():
                start = file.package[: len(file.package) - node.level + 1] if node.level else ()
                module = (*start, *([node.module] if node.module else []))
                yield from ((node, ".".join((*module, alias.name))) for alias in node.names)


def functions(file: File) -> Iterator[Function]:
    """Give every function and method, inner ones too."""
    for node in ast.walk(file.tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Count a function's lines from ``def`` to its end, without its docstring."""
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1 - _docstring_lines(function)


def _docstring_lines(function: Function) -> int:
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is None:
        return 0
    assert first.end_lineno is not None
    return first.end_lineno - first.lineno + 1


def public_parts(file: File) -> Iterator[tuple[str, ast.AST]]:
    """Give what others may use and therefore must be able to read about, with its name."""
    yield file.path, file.tree
    yield from _public(file.tree, "")


def _public(holder: ast.Module | ast.ClassDef, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for node in holder.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node, f"{prefix}{node.name}.")


def comments(file: File) -> Iterator[tuple[int, str]]:
    """Give every comment with its line."""
    for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def nothing(complaints: Iterable[str]) -> None:
    """Fail with every complaint on a line of its own."""
    found = list(complaints)
    assert not found, "\n".join(["", *found])
