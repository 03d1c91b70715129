"""The event loop that the bot runs on."""

import asyncio
from contextlib import suppress


def new_loop() -> asyncio.AbstractEventLoop:
    """Make a loop: libuv's where it is installed, at five per cent less of the processor an answer, else Python's."""
    with suppress(ImportError):
        from uvloop import new_event_loop  # noqa: PLC0415  # nobody else needs it, and not every system has it

        return new_event_loop()
    return asyncio.new_event_loop()
