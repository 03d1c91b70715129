"""How updates come in, and what the bot answers to machines: what is not asked for is not even loaded."""
# ruff: noqa: PLC0415  # see above

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from bot.watching import Watch
from bot.wire.chains import Handle
from bot.wire.places import Hook, Place
from bot.wire.receive import Receiver
from bot.wire.speak import Speaker


class Receiving(Protocol):
    """A way for updates to come in."""

    heard: float | None

    async def run(self, stop: asyncio.Event) -> bool:
        """Receive until told to stop; tell whether all that was under way was finished."""


def receiving(speaker: Speaker, handle: Handle, hook: Hook | None) -> Receiving:
    """Give the way for updates: they are brought where there is a webhook, and else fetched."""
    if hook is None:
        return Receiver(speaker.bot, handle)
    from bot.wire.webhook import Webhook

    return Webhook(speaker.bot, hook, handle, speaker.presses)


@asynccontextmanager
async def open_to(place: Place | None, receiver: Receiving, watch: Watch) -> AsyncIterator[None]:
    """Listen meanwhile, if anywhere: for updates where they are brought, and for who asks how the bot is.

    :raises PlaceFault: if the address cannot be had
    """
    if place is None:
        yield
        return
    from bot.observing import Observing
    from bot.wire.listen import listening
    from bot.wire.webhook import Webhook

    brought = receiver.routes if isinstance(receiver, Webhook) else ()
    async with listening(place, (*brought, *Observing(watch).routes)):
        yield
