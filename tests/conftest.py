"""For all tests: how long an example takes says nothing on a busy machine, and letters need not wait for limits.

A test that proves a promise tells its figures with ``record_property("P1", "200 kills: lost 0, doubled 0")``; they are
printed together at the end of the run.
"""

import re

import pytest
from _pytest.terminal import TerminalReporter
from hypothesis import settings

from bot import app
from bot.wire.pace import Pace

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


_SHARED = {"address", "enter", "reading"}
"""Fixtures that take seconds to make: who needs one stays where it is made, or each worker would make its own."""
_LONG = {"promises", "year", "handbook", "playground"}
"""What waits much, for processes that it starts or kills: begun first, for then there is other work meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say for ``--dist loadgroup`` what stays together, and begin with what takes long."""
    for item in items:
        for fixture in _SHARED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(fixture))
    items.sort(key=lambda item: item.path.parent.name not in _LONG)


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
