"""A demo in a process of its own, and what can be seen of it from outside."""

import asyncio
import json
import os
import select
import signal
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

LITTLE = Path(__file__).with_name("little_program.py")
REAL = ["-m", "bot", "demo", "--headless", "--port", "0"]
SCRIPT = """
import asyncio, sys, pathlib
from bot.playground.demo import run_demo
from bot.playground.stage import Piece
folder = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
piece = Piece(with_history=False)
sys.exit(asyncio.run(run_demo([sys.executable, sys.argv[1]], int(sys.argv[2]), True, folder, piece=piece)))
"""


@dataclass
class Demo:
    """A running demo: its lines so far and its addresses."""

    process: asyncio.subprocess.Process
    lines: list[str]
    session: aiohttp.ClientSession

    @property
    def urls(self) -> dict[str, str]:
        found = json.loads(self.lines[-1])
        assert isinstance(found, dict)
        return found

    async def visit(self, verb: str, path: str, **content: object) -> Any:  # noqa: ANN401  # JSON as it came
        async with self.session.request(verb, self.urls["page"] + path, json=content or None) as response:
            assert response.ok, await response.text()
            return await response.json()

    async def seen(self, person: int, text: str) -> dict[str, Any]:
        """Return a person's screen once a text stands on it."""
        screen: dict[str, Any] = {"revision": -1, "messages": []}
        async with asyncio.timeout(20):
            while not any(text in bubble["text"] for bubble in screen["messages"]):
                screen = await self.visit("GET", f"people/{person}/chat?since={screen['revision']}")
        return screen

    async def stop(self, number: signal.Signals) -> int | None:
        self.process.send_signal(number)
        return await asyncio.wait_for(self.process.wait(), 15)


def little(port: int = 0, *folder: Path) -> list[str]:
    """Return the arguments of a demo of the little program, without a history."""
    return ["-c", SCRIPT, str(LITTLE), str(port), *map(str, folder)]


def start(arguments: list[str], cwd: Path | None = None, **more: str) -> Any:  # noqa: ANN401  # a coroutine of a process
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"FOLJSAM_TOKEN": "9:somebody-elses", **more}
    return asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=pipe, stderr=pipe, env=environment, cwd=cwd
    )


@asynccontextmanager
async def demo(arguments: list[str] | None = None, cwd: Path | None = None, **more: str) -> AsyncIterator[Demo]:
    """Run a demo, of the little program if nothing else is said; nothing of it may be left at the end."""
    mark = uuid.uuid4().hex
    process = await start(arguments or little(), cwd, MARK=mark, **more)
    try:
        async with aiohttp.ClientSession() as session:
            running = Demo(process, [], session)
            while not running.lines or not running.lines[-1].startswith("{"):
                line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()
                assert line, (await process.stderr.read()).decode()
                running.lines.append(line)
            yield running
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        _, complaints = await process.communicate()
        await nothing_left(mark)
    assert complaints == b""


async def history_is_over(running: Demo) -> list[dict[str, Any]]:
    """Listen until the history has been lived through; return how it was told."""
    told: list[dict[str, Any]] = []
    async with asyncio.timeout(60), running.session.get(running.urls["page"] + "events") as response:
        async for line in response.content:
            if line.startswith(b"data: "):
                event = json.loads(line.removeprefix(b"data: "))
                told += [event] if "progress" in event or "moving" in event else []
                if told and event == {"progress": None}:
                    break
    return told


def role(people: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    return next(person for person in people if person["role"] == wanted)


def descendants(pid: int) -> list[int]:
    """Return the processes below a process; none below one that is over."""
    children = reads(pid, f"task/{pid}/children").split()
    return [below for child in map(int, children) for below in (child, *descendants(child))]


async def family(demo: Demo) -> list[int]:
    """Return the processes below a demo once they are all there: the guard, the bot and the bot's child.

    The demo tells its address before its bot has got far enough to have a child.
    """
    async with asyncio.timeout(20):
        while len(found := descendants(demo.process.pid)) != 3:
            await demo.visit("GET", "people")
    return found


def reads(pid: int, what: str) -> bytes:
    """Return what the system knows of a process, nothing of one that is over."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/{what}").read_bytes()
    return b""


def marked(mark: str) -> list[int]:
    """Return every process that was started under a mark, however it came loose."""
    pids = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [pid for pid in pids if f"MARK={mark}".encode() in reads(pid, "environ")]


async def nothing_left(mark: str) -> None:
    """Wait until no process started under a mark runs any more."""
    for pid in marked(mark):
        with suppress(ProcessLookupError):
            over = os.pidfd_open(pid)
            assert await asyncio.to_thread(select.select, [over], [], [], 5) != ([], [], []), reads(pid, "cmdline")
            os.close(over)
    assert marked(mark) == []


def bot_of(pids: list[int]) -> int:
    """Return the one that is the bot."""
    [found] = [pid for pid in pids if b"\0run\0" in reads(pid, "cmdline")]
    return found


def listening(pids: list[int]) -> set[str]:
    """Return the addresses, as the system writes them, at which processes wait for others."""
    inodes = set()
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                inodes.add(str(link.readlink()).removeprefix("socket:[").rstrip("]"))
    rows = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]]
    return {row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes}


def inside(folder: Path) -> list[str]:
    """Return the names of all that lies in a folder, at any depth."""
    return [each.name for each in folder.rglob("*") if each.is_file()]
