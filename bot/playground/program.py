"""Runs the real program, from outside, as anybody would on a command line."""

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.playground.guard import Guard

PATIENCE = 60.0
GRACE = 10.0


class ProgramError(Exception):
    """A command of the program failed; the message is the last line it said."""


@dataclass(frozen=True)
class Program:
    """The program's command line, the settings and the folder it runs with, and who ends it if we cannot."""

    command: Sequence[str]
    folder: Path
    guard: Guard
    settings: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Return this process's environment without anybody else's settings for the program."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("FOLJSAM_")}
        return inherited | dict(self.settings)

    async def say(self, *arguments: str, at: str = "") -> str:
        """Run one command to its end, as if it were another time, and return what it printed; raises ProgramError."""
        pipe = asyncio.subprocess.PIPE
        process = await self._start([*(("--rehearse-at", at) if at else ()), *arguments], pipe, pipe)
        try:
            async with asyncio.timeout(PATIENCE):
                out, err = await process.communicate()
        except TimeoutError:
            raise ProgramError(f"{arguments[0]}: no end within {PATIENCE:.0f} s") from None
        finally:
            await end(process, grace=0)
        if process.returncode:
            raise ProgramError(f"{' '.join(arguments)}: {last_line(err.decode(errors='replace'))}")
        return out.decode().strip()

    async def read(self, *arguments: str, at: str) -> Any:  # noqa: ANN401  # JSON as it came
        """Run one command, as if it were another time, and return the JSON that it printed; raises ProgramError."""
        said = await self.say(*arguments, "--json", at=at)
        try:
            return json.loads(said)
        except ValueError:
            raise ProgramError(f"{' '.join(arguments)}: no JSON but {said[:80]!r}") from None

    async def start(self, *arguments: str, log: Path) -> asyncio.subprocess.Process:
        """Start a command that stays and can be talked to, writing what it complains of at the end of `log`."""
        pipe = asyncio.subprocess.PIPE
        with log.open("ab") as file:
            return await self._start(arguments, pipe, file, pipe)

    async def _start(
        self,
        arguments: Sequence[str],
        out: Any,  # noqa: ANN401  # a file or asyncio's PIPE
        err: Any,  # noqa: ANN401  # the same
        into: int = asyncio.subprocess.DEVNULL,
    ) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *self.command,
            *arguments,
            env=self.environment(),
            # Where no .env of somebody's lies.
            cwd=self.folder,
            stdin=into,
            stdout=out,
            stderr=err,
            # A group of its own, so that its children can be ended with it.
            start_new_session=True,
        )
        self.guard.keep(process.pid)
        return process


async def end(process: asyncio.subprocess.Process, grace: float = GRACE) -> None:
    """End a process and all its children: kindly at first, after `grace` seconds without asking."""
    if process.returncode is None and grace:
        signal_group(process, signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), grace)
    signal_group(process, signal.SIGKILL)
    await process.wait()


def signal_group(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    """Send a signal to a process and its children, those that are left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def last_line(text: str) -> str:
    """Return the last line that says something."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "said nothing")
