"""No line of the log holds a token, a payload, or what a person wrote, at any level (P11)."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.playground import cut_before, fail, garbage
from tests.harness import shows, staged, tap
from tests.storage.processes import HOLD, running

WORDS = "Ett mycket eget ord"

CHATTER = """
import logging, sys
from bot.logs import set_up_logs
set_up_logs(sys.argv[1])
logging.basicConfig(level=logging.DEBUG)
for name in ("httpx", "telegram.ext", "aiosqlite", "apscheduler", "asyncio", "anything"):
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        logger.log(level, "a secret")
import structlog
with structlog.contextvars.bound_contextvars(request=4711):
    structlog.get_logger("ours").info("our own line", count=3)
"""


@pytest.mark.parametrize("form", ["console", "json"])
def test_libraries_are_silent_at_every_level_and_we_are_not(form: str) -> None:
    ran = subprocess.run([sys.executable, "-c", CHATTER, form], capture_output=True, text=True, check=True)  # noqa: S603  # our own
    assert "our own line" in ran.stderr
    assert "4711" in ran.stderr, "a line tells to which request it belongs"
    assert "secret" not in ran.stderr + ran.stdout


async def test_a_troubled_life_leaves_no_secret_in_the_log(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True, log_format="json") as stage:
        [payload] = await stage.payloads()
        alva = stage.world.person("Alva")
        alva.start(payload)
        stage.world.faults.plant(fail(500, f"Internal Server Error {WORDS}"), "editMessageText")
        await tap(alva, "Svenska")
        await tap(alva, "Ja")
        await tap(alva, "Börja")
        stage.world.faults.plant(cut_before(), "getUpdates")
        for label in ("Studier", "7", "Ganska dåligt"):
            await tap(alva, label)
        await shows(alva, "Vad skulle göra stödet bättre?")
        stage.world.faults.plant(garbage(WORDS.encode()), "deleteMessage", "editMessageText", times=2)
        with running(HOLD, stage.database, "BEGIN IMMEDIATE"):
            alva.send(WORDS)
            await shows(alva, "Inte sparat")
        await shows(alva, "Är allt rätt?")
        stage.world.tell("message", {"message_id": 1, "text": WORDS, "date": "odd", "chat": WORDS})
        await stage.kill()
        stage.world.person("Bo").send(payload)
        await stage.start()
        assert await stage.stop() == 0
        log = stage.said()
    for event in ("running", "asking Telegram", "cannot be written", "cannot be read", "had died", "stopped"):
        assert event in log
    secrets = [stage.world.token, stage.world.token.partition(":")[2], payload, WORDS, "Studier", "studier"]
    assert [secret for secret in secrets if secret in log] == []
    assert str(alva.id) not in log
