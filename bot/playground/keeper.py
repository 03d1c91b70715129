"""Keeps the bot running: starts it, kills it on demand, starts it again when it dies, gives up when it keeps dying."""

import asyncio
import json
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.playground.board import DEAD, STARTING
from bot.playground.program import Program, ProgramError, end, last_line, signal_group

MOST_DEATHS = 5
WITHIN_SECONDS = 60.0


@dataclass
class Keeper:
    """The bot's process, from outside."""

    program: Program
    log: Path
    now: Callable[[], datetime]
    tell: Callable[[str], None]
    process: asyncio.subprocess.Process | None = None
    deaths: list[float] = field(default_factory=list)
    starts: int = 0
    killing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Start the bot, at the time that it is in the playground."""
        self.tell(STARTING)
        self.process = await self.program.start("run", "--rehearse-from", self.now().isoformat(), log=self.log)
        self.starts += 1

    async def move(self, to: datetime, on_the_way: Callable[[datetime], None]) -> int:
        """Let the bot's time move on; give how many letters it sent. Raises ProgramError if it dies meanwhile.

        `on_the_way` is told each moment at which something came due, before the bot does it.
        """
        async with self.killing:
            if self.process is None or self.process.stdin is None or self.process.stdout is None:
                raise ProgramError("run: the bot does not run")
            self.process.stdin.write((json.dumps({"now": to.isoformat()}) + "\n").encode())
            while line := await self.process.stdout.readline():
                told = json.loads(line)
                if "sent" in told:
                    return int(told["sent"])
                on_the_way(datetime.fromisoformat(told["at"]))
        raise ProgramError(f"run: ended on the way: {last_line(self.log.read_text(errors='replace'))}")

    async def kill(self, meanwhile: Callable[[], None] = lambda: None) -> float:
        """Kill the bot without warning, do something while it is dead, start it again; return the seconds of dying."""
        async with self.killing:
            began = time.monotonic()
            if self.process:
                signal_group(self.process, signal.SIGKILL)
                await self.process.wait()
            took = time.monotonic() - began
            self.tell(DEAD)
            meanwhile()
            await self.start()
            return took

    async def watch(self) -> None:
        """Start the bot again whenever it dies by itself; raises ProgramError if it dies too often."""
        while True:
            process = self.process
            if process is None:
                await self.start()
                continue
            await process.wait()
            async with self.killing:
                # If another process stands there now, it was we who killed the old one.
                if self.process is process:
                    self._mourn(process)
                    await self.start()

    def _mourn(self, process: asyncio.subprocess.Process) -> None:
        signal_group(process, signal.SIGKILL)
        self.tell(DEAD)
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if death > now - WITHIN_SECONDS] + [now]
        if len(self.deaths) > MOST_DEATHS:
            said = last_line(self.log.read_text(errors="replace"))
            raise ProgramError(f"run: ended {len(self.deaths)} times by itself (code {process.returncode}): {said}")

    async def stop(self) -> None:
        """End the bot and its children."""
        async with self.killing:
            if self.process:
                await end(self.process)
