"""A database for one test, and letters that need not wait."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import app
from bot.wire.pace import Pace
from storage.connection import connect
from storage.migrate import migrate
from storage.seal import Seal, new_key
from storage.unit import Unit


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram sets no limit here, so letters need not wait for the hundreds of replies before them."""
    monkeypatch.setattr(app, "Pace", lambda: Pace(per_second=1000, chat_rest=0))


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[Unit]:
    """One transaction on a new database; it is not kept."""
    path = tmp_path / "foljsam.db"
    path.touch()
    with closing(connect(path)) as db:
        migrate(db)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("BEGIN IMMEDIATE")
        yield Unit(db, Seal([new_key()]))
