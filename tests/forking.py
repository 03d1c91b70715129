"""A program that is soon there: all is loaded once, and each start is a fork of that; its death is as real as any.

Most of a start is loading the libraries, so many starts cost a fraction of the processor's time this way.
"""

import asyncio
import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Surroundings(NamedTuple):
    """What a process begins with; its output and its log are added to these files."""

    environment: Mapping[str, str]
    folder: Path
    out: Path
    err: Path


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


async def fork(arguments: tuple[str, ...], given: Surroundings, off: tuple[str, ...] = ()) -> Fork:
    """Start the program.

    :param off: the mechanisms that it lacks
    """
    told, tell = await asyncio.open_unix_connection(_door(off))
    plain = {"environment": dict(given.environment), "folder": str(given.folder)}
    files = {"out": str(given.out), "err": str(given.err)}
    tell.write(json.dumps(plain | files | {"arguments": arguments}).encode() + b"\n")
    pid = int(await told.readline())

    async def end() -> int:
        try:
            return int(await told.readline())
        finally:
            tell.close()

    return Fork(pid, asyncio.create_task(end()))


async def command(
    *arguments: str, environment: Mapping[str, str], folder: Path, within: float, off: tuple[str, ...] = ()
) -> tuple[int, str, str]:
    """Run a command to its end, which must come within so many seconds; give its exit code, output and errors.

    :param off: the mechanisms that it lacks
    """
    with TemporaryDirectory() as there:
        out, err = Path(there) / "out", Path(there) / "err"
        child = await fork(arguments, Surroundings(environment, folder, out, err), off)
        try:
            code = await asyncio.wait_for(child.wait(), within)
        except BaseException:
            child.kill()
            await child.wait()
            raise
        return code, out.read_text("utf-8"), err.read_text("utf-8")


@cache
def _door(off: tuple[str, ...]) -> str:
    """Start the one that has everything loaded, and give its socket; it ends with the tests."""
    there = TemporaryDirectory()  # of a short name, as a socket's must be
    path = f"{there.name}/door"
    words = [sys.executable, "-m", "tests.forked", path, *off]
    parent = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603  # our own
    assert parent.stdin
    assert parent.stdout
    assert parent.stdout.readline() == b"open\n"

    def end() -> None:
        parent.communicate()
        there.cleanup()

    atexit.register(end)
    return path
