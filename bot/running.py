"""Running the bot in this process: what it needs until its first asking is loaded, and nothing else of the program."""
# ruff: noqa: PLC0415  # a setting that is wrong is told before anything is loaded, and what is loaded is left lean

import asyncio
import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any

from bot.discreet import hide_secrets
from bot.settings import read_settings


def run_here(rehearse_from: datetime | None = None) -> None:
    """Run the bot until SIGTERM.

    :param rehearse_from: with a clock that begins at this time and is moved from outside
    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault, PlaceFault: if it cannot start
    """
    found = read_settings()
    load_leanly()
    from bot.app import run_until_signal
    from bot.logs import set_up_logs
    from bot.loop import new_loop

    set_up_logs(found.log_format, found.secrets())
    hide_secrets()
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(run_until_signal(found, rehearse_from))


def load_leanly() -> None:
    """Load libraries without what they take in besides and a running bot never uses: 7 MB, and a tenth of a start.

    structlog takes what draws its traces in colour; the Telegram library its own transport, where ours is used; aiohttp
    all authorities' certificates for a default that no call of ours leaves to it (``bot.wire.transport.trusted``). What
    is left out is looked for in vain, or holds nothing that could be used, and only meanwhile.
    """
    no_httpx = ModuleType("httpx")
    vars(no_httpx)["__getattr__"] = lambda _: object  # annotations name its types
    without = _instead(sys.modules, {"rich": None, "httpx": no_httpx})
    with without, _instead(os.environ, {"SSL_CERT_FILE": os.devnull}):
        for library in ("aiohttp", "structlog", "telegram"):
            import_module(library)


@contextmanager
def _instead(of: MutableMapping[str, Any], others: Mapping[str, object]) -> Iterator[None]:
    """Let names stand for something else meanwhile."""
    before = {name: of[name] for name in others if name in of}
    of.update(others)
    try:
        yield
    finally:
        for name in others:
            del of[name]
        of.update(before)
