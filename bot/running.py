"""Running the bot in this process: what it needs until its first asking is loaded, and nothing else of the program."""
# ruff: noqa: PLC0415  # a setting that is wrong is told before anything is loaded, and what is loaded is left lean

import asyncio
import os
import sys
from datetime import datetime

from bot.discreet import hide_secrets
from bot.settings import read_settings


def run_here(rehearse_from: datetime | None = None) -> None:
    """Run the bot until SIGTERM.

    :param rehearse_from: with a clock that begins at this time and is moved from outside
    :raises SettingsFault, KeyFault, DefinitionsError, DatabaseFault, TokenFault, PlaceFault: if it cannot start
    """
    found = read_settings()
    _load_leanly()
    from bot.app import run_until_signal
    from bot.logs import set_up_logs

    set_up_logs(found.log_format, found.secrets())
    hide_secrets()
    asyncio.run(run_until_signal(found, rehearse_from))


def _load_leanly() -> None:
    """Load two libraries without what they take in besides, if it is there, and what is never used of it: 10 MB.

    structlog takes what draws its traces in colour. aiohttp reads all authorities' certificates for a default that no
    call of ours leaves to it (``bot.wire.transport.trusted``).
    """
    for unused in ("rich", "greenlet"):
        sys.modules.setdefault(unused, None)  # type: ignore[arg-type]  # this is how an import is told to find nothing
    authorities = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = os.devnull
    try:
        import aiohttp
        import structlog
    finally:
        del os.environ["SSL_CERT_FILE"]
        if authorities is not None:
            os.environ["SSL_CERT_FILE"] = authorities
    del aiohttp, structlog
