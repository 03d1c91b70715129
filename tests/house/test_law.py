"""The law of the house: flows ← storage ← bot, and who may know what inside the bot."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from tests.house.source import ROOMS, File, imports, nothing, python_files


@dataclass(frozen=True)
class Rule:
    """What the files of a folder may not import, but for exceptions."""

    folder: str
    forbidden: tuple[str, ...]
    allowed: tuple[str, ...] = ()


RULES = [
    Rule("flows", (*ROOMS, "tests"), ("flows",)),
    Rule("storage", (*ROOMS, "tests"), ("flows", "storage")),
    Rule("locales", (*ROOMS, "tests"), ("flows", "locales")),
    Rule("bot", ("tests",)),
    Rule("bot/playground", ROOMS, ("bot.playground",)),
    Rule("bot/wire", ("bot.chat", "bot.actions")),
    Rule("bot/actions", ("bot.chat", "bot.wire", "telegram")),
    Rule("bot/paper", ("telegram", "bot.chat", "bot.wire")),
    Rule("storage", ("telegram",)),
    Rule("flows", ("telegram", "asyncio", "logging", "structlog", "threading", "socket", "subprocess", "random")),
]


def names(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def broken(rule: Rule, files: Iterable[File]) -> Iterator[str]:
    """Give each import that a rule forbids, with file and line."""
    for file in files:
        if file.path.startswith(f"{rule.folder}/"):
            for node, module in imports(file):
                if names(module, rule.forbidden) and not names(module, rule.allowed):
                    yield file.at(node, f"{rule.folder} may not import {module}")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.folder}-not-{'-'.join(rule.forbidden)}")
def test_every_room_imports_only_what_it_may(rule: Rule) -> None:
    nothing(broken(rule, python_files(*ROOMS)))


def test_the_law_is_read_from_real_files() -> None:
    assert {file.path.split("/")[0] for file in python_files(*ROOMS)} == set(ROOMS)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("flows/a.py", "import storage"),
        ("flows/a.py", "import os, bot.chat.screens as s"),
        ("flows/a.py", "from locales import translator"),
        ("flows/a.py", "import asyncio"),
        ("flows/inner/a.py", "from ... import bot"),
        ("storage/a.py", "def f():\n    from bot.actions import join"),
        ("storage/a.py", "import telegram.ext"),
        ("storage/a.py", "from locales.translator import text"),
        ("locales/a.py", "from storage.people import People"),
        ("bot/app.py", "import tests.flows.forms"),
        ("bot/playground/a.py", "from flows import engine"),
        ("bot/playground/a.py", "from bot import wire"),
        ("bot/playground/a.py", "from ..wire import pace"),
        ("bot/wire/a.py", "from bot import chat"),
        ("bot/wire/a.py", "if True:\n    import bot.actions.join"),
        ("bot/actions/a.py", "from ..chat.screens import start"),
        ("bot/actions/a.py", "from bot.wire import deliver"),
        ("bot/paper/a.py", "from telegram import InputFile"),
    ],
)
def test_the_law_catches(path: str, text: str) -> None:
    found = [complaint for rule in RULES for complaint in broken(rule, [File(path, text)])]
    assert found
    assert all(complaint.startswith(f"{path}:{len(text.splitlines())}: ") for complaint in found)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("flows/a.py", "from flows.model import Key\nimport re"),
        ("storage/a.py", "from flows import engine\nfrom storage.unit import Unit\nfrom . import seal"),
        ("locales/a.py", "from flows.texts import texts"),
        ("bot/playground/a.py", "from bot.playground import world\nfrom .values import Chat\nimport botany"),
        ("bot/app.py", "import telegram, storage, flows, locales\nfrom bot.chat import routes"),
    ],
)
def test_the_law_lets_pass(path: str, text: str) -> None:
    assert [complaint for rule in RULES for complaint in broken(rule, [File(path, text)])] == []


CLOCKS = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter", "sleep", "localtime", "gmtime"}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "glob", "rglob", "iterdir", "unlink", "mkdir"}
FILE_MODULES = ("pathlib", "os", "io", "shutil", "tempfile", "glob", "sqlite3")
READERS = {"flows/catalogue.py", "flows/yaml_file.py"}
ASYNC = ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith | ast.Await


def impure(file: File) -> Iterator[str]:
    """Give each place where the core waits, looks at a clock, or touches a file."""
    for node in ast.walk(file.tree):
        if isinstance(node, ASYNC):
            yield file.at(node, "the core waits for nothing: no async")
        elif isinstance(node, ast.Call):
            called = _called(node)
            if called in CLOCKS or ast.unparse(node.func) == "time.time":
                yield file.at(node, f"the core has no clock: {called}() comes in as an argument")
            elif called in FILES and file.path not in READERS:
                yield file.at(node, f"only the catalogue touches files: {called}()")
            elif called == "print":
                yield file.at(node, "the core prints nothing")
    if file.path not in READERS:
        for node, module in imports(file):
            if names(module, FILE_MODULES):
                yield file.at(node, f"only the catalogue touches files: {module}")


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_the_core_is_pure() -> None:
    nothing(complaint for file in python_files("flows") for complaint in impure(file))


@pytest.mark.parametrize(
    "text",
    [
        "async def f(): ...",
        "x = datetime.now(UTC)",
        "x = date.today()",
        "x = time.time()",
        "x = time.monotonic()",
        "open('a')",
        "path.read_text('utf-8')",
        "from pathlib import Path",
        "import os.path",
        "print('x')",
    ],
)
def test_impurity_is_caught(text: str) -> None:
    (complaint,) = impure(File("flows/a.py", f"# a line before\n{text}"))
    assert complaint.startswith("flows/a.py:2: ")


def test_the_catalogue_may_read_files_and_words_that_only_look_like_clocks_pass() -> None:
    assert list(impure(File("flows/catalogue.py", "from pathlib import Path\nPath('a').read_text()"))) == []
    assert list(impure(File("flows/a.py", "from datetime import time\nx = time(8)\ny = now.time()"))) == []
