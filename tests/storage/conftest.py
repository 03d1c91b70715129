"""Real database files in temporary folders."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.connection import connect
from storage.database import Database, open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.prepared import prepare


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "foljsam.db"


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def seal(key: str) -> Seal:
    return Seal([key])


@pytest.fixture
async def database(path: Path, seal: Seal) -> AsyncIterator[Database]:
    async with open_database(prepare(path), seal) as opened:
        yield opened


@pytest.fixture
def unit(path: Path, seal: Seal) -> Iterator[Unit]:
    """One transaction on a new database; it is not kept."""
    with closing(connect(prepare(path), "PRAGMA secure_delete = ON")) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("BEGIN IMMEDIATE")
        yield Unit(db, seal)
