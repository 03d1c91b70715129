"""The events: everything that changes, as server-sent events, for a page that stays open."""

import contextlib
import json
from collections.abc import Iterator

from aiohttp import web

from bot.playground.door import WORLD
from bot.playground.people_door import view
from bot.playground.values import Json


def add_event_routes(app: web.Application) -> None:
    """Let the page listen."""
    app.router.add_get("/events", events)


async def events(request: web.Request) -> web.StreamResponse:
    """Send what stands on the board and every screen, and again whatever changes."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    bell, seen = request.app[WORLD].bell, -1
    # A page that is closed listens no more.
    with contextlib.suppress(ConnectionError):
        while True:
            now = bell.revision
            for event in list(news(request, seen)):
                await response.write(f"data: {json.dumps(event)}\n\n".encode())
            seen = now
            await bell.beyond(seen)
    return response


def news(request: web.Request, seen: int) -> Iterator[Json]:
    """Give what is newer than this change of the world: a new world first, for it ends the old one's screens."""
    world = request.app[WORLD]
    yield from world.board.since(seen)
    # What was written before anyone listened is asked for at /control/log.
    yield from world.journal.since(seen) if seen >= 0 else ()
    for person in world.people.values():
        if person.chat.revision > seen:
            yield view(request, person)
