"""Real database files in temporary folders."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from storage.seal import Seal, new_key


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
    async with open_database(path, seal) as opened:
        yield opened
