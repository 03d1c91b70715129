"""A handler that always raises delays nobody else; its update is put aside without its content, and kindly answered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.chat import routes
from bot.chat.incoming import Kind
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage.database import Database
from storage.unit import Unit
from tests.harness import Stage, shows, staged, tap
from tests.wire.broken import locked

KIND = "Något gick fel hos oss"
SECRET = "hemligt ord 4711"


class Poisoned(Exception):
    pass


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let every typed text fail, by a fault that says what was written; give the updates that were tried."""
    tried: list[int] = []

    def poisoned(turn: Turn) -> Reply:
        tried.append(turn.incoming.update)
        turn.here.unit.run("INSERT INTO audit (at, action, subject) VALUES ('', 'half done', '')")
        raise Poisoned(turn.incoming.text)

    monkeypatch.setitem(routes.KINDS, Kind.TEXT, poisoned)
    return tried


def failures(unit: Unit) -> list[tuple[str, ...]]:
    return [tuple(row) for row in unit.rows("SELECT reference, kind, exception FROM failures")]


async def test_it_is_tried_three_times_put_aside_and_confirmed(
    tmp_path: Path, tries: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        alva.send(SECRET)
        message = await shows(alva, KIND)
        await confirmed(stage)
        assert len(tries) == 3
        [(reference, kind, exception)] = await stage.unit(failures)
        assert (kind, exception) == ("text", "Poisoned")
        assert reference in message.text
        assert SECRET not in message.text
        assert await stage.unit(lambda unit: unit.count("SELECT COUNT(*) FROM audit WHERE action = 'half done'")) == 0
        assert stage.world.calls.refused == []
        await stage.stop()
        assert SECRET not in "".join(capsys.readouterr())
        assert SECRET.encode() not in written(stage)


async def test_nobody_else_is_delayed(tmp_path: Path, tries: list[int]) -> None:
    async with staged(tmp_path) as stage:
        alva, bo = await stage.participant(name="Alva"), await stage.participant(name="Bo")
        await tap(bo, "Börja")
        await shows(bo, "Fråga 1 av 3")
        for _ in range(5):
            alva.send(SECRET)
        for label, question in (("Studier", 2), ("7", 3)):
            await tap(bo, label)
            await shows(bo, f"Fråga {question} av 3", patience=2)
        await alva.chat.wait(lambda chat: chat.transcript.count(KIND) == 5)
        await confirmed(stage)
        assert len(tries) == 15


async def test_delivered_again_after_a_start_it_stays_put_aside(tmp_path: Path, tries: list[int]) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        alva.send(SECRET)
        await shows(alva, KIND)
        await confirmed(stage)
        await stage.stop()
        stage.world.inbox.duplicate(stage.world.inbox.history[-1])
        await stage.start()
        await confirmed(stage)
        assert len(tries) == 6
        assert len(await stage.unit(failures)) == 1


async def test_where_the_storage_fails_too_it_is_put_aside_when_that_heals(
    tmp_path: Path, tries: list[int], databases: list[Database]
) -> None:
    async with staged(tmp_path) as stage:
        alva = await stage.participant()
        async with locked(databases[0], stage.database):
            alva.send(SECRET)
            await shows(alva, "Inte sparat")
        await shows(alva, KIND)
        await confirmed(stage)
        assert len(tries) == 3
        assert len(await stage.unit(failures)) == 1


async def confirmed(stage: Stage) -> None:
    await stage.world.bell.until(lambda: not stage.world.inbox.pending, 30)


def written(stage: Stage) -> bytes:
    """What lies on disk, the write-ahead log emptied into it."""
    with closing(sqlite3.connect(stage.database)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(file.read_bytes() for file in stage.folder.iterdir() if file.is_file())
