"""A database for one test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.connection import connect
from storage.migrate import migrate
from storage.seal import Seal, new_key
from storage.unit import Unit


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
