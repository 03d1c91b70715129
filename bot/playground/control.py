"""The control door: what stands outside Telegram: the clock, the bot's process, invitations made by the program."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from aiohttp import web

from bot.playground import views
from bot.playground.door import WORLD
from bot.playground.people_door import body
from bot.playground.program import ProgramError
from bot.playground.world import World


class Backstage(Protocol):
    """Whoever runs the bot's process."""

    async def kill(self) -> None:
        """Kill the bot without warning and start it again."""

    async def move(self, to: datetime) -> int:
        """Let time move on, for Telegram and the bot; return how many letters the bot sent on the way."""

    async def invitation(self, programme: str) -> str:
        """Return the payload of a new invitation; an empty programme means the usual one."""


@dataclass
class Curtain:
    """What stands before the backstage; nobody is behind it where a test runs the bot itself."""

    behind: Backstage | None = None


CURTAIN = web.AppKey("curtain", Curtain)
MOST_DAYS = 3700
NAMES = ("Alex", "Billie", "Charlie", "Elis", "Kim", "Lo", "Mika", "Noa", "Robin", "Sam")


def add_control_routes(app: web.Application) -> None:
    """Let the page and scripts behind the scenes."""
    app[CURTAIN] = Curtain()
    app.router.add_get("/control/clock", clock)
    app.router.add_post("/control/clock", set_clock)
    app.router.add_post("/control/advance", advance)
    app.router.add_post("/control/kill", kill)
    app.router.add_post("/control/block", block)
    app.router.add_post("/control/invite", invite)


async def clock(request: web.Request) -> web.Response:
    """Tell the world's time."""
    return web.json_response({"now": present(request).isoformat()})


async def set_clock(request: web.Request) -> web.Response:
    """Let it be a given time, not before the present one."""
    try:
        to = datetime.fromisoformat(str((await body(request)).get("now")))
    except ValueError:
        raise web.HTTPBadRequest(text="now must be a time, as 2026-12-01T08:00:00+00:00") from None
    return await moved(request, to if to.tzinfo else to.replace(tzinfo=UTC))


async def advance(request: web.Request) -> web.Response:
    """Let days pass."""
    days = (await body(request)).get("days")
    if not isinstance(days, int | float) or isinstance(days, bool) or not 0 < days <= MOST_DAYS:
        raise web.HTTPBadRequest(text=f"days must be a number, more than 0 and at most {MOST_DAYS}")
    return await moved(request, present(request) + timedelta(days=days))


async def moved(request: web.Request, to: datetime) -> web.Response:
    """Move the time and tell what it is now, and how many letters came in between."""
    if not present(request) <= to <= present(request) + timedelta(days=MOST_DAYS):
        raise web.HTTPBadRequest(text=f"time moves forward, and at most {MOST_DAYS} days at once")
    try:
        sent = await backstage(request).move(to)
    except ProgramError as error:
        return web.json_response({"error": str(error)}, status=502)
    return web.json_response({"now": present(request).isoformat(), "sent": sent})


def present(request: web.Request) -> datetime:
    """Return the world's time."""
    return datetime.fromtimestamp(request.app[WORLD].now(), UTC)


async def kill(request: web.Request) -> web.Response:
    """Kill the bot and start it again."""
    await backstage(request).kill()
    return web.json_response({"ok": True})


async def block(request: web.Request) -> web.Response:
    """Let the person of a chat block the bot."""
    person = request.app[WORLD].people.get((await body(request)).get("chat", 0))
    if person is None:
        raise web.HTTPNotFound(text="no such chat")
    person.block()
    return web.json_response({"ok": True})


async def invite(request: web.Request) -> web.Response:
    """Make an invitation and a new person who opens it."""
    try:
        payload = await backstage(request).invitation(str((await body(request)).get("programme", "")))
    except ProgramError as error:
        return web.json_response({"error": str(error)}, status=502)
    world = request.app[WORLD]
    person = world.person(unused_name(world))
    person.start(payload)
    return web.json_response(views.phone(person, "participant"), status=201)


def unused_name(world: World) -> str:
    """Return a name that nobody has yet."""
    taken = {person.names["first_name"] for person in world.people.values()}
    return next((name for name in NAMES if name not in taken), f"Deltagare {len(taken) + 1}")


def backstage(request: web.Request) -> Backstage:
    """Return whoever runs the bot; answers 501 if nobody here does."""
    behind = request.app[CURTAIN].behind
    if behind is None:
        raise web.HTTPNotImplemented(text="no bot is run from here")
    return behind
