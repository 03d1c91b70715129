"""How the program starts: it loads what a command needs, and a signal ends it cleanly at any moment."""

import asyncio
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.command_line.program import SOON, environment, foljsam, started

HEAVY = {"telegram", "aiohttp", "xlsxwriter", "yaml", "structlog", "apscheduler", "babel", "rich"}
_IMPORTED = re.compile(rb"import time:.*\| +(\S+)\n")


async def loaded_until(process: asyncio.subprocess.Process, module: str) -> set[str]:
    """Read what a process that tells its imports has loaded, until this module is in it."""
    assert process.stderr
    found: set[str] = set()
    while module not in found:
        line = await process.stderr.readline()
        assert line, f"{module} was not loaded"
        found.update(name.decode() for name in _IMPORTED.findall(line))
    return found


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("moment", ["bot.terminal", "pydantic", "bot.settings", "telegram.error", "bot.app"])
async def test_a_signal_while_the_bot_loads_ends_it_cleanly(moment: str, tmp_path: Path) -> None:
    process = await started("run", env=environment(tmp_path), cwd=tmp_path, options=("-X", "importtime"))
    await loaded_until(process, moment)

    process.send_signal(signal.SIGTERM)

    out, err = await asyncio.wait_for(process.communicate(), SOON)
    assert (process.returncode, out) == (0, b"")
    assert b"Traceback" not in err


async def test_a_signal_while_telegram_is_waited_for_ends_the_bot_cleanly(tmp_path: Path) -> None:
    process = await started("run", env=environment(tmp_path), cwd=tmp_path)
    assert process.stderr
    assert b"Telegram cannot be reached, trying on" in await asyncio.wait_for(process.stderr.readline(), SOON)

    process.send_signal(signal.SIGTERM)

    _, err = await asyncio.wait_for(process.communicate(), SOON)
    assert process.returncode == 0
    assert b"Traceback" not in err


async def test_running_loads_neither_the_playground_nor_what_makes_papers(tmp_path: Path) -> None:
    process = await started("run", env=environment(tmp_path), cwd=tmp_path, options=("-X", "importtime"))

    loaded = await loaded_until(process, "bot.app")
    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), SOON)

    assert "telegram" in packages(loaded)
    assert not {"openpyxl", "numpy", "xlsxwriter", "segno", "typer", "pygments", "prometheus_client"} & packages(loaded)
    assert not {"aiohttp.web", "bot.playground", "locales.check", "locales.messages"} & loaded


@pytest.mark.parametrize("arguments", [["keys", "new"], ["--help"], ["run", "--help"]])
async def test_what_needs_nothing_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    process = await started(*arguments, env={}, cwd=tmp_path, options=("-X", "importtime"))
    _, err = await asyncio.wait_for(process.communicate(), SOON)

    loaded = {name.decode() for name in _IMPORTED.findall(err)}
    assert process.returncode == 0
    assert "bot.cli" in loaded
    assert not HEAVY & packages(loaded)


async def test_a_command_that_is_broken_off_does_not_say_that_it_went_well(tmp_path: Path) -> None:
    process = await started("status", env=environment(tmp_path), cwd=tmp_path, options=("-X", "importtime"))
    await loaded_until(process, "bot.settings")

    process.send_signal(signal.SIGTERM)
    await asyncio.wait_for(process.communicate(), SOON)

    assert process.returncode == 128 + signal.SIGTERM


async def test_an_unforeseen_fault_is_one_line_without_its_text(tmp_path: Path) -> None:
    broken = (
        "import sys, bot.settings; bot.settings.read_settings = lambda: 1 / 0; sys.argv = ['foljsam', 'run'];"
        "from bot.__main__ import main; main()"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", broken, env=environment(tmp_path), cwd=tmp_path, stderr=asyncio.subprocess.PIPE
    )
    _, err = await asyncio.wait_for(process.communicate(), SOON)

    assert process.returncode == 1
    assert err.decode().startswith("foljsam: an unforeseen fault (ZeroDivisionError, ")
    assert b"division" not in err
    assert len(err.splitlines()) == 1


async def test_a_new_key_is_one_line_and_each_is_another(tmp_path: Path) -> None:
    made = await asyncio.gather(*(foljsam("keys", "new", cwd=tmp_path, env={}) for _ in range(2)))

    assert all(
        re.fullmatch(r"FOLJSAM_KEY=[A-Za-z0-9_-]{43}=\n", ran.out) and (ran.code, ran.err) == (0, "") for ran in made
    )
    assert made[0].out != made[1].out
