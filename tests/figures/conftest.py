"""Telegram sets no limit here, so letters need not wait for the hundreds of replies before them."""

import pytest

from bot import app
from bot.wire.pace import Pace


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "Pace", lambda: Pace(per_second=1000))
