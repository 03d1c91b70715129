"""The server: the bot's door, the people's door and the page on one port of this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.playground.door import WORLD, add_bot_routes
from bot.playground.world import World

LARGEST_REQUEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Address:
    """Where the playground can be reached."""

    host: str
    port: int

    @property
    def page(self) -> str:
        """The page for people."""
        return f"http://{self.host}:{self.port}/"

    @property
    def api(self) -> str:
        """What the bot gets as its API address."""
        return f"{self.page}bot"

    @property
    def control(self) -> str:
        """The control door."""
        return f"{self.page}control"


def application(world: World) -> web.Application:
    """Return the whole application around a world."""
    app = web.Application(client_max_size=LARGEST_REQUEST)
    app[WORLD] = world
    add_bot_routes(app)
    return app


@asynccontextmanager
async def running(app: web.Application, host: str, port: int) -> AsyncIterator[Address]:
    """Serve an application; raises OSError if the port is taken."""
    # A caller that is gone (killed) ends its call: otherwise its last asking would live on and be "terminated".
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield Address(host, runner.addresses[0][1])
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serve(world: World, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a world and give the bot's API address (`http://127.0.0.1:PORT/bot`); port 0 takes a free one."""
    async with running(application(world), host, port) as address:
        yield address.api
