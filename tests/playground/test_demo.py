"""The demo, run as people run it, with a little program in the real one's place."""

import asyncio
import json
import os
import select
import signal
import socket
import sys
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

LITTLE = Path(__file__).with_name("little_program.py")
SCRIPT = """
import asyncio, sys, pathlib
from bot.playground.demo import run_demo
folder = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
sys.exit(asyncio.run(run_demo([sys.executable, sys.argv[1]], int(sys.argv[2]), True, folder, with_history=False)))
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


def start(port: int, *folder: Path, **more: str) -> Any:  # noqa: ANN401  # a coroutine of a process
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"FOLJSAM_TOKEN": "9:somebody-elses", **more}
    arguments = ["-c", SCRIPT, str(LITTLE), str(port), *map(str, folder)]
    return asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=pipe, stderr=pipe, env=environment)


@asynccontextmanager
async def demo(port: int = 0, *folder: Path) -> AsyncIterator[Demo]:
    mark = uuid.uuid4().hex
    process = await start(port, *folder, MARK=mark)
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
        await process.communicate()
        await nothing_left(mark)


def descendants(pid: int) -> list[int]:
    """Return the processes below a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [below for child in map(int, children) for below in (child, *descendants(child))]


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


async def test_the_staff_have_come_in_and_a_newcomer_comes_with_one_press() -> None:
    async with demo() as running:
        assert running.lines[0] == f"Öppna {running.urls['page']}"
        assert running.urls["api"] == f"{running.urls['page']}bot"
        by_role = {person["role"]: person["id"] for person in await running.visit("GET", "people")}
        assert set(by_role) == {"participant", "coach", "coordinator"}
        for role in ("coach", "coordinator"):
            screen = await running.seen(by_role[role], "Välkommen")
            assert screen["menu"] == [{"command": "hjalp", "description": "Hjälp"}]
        newcomer = (await running.visit("POST", "control/invite"))["id"]
        await running.seen(newcomer, "Välkommen")
        await running.visit("POST", f"people/{newcomer}/press", label="Börja")
        assert (await running.seen(newcomer, "Nu börjar vi"))["toast"]["text"] == "Bra"
        assert await running.stop(signal.SIGINT) == 0


async def test_a_killed_bot_comes_back_and_nothing_outlives_the_demo() -> None:
    async with demo() as running:
        before = descendants(running.process.pid)
        assert len(before) == 3
        killed = await running.visit("POST", "control/kill")
        assert killed["confirmed"] == killed["pending_updates"]
        assert 0 <= killed["killed_ms"] < killed["back_ms"]
        participant = (await running.visit("GET", "people"))[0]["id"]
        await running.visit("POST", f"people/{participant}/send", text="lever du?")
        await running.seen(participant, "Du skrev lever du?")
        after = descendants(running.process.pid)
        assert len(after) == 3
        # Only the guard is the same.
        assert len(set(before) & set(after)) == 1
        # The bot dies by itself: it is started again.
        os.kill(bot_of(after), signal.SIGKILL)
        await running.visit("POST", f"people/{participant}/send", text="och nu?")
        await running.seen(participant, "Du skrev och nu?")
        assert await running.stop(signal.SIGTERM) == 0


async def test_a_demo_that_is_killed_leaves_nothing_behind() -> None:
    async with demo() as running:
        assert len(descendants(running.process.pid)) == 3
        assert await running.stop(signal.SIGKILL) == -signal.SIGKILL


async def test_a_reset_begins_anew_with_other_people_and_an_empty_database(tmp_path: Path) -> None:
    async with demo(0, tmp_path) as running:
        await running.visit("POST", "control/invite")
        before = await running.visit("GET", "people")
        known = (tmp_path / "foljsam.db").read_text().split()
        assert await running.visit("POST", "control/reset") == {"ok": True}
        after = await running.visit("GET", "people")
        assert (len(before), len(after)) == (4, 3)
        assert not {person["id"] for person in before} & {person["id"] for person in after}
        assert not set(known) & set((tmp_path / "foljsam.db").read_text().split())
        coach = next(person["id"] for person in after if person["role"] == "coach")
        await running.seen(coach, "Välkommen")


async def test_a_taken_port_is_said_and_the_next_one_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with demo(port, tmp_path / "kept") as running:
            other = int(running.urls["page"].rstrip("/").rpartition(":")[2])
            assert other > port
            assert running.lines[0] == f"Port {port} är upptagen, tar {other}."
    kept = tmp_path / "kept" / "key.env"
    assert kept.read_text() == "FOLJSAM_KEY=k1:abc=\n"
    assert kept.stat().st_mode & 0o077 == 0
    async with demo(0, tmp_path / "kept") as running:
        assert kept.read_text() == "FOLJSAM_KEY=k1:abc=\n"
        # The terminal is closed.
        assert await running.stop(signal.SIGHUP) == 0


async def test_a_program_that_cannot_start_ends_the_demo_with_one_line() -> None:
    mark = uuid.uuid4().hex
    process = await start(0, MISBEHAVE="mute", MARK=mark)
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == "Demon kan inte fortsätta: keys new: inga nycklar i dag\n"
    await nothing_left(mark)


async def test_a_bot_that_keeps_dying_ends_the_demo() -> None:
    mark = uuid.uuid4().hex
    process = await start(0, MISBEHAVE="die", MARK=mark)
    _, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert "ended 6 times by itself (code 1): vet inte: ['run'" in err.decode()
    await nothing_left(mark)
