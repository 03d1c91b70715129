"""The key is changed beside a running bot: no answer is lost, a death half-way is made good, the old key is let go."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import rotation
from bot.key_file import read_keys, write_keys
from bot.lock import only_one
from bot.rereading import rereading
from bot.settings import Settings
from storage import people, resealing
from storage.database import DatabaseFault, open_database
from storage.seal import KeyFault, Seal, new_key
from tests.harness import PATIENCE, Stage, shows, staged, tap
from tests.promises.telling import Tell

MANY = 150
UNITS_BEFORE_DEATH = 3
DYING = f"""
import itertools, os, signal, sys
from storage import resealing
units, reseal_some = itertools.count(1), resealing.reseal_some
def dying(*given):
    if next(units) > {UNITS_BEFORE_DEATH}:
        os.kill(os.getpid(), signal.SIGKILL)
    return reseal_some(*given)
resealing.reseal_some = dying
from bot.__main__ import main
main()
"""
"""The program, which dies after a few units of sealing anew."""


async def rotate(stage: Stage, *program: str) -> int:
    """Run ``keys rotate`` beside the bot; give how it ended."""
    command, stage.command = stage.command, (sys.executable, *(program or ("-m", "bot")), "keys", "rotate", "--json")
    bot, stage.process = stage.process, None
    try:
        await stage.launch()
        return int(await stage.end())
    finally:
        stage.command, stage.process = command, bot


def keys_in(file: Path) -> list[str]:
    return read_keys(file).split()


async def test_a_key_is_changed_beside_a_running_bot_and_the_old_one_let_go(
    tmp_path: Path, record_property: Tell
) -> None:
    file, old = tmp_path / "keys", new_key()
    write_keys(file, [old])
    async with staged(tmp_path, alone=True, start=False, key_file=str(file)) as stage:
        del stage.environment["FOLJSAM_KEY"]
        await stage.start()
        alva, [waiting] = await stage.participant(), await stage.payloads()
        await stage.unit(lambda unit: [people.add(unit, 10_000 + n, "sv") for n in range(MANY)])
        await tap(alva, "Börja")
        await tap(alva, "Studier")
        await shows(alva, "Fråga 2 av 3")

        assert await rotate(stage, "-c", DYING) == -signal.SIGKILL
        new, *others = keys_in(file)
        assert others == [old]
        left = sum((await stage.unit(resealing.older)).values())
        assert 0 < left < MANY
        await tap(alva, "7")
        await shows(alva, "Fråga 3 av 3")

        assert await rotate(stage) == 0
        assert keys_in(file) == [new, old], "a change that was broken off is finished, and no other begun"
        code, found, _ = await stage.foljsam("doctor")
        assert (code, "no row needs the older keys" in found) == (0, True)
        write_keys(file, [new])
        assert stage.process
        stage.process.send_signal(signal.SIGHUP)
        await tap(alva, "Mycket bra")
        await tap(alva, "Skicka in")
        await shows(alva, "Tack")
        bo = stage.world.person("Bo", "sv")
        bo.start(waiting)
        await shows(bo, "Välj språk")
        assert (await stage.foljsam("doctor"))[0] == 0
        assert stage.said().count("the keys were read again") == 2
        assert not any(key in stage.said() for key in (old, new))
        assert await stage.unit(lambda unit: unit.count("SELECT COUNT(*) FROM linked_answers")) == 3
    record_property("P11", f"key changed beside a bot, killed at {MANY - left} of {MANY} rows: 0 answers lost")


async def test_nothing_is_sealed_with_a_key_that_the_running_bot_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "_PATIENCE", 0.3)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # this process holds the lock, and reads nothing again
    try:
        async with staged(tmp_path, start=False) as stage:
            await stage.unit(lambda unit: people.add(unit, 1, "sv"))
            old = stage.environment["FOLJSAM_KEY"]
            found = Settings.model_validate({**stage.settings().model_dump(), "key": f"{new_key()},{old}"})
            async with only_one(stage.database) as lock:
                lock.held_with(Seal([old]).mark)
                with pytest.raises(KeyFault, match="does not know the new key"):
                    await rotation.rotate(found)
                assert await stage.unit(resealing.older) == {}
                monkeypatch.setattr(rotation, "_known_to_the_bot", _unasked)
                assert (await rotation.rotate(found)).resealed == 1
                with pytest.raises(DatabaseFault, match="people cannot be read"):
                    await stage.unit(resealing.older)
    finally:
        signal.signal(signal.SIGHUP, before)


async def _unasked(*_: object) -> None:
    return


async def test_keys_that_cannot_be_used_change_nothing_and_are_told_without_their_text(tmp_path: Path) -> None:
    file, old, other = tmp_path / "keys", new_key(), new_key()
    async with staged(tmp_path, start=False) as stage, asyncio.timeout(PATIENCE):
        found = Settings.model_validate({**stage.settings().model_dump(), "key": None, "key_file": file})
        async with open_database(stage.database, Seal([old])) as database, only_one(stage.database) as lock:
            await database.write(lambda unit: people.add(unit, 1, "sv"))
            asked = asyncio.Event()
            with capture_logs() as lines:
                task = asyncio.create_task(rereading(found, database, lock, asked))
                for number, (key, mode) in enumerate([(old, 0o644), (other, 0o600), ("x", 0o600), (old, 0o600)], 1):
                    write_keys(file, [key])
                    await asyncio.to_thread(file.chmod, mode)
                    asked.set()
                    while len(lines) < number:  # noqa: ASYNC110  # no bell rings at a line of the log
                        await asyncio.sleep(0)
                task.cancel()
            assert [line["log_level"] for line in lines] == ["error"] * 3 + ["info"]
            assert not any(key in str(lines) for key in (old, other))
            assert await database.read(lambda unit: people.by_chat(unit, 1))


async def test_keys_in_the_environment_are_changed_by_the_operator(tmp_path: Path) -> None:
    async with staged(tmp_path, start=False) as stage:
        await stage.unit(lambda unit: people.add(unit, 1, "sv"))
        with pytest.raises(KeyFault, match="write a new one before it"):
            await rotation.rotate(stage.settings())


def test_a_key_file_is_changed_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    umask = os.umask(0)
    try:
        write_keys(file, ["a", "b"])
    finally:
        os.umask(umask)
    assert file.stat().st_mode & 0o777 == 0o600
    assert keys_in(file) == ["a", "b"]
    assert [each.name for each in tmp_path.iterdir()] == ["keys"]
