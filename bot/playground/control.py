"""The control door: what stands outside Telegram: the clock, the bot's process, invitations made by the program."""

from datetime import UTC, datetime, timedelta

from aiohttp import web

from bot.playground import views
from bot.playground.asked import asked_for, number_in
from bot.playground.curtain import CURTAIN, Backstage, Curtain
from bot.playground.door import WORLD
from bot.playground.history import unused_name
from bot.playground.scene import curtain_rise

MOST_DAYS = 3700
MOST_PARTICIPANTS = 500


def add_control_routes(app: web.Application) -> None:
    """Let the page and scripts behind the scenes."""
    app[CURTAIN] = Curtain()
    app.router.add_get("/control/clock", clock)
    app.router.add_post("/control/clock", set_clock)
    app.router.add_post("/control/advance", advance)
    app.router.add_post("/control/kill", kill)
    app.router.add_post("/control/reset", reset)
    app.router.add_post("/control/fill", fill)
    app.router.add_get("/control/log", log)
    app.router.add_post("/control/block", block)
    app.router.add_post("/control/invite", invite)


async def clock(request: web.Request) -> web.Response:
    """Tell the world's time; while the history is lived through, the time to which it leads."""
    up = request.app[CURTAIN].up.is_set()
    return web.json_response({"now": (present(request) if up else curtain_rise()).astimezone(UTC).isoformat()})


async def set_clock(request: web.Request) -> web.Response:
    """Let it be a given time, not before the present one."""
    try:
        to = datetime.fromisoformat((await asked_for(request)).text("now"))
    except ValueError:
        raise web.HTTPBadRequest(text="now must be a time, as 2026-12-01T08:00:00+00:00") from None
    return await moved(request, to if to.tzinfo else to.replace(tzinfo=UTC))


async def advance(request: web.Request) -> web.Response:
    """Let days pass."""
    days = (await asked_for(request)).amount("days")
    if not 0 < days <= MOST_DAYS:
        raise web.HTTPBadRequest(text=f"days must be a number, more than 0 and at most {MOST_DAYS}")
    await request.app[CURTAIN].up.wait()
    return await moved(request, present(request) + timedelta(days=days))


async def moved(request: web.Request, to: datetime) -> web.Response:
    """Move the time and tell what it is now, and how many letters came in between."""
    async with request.app[CURTAIN].turns:
        if not present(request) <= to <= present(request) + timedelta(days=MOST_DAYS):
            raise web.HTTPBadRequest(text=f"time moves forward, and at most {MOST_DAYS} days at once")
        sent = await backstage(request).move(to)
    return web.json_response({"now": present(request).isoformat(), "sent": sent})


def present(request: web.Request) -> datetime:
    """Return the world's time."""
    return datetime.fromtimestamp(request.app[WORLD].now(), UTC)


async def kill(request: web.Request) -> web.Response:
    """Kill the bot and start it again; tell how long it was away and what became of the updates that waited."""
    return web.json_response(await backstage(request).kill())


async def reset(request: web.Request) -> web.Response:
    """Begin again with an empty world."""
    behind = backstage(request)
    async with request.app[CURTAIN].down():
        await behind.reset()
    return web.json_response({"ok": True})


async def fill(request: web.Request) -> web.Response:
    """Let invented people live through their time in a programme; tell who they are."""
    wanted = (await asked_for(request)).number("participants")
    if not 1 <= wanted <= MOST_PARTICIPANTS:
        raise web.HTTPBadRequest(text=f"participants must be a whole number from 1 to {MOST_PARTICIPANTS}")
    async with request.app[CURTAIN].turns:
        people = await backstage(request).fill(wanted)
    return web.json_response({"people": [person.id for person in people]}, status=201)


async def log(request: web.Request) -> web.Response:
    """Tell what was sent to whom, when and why; with `since`, what came after that number."""
    return web.json_response(request.app[WORLD].journal.after(number_in(request, "since", 0)))


async def block(request: web.Request) -> web.Response:
    """Let the person of a chat block the bot."""
    person = request.app[WORLD].people.get((await asked_for(request)).number("chat"))
    if person is None:
        raise web.HTTPNotFound(text="no such chat")
    person.block()
    return web.json_response({"ok": True})


async def invite(request: web.Request) -> web.Response:
    """Make an invitation and a new person who opens it."""
    programme = (await asked_for(request)).text("programme", "")
    async with request.app[CURTAIN].turns:
        payload = await backstage(request).invitation(programme)
    world = request.app[WORLD]
    person = world.person(unused_name(world))
    person.start(payload)
    return web.json_response(views.phone(person, "participant"), status=201)


def backstage(request: web.Request) -> Backstage:
    """Return whoever runs the bot; answers 501 if nobody here does."""
    behind = request.app[CURTAIN].behind
    if behind is None:
        raise web.HTTPNotImplemented(text="no bot is run from here")
    return behind
