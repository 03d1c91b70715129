"""An installation without a bot: a database file, a house, and a clock that is an argument."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import open_database
from storage.seal import Seal, new_key
from tests.due.life import Life, house
from tests.prepared import prepare


@pytest.fixture
async def life(tmp_path: Path) -> AsyncIterator[Life]:
    seal = Seal([new_key()])
    async with open_database(prepare(tmp_path / "foljsam.db"), seal) as database:
        yield Life(database, house(), tmp_path / "foljsam.db", seal)
