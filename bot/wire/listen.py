"""Listening: the bot's one small server, for what stands before it or beside it on the same machine."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.wire.places import Place, PlaceFault

_MOST_BYTES = 1 << 20
"""Larger than any update; a larger body is answered with 413."""
_LAST_REPLIES_SECONDS = 1.0


@asynccontextmanager
async def listening(place: Place, routes: Iterable[web.RouteDef]) -> AsyncIterator[None]:
    """Answer requests meanwhile.

    :raises PlaceFault: if the address cannot be had
    """
    application = web.Application(client_max_size=_MOST_BYTES)
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_LAST_REPLIES_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, place.host, place.port).start()
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise PlaceFault(f"FOLJSAM_LISTEN cannot be listened at ({why}); choose another host:port") from error
        yield
    finally:
        await runner.cleanup()
