"""The program in a process of its own or in this one, and an environment in which it can start."""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import pytest

from bot.cli import app
from bot.terminal import plain_errors
from flows.catalogue import SHIPPED
from storage.seal import new_key
from tests.forking import command

TOKEN = "4242424242:AA-a_secret_that_nobody_may_read"
KEY = new_key()
NOWHERE = "http://127.0.0.1:9/bot"
"""An address at which nobody answers."""
SOON = 10.0
"""Within so many seconds a bad start must have stopped."""


class Ran(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on standard error, which is no traceback and holds no secret."""
        assert not self.out
        [line] = self.err.splitlines()
        assert line.startswith("foljsam: ")
        assert not any(secret in line for secret in (TOKEN, TOKEN.partition(":")[2], KEY))
        return line


def environment(folder: Path, **settings: str | None) -> dict[str, str]:
    """Give what makes a good start in a folder, with some settings changed, or left out (``None``)."""
    good: dict[str, str | None] = {
        "FOLJSAM_TOKEN": TOKEN,
        "FOLJSAM_API_URL": NOWHERE,
        "FOLJSAM_DATABASE": str(folder / "foljsam.db"),
        "FOLJSAM_KEY": KEY,
        "FOLJSAM_ASSOCIATION": str(SHIPPED / "association.yaml"),
        **{f"FOLJSAM_{name}": value for name, value in settings.items()},
    }
    others = {name: value for name, value in os.environ.items() if not name.startswith("FOLJSAM_")}
    return others | {name: value for name, value in good.items() if value is not None}


async def started(
    *arguments: str, env: Mapping[str, str], cwd: Path, options: tuple[str, ...] = ()
) -> asyncio.subprocess.Process:
    """Start a command."""
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, *options, "-m", "bot", *arguments, env=env, cwd=cwd, stdout=pipe, stderr=pipe
    )


def ran_here(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Ran:
    """Run a command to its end in this process, which loads everything only once."""
    out, err = StringIO(), StringIO()
    given = environment(cwd) if env is None else env
    with (
        patch.dict(os.environ, given, clear=True),
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
        plain_errors(),
    ):
        app(arguments)
    return Ran(int(ended.value.code or 0), out.getvalue(), err.getvalue())


async def foljsam(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, off: tuple[str, ...] = ()) -> Ran:
    """Run a command to its end in a process of its own.

    :param off: the mechanisms that it lacks
    """
    given = environment(cwd) if env is None else env
    return Ran(*await command(*arguments, environment=given, folder=cwd, within=SOON, off=off))
