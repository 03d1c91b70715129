"""Follows a page of the handbook as somebody would who types what stands there, in an empty folder."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tests.handbook.pages import OWN_WINDOW, Fence

_PATIENCE = 60.0
_SHELL = ("bash", "-euo", "pipefail", "-c")


class StuckError(Exception):
    """Who follows the page gets no further; the message says on which line, and what they saw."""


@dataclass
class Reader:
    """Somebody at a terminal in a folder, where the program is installed.

    :param settings: what stands for the world outside: the token, and where Telegram is
    """

    folder: Path
    settings: dict[str, str]
    windows: list[asyncio.subprocess.Process] = field(default_factory=list)

    async def does(self, fence: Fence) -> str:
        """Write the file or type the commands of a fence; give what the commands printed.

        :raises StuckError: if that cannot be done, or a command complains
        """
        match fence.language, fence.about:
            case "sh", "":
                return await self._type(fence)
            case "sh", words if words == OWN_WINDOW:
                with (self.folder / "window.log").open("ab") as log:
                    self.windows.append(await self._started(fence.text, log, asyncio.subprocess.STDOUT))
                return ""
            case "yaml" | "ini" | "csv", path if path:
                return self._write(fence)
        raise StuckError(f"line {fence.line}: neither a file with its name nor a command: {fence}")

    async def follows(self, steps: Iterable[Fence]) -> None:
        """Do one step after another.

        :raises StuckError: at the first that cannot be done
        """
        for step in steps:
            await self.does(step)

    def _write(self, fence: Fence) -> str:
        file = (self.folder / fence.about).resolve()
        if not (file.is_relative_to(self.folder.resolve()) and file.parent.is_dir()):
            raise StuckError(f"line {fence.line}: there is no folder for {fence.about}")
        file.write_text(fence.text, "utf-8")
        return ""

    async def _type(self, fence: Fence) -> str:
        process = await self._started(fence.text, asyncio.subprocess.PIPE, asyncio.subprocess.PIPE)
        async with asyncio.timeout(_PATIENCE):
            out, err = await process.communicate()
        if process.returncode:
            raise StuckError(f"line {fence.line}: {fence.text.strip()}: {err.decode().strip()}")
        return out.decode()

    async def _started(self, text: str, out: IO[bytes] | int, err: int) -> asyncio.subprocess.Process:
        others = {name: value for name, value in os.environ.items() if not name.startswith("FOLJSAM_")}
        path = os.pathsep.join((str(Path(sys.executable).parent), others.get("PATH", "")))
        return await asyncio.create_subprocess_exec(
            *_SHELL,
            text,
            env={**others, **self.settings, "PATH": path},
            cwd=self.folder,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )

    async def leaves(self) -> None:
        """Close the windows, with all that runs in them."""
        for window in self.windows:
            if window.returncode is None:
                os.killpg(window.pid, signal.SIGTERM)
            await asyncio.wait_for(window.wait(), _PATIENCE)


@asynccontextmanager
async def reader(folder: Path, **settings: str) -> AsyncIterator[Reader]:
    """Give a reader in a folder, who leaves nothing running.

    :param settings: by name without the prefix
    """
    found = Reader(folder, {f"FOLJSAM_{name.upper()}": value for name, value in settings.items()})
    try:
        yield found
    finally:
        await found.leaves()
