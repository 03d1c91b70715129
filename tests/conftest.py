"""For all tests: how long an example takes says nothing on a busy machine, and letters need not wait for limits.

A test that proves a promise tells its figures with ``record_property("P1", "200 kills: lost 0, doubled 0")``; they are
printed together at the end of the run.
"""

import asyncio
import gc
import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings

from bot import app
from bot.loop import new_loop
from bot.wire.pace import Pace
from flows import yaml_file

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


_LONG = {"promises", "year", "handbook", "playground", "browser", "wire"}
"""What waits much, for processes that it starts or kills: begun first, for then there is other work meanwhile."""


_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30  # each run has a folder of its own there


def _has_room() -> bool:
    return os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM


def pytest_configure(config: pytest.Config) -> None:
    """Put temporary files into memory where there is room: a thousand databases wait for the disk at every commit."""
    gc.disable()  # what is loaded and collected stays: looking through it would take a tenth of the time
    if not hasattr(config, "workerinput") and not config.option.basetemp and _has_room():
        config.option.basetemp = str(_MEMORY / f"foljsam-tests-{os.getpid()}")
        config.add_cleanup(lambda: shutil.rmtree(config.option.basetemp, ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    items.sort(key=lambda item: item.path.parent.name not in _LONG)


def pytest_collection_finish() -> None:
    """Look for garbage from now on, and not among what stays to the end."""
    gc.freeze()
    gc.enable()


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run a bot in this process on the loop that it has in its own."""
    return {"bot": new_loop}


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Parse the same text once in a process: every bot that is started reads the same definitions."""
    with patch.object(yaml_file, "_parse", lru_cache(yaml_file._parse)):
        yield


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let letters of a bot in this process go at once: the world's Telegram sets no limit unless a test says so."""
    monkeypatch.setattr(app, "Pace", lambda *_, **__: Pace(per_second=1000, chat_rest=0))


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print promise → figures, promise by promise."""
    told = [
        (int(name[1:]), report.head_line, str(figure))
        for report in terminalreporter.getreports("passed")
        for name, figure in report.user_properties
        if re.fullmatch(r"P\d+", name)
    ]
    if told:
        terminalreporter.section("promises")
    for number, test, figure in sorted(told):
        terminalreporter.write_line(f"P{number} → {figure} ({test})")
