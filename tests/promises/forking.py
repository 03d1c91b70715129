"""A bot that is soon there: everything is loaded once, and each start is a fork of that; its death is as real as any.

Most of a start is loading the libraries, so many starts cost a fraction of the processor's time this way.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.command_line.program import SOON, Ran
from tests.harness import Stage, staged

PROGRAM = "tests.promises.forked"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Fork:
    """A child, as far as a stage needs it."""

    pid: int
    end: "asyncio.Task[int]"

    @property
    def returncode(self) -> int | None:
        return self.end.result() if self.end.done() else None

    def send_signal(self, signal: int) -> None:
        os.kill(self.pid, signal)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        return await asyncio.shield(self.end)


@asynccontextmanager
async def staged_forks(tmp_path: Path, *off: str, **settings: str) -> AsyncIterator[Stage]:
    """Set the stage for a bot that is started often; it is not started yet.

    :param off: the mechanisms that it lacks
    """
    async with staged(tmp_path, alone=True, start=False, **settings) as stage:
        parent = await _parent(stage.child_environment(), stage.folder, stage.log, off)
        told, tell = parent.stdout, parent.stdin
        assert told
        assert tell

        async def number() -> int:
            return int(await told.readline())

        async def launch() -> Fork:
            tell.write(b"\n")
            return Fork(await number(), asyncio.create_task(number()))

        stage.launcher = launch
        try:
            yield stage
        finally:
            if stage.process:
                await stage.stop()
            tell.close()
            await parent.wait()


@asynccontextmanager
async def starts(tmp_path: Path) -> AsyncIterator[Callable[[Path, dict[str, str]], Awaitable[Ran]]]:
    """Give what starts a bot in a folder with an environment, and waits for its end, which must come soon."""
    parent = await _parent(dict(os.environ), tmp_path, tmp_path / "parent.log")
    told, tell = parent.stdout, parent.stdin
    assert told
    assert tell

    async def start(folder: Path, environment: dict[str, str]) -> Ran:
        given = {"environment": environment, "folder": str(folder), "log": str(folder / "start.log")}
        tell.write(json.dumps(given).encode() + b"\n")
        child = int(await told.readline())
        try:
            code = int(await asyncio.wait_for(told.readline(), SOON))
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            raise
        return Ran(code, "", (folder / "start.log").read_text("utf-8"))

    try:
        yield start
    finally:
        tell.close()
        await parent.wait()


async def _parent(
    environment: dict[str, str], folder: Path, log: Path, off: tuple[str, ...] = ()
) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    with log.open("ab") as errors:
        parent = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            PROGRAM,
            *off,
            env=environment | {"PYTHONPATH": str(ROOT)},
            cwd=folder,
            stdin=pipe,
            stdout=pipe,
            stderr=errors,
        )
    assert parent.stdout
    assert await parent.stdout.readline() == b"0\n"
    return parent
