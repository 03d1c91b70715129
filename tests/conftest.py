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
