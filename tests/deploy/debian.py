"""A clean Debian of its own, with systemd as its first process, in which the runbook can be followed as it stands.

It is made from Debian's mirror into a folder (mmdebstrap) and started there (systemd-nspawn). It shares this machine's
network, so a playground here is Telegram there.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import STDOUT

NEEDS = ("mmdebstrap", "systemd-nspawn", "nsenter")
SUITE = os.environ.get("DEBIAN_SUITE", "bookworm")
_PACKAGES = "ca-certificates,dbus,systemd,systemd-sysv"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_PATIENCE = 600.0
_UP = {"running", "degraded"}


def hindrance() -> str:
    """Tell why there can be none here; nothing if there can."""
    missing = [name for name in NEEDS if shutil.which(name) is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    return "" if os.geteuid() == 0 else "it takes root"


@dataclass(frozen=True)
class Debian:
    """A machine that runs: its folder, and its first process as seen from here."""

    root: Path
    leader: int

    async def types(self, commands: str, **environment: str) -> str:
        """Let somebody type commands as root; give what was printed.

        :raises AssertionError: if one of them fails
        """
        code, printed = await self.tries(commands, **environment)
        assert code == 0, f"{commands}\n{printed}"
        return printed

    async def tries(self, commands: str, **environment: str) -> tuple[int, str]:
        """Let somebody type commands that may fail."""
        certificates = {"PIP_CERT": str(_CERTIFICATES), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        words = ("nsenter", f"--target={self.leader}", "--all", "bash", "-euo", "pipefail", "-c", commands)
        process = await asyncio.create_subprocess_exec(
            *words,
            env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", **certificates, **environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=STDOUT,
        )
        printed, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
        return process.returncode or 0, printed.decode()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Debian]:
    """Make a machine in a folder, start it, and end it with all that runs in it."""
    root = folder / "debian"
    await _done("mmdebstrap", "--quiet", "--variant=minbase", f"--include={_PACKAGES}", SUITE, str(root))
    with (folder / "console.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--console=pipe"),
            *(f"--bind-ro={_CERTIFICATES}", f"--directory={root}", "--boot"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=STDOUT,
        )
    try:
        async with asyncio.timeout(_PATIENCE):
            machine = await _is_up(root, process.pid)
        yield machine
    finally:
        process.terminate()
        await process.wait()


async def _done(*words: str) -> None:
    process = await asyncio.create_subprocess_exec(*words)
    assert await asyncio.wait_for(process.wait(), _PATIENCE) == 0, words


async def _is_up(root: Path, started: int) -> Debian:
    """Wait until systemd answers and has started what it starts; that something of no matter failed is as good.

    :param started: what started the machine; its child becomes the first process in there
    """
    children = Path(f"/proc/{started}/task/{started}/children").read_text
    while True:
        if leaders := children().split():
            machine = Debian(root, int(leaders[-1]))
            if (await machine.tries("systemctl is-system-running --wait"))[1].strip() in _UP:
                return machine
        await asyncio.sleep(0.2)  # no bell rings when it can be entered
