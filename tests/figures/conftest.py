"""A database for one test."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.connection import connect
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.figures.lives import Lived, lived
from tests.prepared import prepare


@contextmanager
def transaction(folder: Path) -> Iterator[Unit]:
    """Give one transaction on a new database; it is not kept."""
    with closing(connect(prepare(folder / "foljsam.db"))) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("BEGIN IMMEDIATE")
        yield Unit(db, Seal([new_key()]))


@pytest.fixture
def unit(tmp_path: Path) -> Iterator[Unit]:
    with transaction(tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """Give three programmes that have had people, and every screen that a coordinator of all can come to."""
    with transaction(tmp_path_factory.mktemp("lived")) as found:
        yield lived(found)
