"""For all tests: how long an example takes says nothing on a busy machine, and letters need not wait for limits."""

import pytest
from hypothesis import settings

from bot import app
from bot.wire.pace import Pace

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let letters of a bot in this process go at once: the world's Telegram sets no limit unless a test says so."""
    monkeypatch.setattr(app, "Pace", lambda *_, **__: Pace(per_second=1000, chat_rest=0))
