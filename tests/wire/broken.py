"""Ways in which a database cannot be written for a while, and the bot's own way to it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot import app
from bot.saving import Saving
from storage.database import Database
from tests.storage.processes import HOLD, running, said, tell

Breaking = Callable[[Database, Path], AbstractAsyncContextManager[None]]


@pytest.fixture
def databases(monkeypatch: pytest.MonkeyPatch) -> list[Database]:
    """Give the databases that a bot in this process opens, and let it wait for a lock a short while only."""
    opened: list[Database] = []

    class Noted(Saving):
        def __init__(self, database: Database) -> None:
            super().__init__(database)
            opened.append(database)

    monkeypatch.setattr(app, "Saving", Noted)
    monkeypatch.setattr("storage.connection.BUSY_SECONDS", 0.3)
    return opened


@asynccontextmanager
async def locked(_: Database, path: Path) -> AsyncIterator[None]:
    """Let another process hold a transaction."""
    with running(HOLD, path, "BEGIN IMMEDIATE") as process:
        yield
        tell(process)
        assert said(process) == "let go"


@asynccontextmanager
async def read_only(database: Database, _: Path) -> AsyncIterator[None]:
    await database._writer.hop(lambda db: db.execute("PRAGMA query_only = ON").fetchall())
    yield
    await database._writer.hop(lambda db: db.execute("PRAGMA query_only = OFF").fetchall())


@asynccontextmanager
async def removed(_: Database, path: Path) -> AsyncIterator[None]:
    elsewhere = path.with_name("elsewhere")
    move(path, elsewhere)
    yield
    move(elsewhere, path)


@asynccontextmanager
async def without_its_folder(_: Database, path: Path) -> AsyncIterator[None]:
    elsewhere = path.parent.with_name("elsewhere")
    move(path.parent, elsewhere)
    yield
    move(elsewhere, path.parent)


def move(file: Path, to: Path) -> None:
    file.rename(to)
