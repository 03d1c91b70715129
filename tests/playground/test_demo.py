"""The demo, run as people run it, with a little program in the real one's place."""

import asyncio
import json
import os
import signal
import socket
import sys
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


def start(port: int, *folder: Path, misbehave: str = "") -> Any:  # noqa: ANN401  # a coroutine of a process
    pipe = asyncio.subprocess.PIPE
    environment = os.environ | {"MISBEHAVE": misbehave, "FOLJSAM_TOKEN": "9:somebody-elses"}
    arguments = ["-c", SCRIPT, str(LITTLE), str(port), *map(str, folder)]
    return asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=pipe, stderr=pipe, env=environment)


@asynccontextmanager
async def demo(port: int = 0, *folder: Path) -> AsyncIterator[Demo]:
    process = await start(port, *folder)
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


def descendants(pid: int) -> list[int]:
    """Return the processes below a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [below for child in map(int, children) for below in (child, *descendants(child))]


def runs(pid: int) -> bool:
    """Tell whether a process still does something: a dead one that nobody has buried has no command line."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except FileNotFoundError:
        return False


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
        assert len(before) == 2
        killed = await running.visit("POST", "control/kill")
        assert killed["confirmed"] == killed["pending_updates"]
        assert 0 <= killed["killed_ms"] < killed["back_ms"]
        participant = (await running.visit("GET", "people"))[0]["id"]
        await running.visit("POST", f"people/{participant}/send", text="lever du?")
        await running.seen(participant, "Du skrev lever du?")
        after = descendants(running.process.pid)
        assert len(after) == 2
        assert not set(before) & set(after)
        # The bot dies by itself: it is started again.
        os.kill(after[0], signal.SIGKILL)
        await running.visit("POST", f"people/{participant}/send", text="och nu?")
        await running.seen(participant, "Du skrev och nu?")
        last = descendants(running.process.pid)
        assert await running.stop(signal.SIGTERM) == 0
        assert not [pid for pid in [*before, *after, *last] if runs(pid)]


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
    async with demo(0, tmp_path / "kept"):
        assert kept.read_text() == "FOLJSAM_KEY=k1:abc=\n"


async def test_a_program_that_cannot_start_ends_the_demo_with_one_line() -> None:
    process = await start(0, misbehave="mute")
    out, err = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, out) == (1, b"")
    assert err.decode() == "Demon kan inte fortsätta: keys new: inga nycklar i dag\n"


async def test_a_bot_that_keeps_dying_ends_the_demo() -> None:
    process = await start(0, misbehave="die")
    _, err = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    assert "ended 6 times by itself (code 1): vet inte: ['run'" in err.decode()
