"""The server: the bot's door, the people's door and the page on one port of this machine."""

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.playground.control import add_control_routes
from bot.playground.door import WORLD, add_bot_routes
from bot.playground.errors import in_words
from bot.playground.events import add_event_routes
from bot.playground.fault_door import add_fault_routes
from bot.playground.page import add_page_routes
from bot.playground.people_door import add_people_routes
from bot.playground.postman import delivering
from bot.playground.world import World

ROUTES = (
    *(add_bot_routes, add_people_routes, add_event_routes, add_control_routes, add_fault_routes),
    add_page_routes,
)
LONGEST_LINE = 160
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
    app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[in_words])
    app[WORLD] = world
    app.cleanup_ctx.append(delivering)
    for add in ROUTES:
        add(app)
    return app


def http_log() -> logging.Logger:
    """Return a log in which a request that is no HTTP is one line, not a traceback."""
    log = logging.getLogger(__name__)
    log.addFilter(in_one_line)
    return log


def in_one_line(record: logging.LogRecord) -> bool:
    """Let a record say in one line what was raised."""
    if record.exc_info:
        raised = " ".join(repr(record.exc_info[1]).split())
        record.msg, record.args, record.exc_info = f"{record.getMessage()}: {raised[:LONGEST_LINE]}", (), None
    return True


@asynccontextmanager
async def running(app: web.Application, listening: socket.socket) -> AsyncIterator[Address]:
    """Serve an application on a socket that listens already."""
    # A caller that is gone (killed) ends its call: otherwise its last asking would live on and be "terminated".
    runner = web.AppRunner(app, access_log=None, logger=http_log(), handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        yield Address(*listening.getsockname()[:2])
    finally:
        await runner.cleanup()


@asynccontextmanager
async def serve(world: World, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a world and give the bot's API address (`http://127.0.0.1:PORT/bot`); port 0 takes a free one."""
    with socket.create_server((host, port)) as listening:
        async with running(application(world), listening) as address:
            yield address.api
