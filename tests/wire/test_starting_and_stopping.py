"""Starting waits for what may come; a stop leaves nothing over. Stops at every moment: tests/promises/test_p12…."""

import asyncio
import threading
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.playground import World, fail, serve
from bot.wire import telegram_bot
from bot.wire.telegram_bot import TokenFault, ask_name, connected
from bot.wire.until import rest
from tests.harness import Stage, shows, staged, tap


async def said(stage: Stage, words: str) -> None:
    """Wait until the bot's process has logged something."""
    async with asyncio.timeout(20):
        while words not in stage.said():  # noqa: ASYNC110  # no bell rings when a process writes
            await asyncio.sleep(0.02)


async def test_a_second_run_waits_and_takes_over_when_the_first_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    async with staged(folder, alone=True) as stage:
        alva = await stage.participant()
        first, stage.process = stage.process, None
        await stage.launch()
        await said(stage, "waiting to take over")
        assert first
        first.kill()
        await first.wait()
        begun = time.monotonic()
        await tap(alva, "Börja")
        await shows(alva, "Fråga 1 av 3")
        assert time.monotonic() - begun < 5
        assert stage.said().count("waiting to take over") == 1


async def test_nothing_is_left_over_in_the_process(tmp_path: Path) -> None:
    threads, tasks = set(threading.enumerate()), asyncio.all_tasks()
    async with staged(tmp_path) as stage:
        await stage.participant()
        await stage.stop()
        await rest(asyncio.Event(), 0)
        left = {
            task
            for task in asyncio.all_tasks() - tasks
            if "playground" not in repr(task) and "aiohttp" not in repr(task)
        }
        assert left == set()
        for thread in {each for each in threading.enumerate() if not each.name.startswith("asyncio")} - threads:
            thread.join(1)
            assert not thread.is_alive()


async def test_a_token_that_is_revoked_while_it_runs_ends_it_with_one_line(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True) as stage:
        token = stage.world.token
        stage.world.token = "1:another"
        assert stage.process
        stage.world.person("Anna").send("hej")
        assert await asyncio.wait_for(stage.process.wait(), 20) == 1
        assert stage.said().splitlines()[-1].startswith("foljsam: Telegram no longer accepts FOLJSAM_TOKEN")
        assert token.partition(":")[2] not in stage.said()
        assert "Traceback" not in stage.said()


async def test_an_unreachable_telegram_is_waited_for_with_a_line_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_bot, "_ASK_AGAIN", 0.05)
    monkeypatch.setattr(telegram_bot, "_SAY_AGAIN", 0.5)
    world = World()
    async with serve(world) as api, connected(world.token, api) as bot:
        planted = world.faults.plant(fail(502, "Bad Gateway"), "getMe", times=None)
        with capture_logs() as lines:
            begun = time.monotonic()
            asking = asyncio.create_task(ask_name(bot, patiently=True))
            await world.bell.until(lambda: planted.struck >= 30, 30)
            world.faults.clear()
            assert await asking == world.username
            waited = time.monotonic() - begun
    assert 1 < len(lines) <= waited / 0.5 + 1
    assert {line["event"] for line in lines} == {"Telegram cannot be reached, trying on"}


@pytest.mark.parametrize("token", ["1:wrong", "no token at all", ""])
async def test_a_wrong_token_is_told_without_showing_it(token: str) -> None:
    world = World()
    async with serve(world) as api:
        with pytest.raises(TokenFault, match="FOLJSAM_TOKEN") as caught:
            async with connected(token, api) as bot:
                await ask_name(bot, patiently=True)
    assert not token or token not in str(caught.value)
