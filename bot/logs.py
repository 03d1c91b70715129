"""Log lines: what happened, never what was said. Libraries are silenced, for theirs hold addresses and messages."""

import logging
import sys
from typing import Literal

import structlog


def set_up_logs(form: Literal["console", "json"]) -> None:
    """Write our own lines to standard error and nobody else's anywhere.

    HTTP libraries log whole addresses, token included; the Telegram library logs whole updates; aiosqlite logs
    statements' arguments. So nothing of the standard library's logging gets out, at any level.
    """
    logging.disable(logging.CRITICAL)
    renderer = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
