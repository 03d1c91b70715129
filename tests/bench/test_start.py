"""How long a bot takes until it first asks for updates, and how much memory it has then; its code compiled before."""

import sys
import time
from pathlib import Path
from statistics import median

import pytest

from tests.bench.racing import _most_memory, _processor_seconds
from tests.bench.rows import row
from tests.harness import Stage, staged

STARTS = 9
_MOST_SECONDS = 1.5


async def first_asking(stage: Stage) -> tuple[float, float, float]:
    """Start the bot and end it; give the seconds and the processor's seconds until it asked, and its memory in MiB."""
    begun = time.perf_counter()
    await stage.start()
    seconds = time.perf_counter() - begun
    assert stage.process
    found = seconds, _processor_seconds(stage.process.pid), _most_memory(stage.process.pid)
    await stage.stop()
    return found


@pytest.mark.bench
@pytest.mark.timeout(300)
async def test_a_bot_soon_asks_for_updates(tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        stage.command = (sys.executable, "-m", "bot", "run")  # no fork of what is loaded already
        await first_asking(stage)  # what was not compiled is compiled, and the database is made
        found = [await first_asking(stage) for _ in range(STARTS)]
    seconds, processor, memory = (median(each[part] for each in found) for part in range(3))
    row(
        "the first asking for updates after a start",
        f"{seconds:.2f} s ({processor:.2f} s of a processor, {memory:.0f} MiB)",
        f"≤ {_MOST_SECONDS} s",
        is_met=seconds <= _MOST_SECONDS,
    )
    assert processor <= _MOST_SECONDS
