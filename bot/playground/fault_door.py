"""The fault switch over HTTP, for scripts outside: what shall go wrong between the bot and Telegram, and how often."""

from collections.abc import Callable

from aiohttp import web

from bot.playground.asked import Asked, asked_for
from bot.playground.door import WORLD
from bot.playground.faults import (
    Answer,
    Fault,
    Planted,
    answer,
    answer_after,
    cut_after,
    cut_before,
    delay,
    fail,
    garbage,
    json_answer,
    truncated,
)
from bot.playground.methods import METHODS
from bot.playground.updates import DUPLICATED, SWAPPED
from bot.playground.values import Json

FAILED = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
LONGEST_SECONDS = 3600


def too_many(seconds: int) -> Fault:
    """Refuse what is too fast."""
    return fail(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


#: Each makes a fault of a number of seconds, which most do without.
KINDS: dict[str, Callable[[int], Fault]] = {
    "too_many": too_many,
    "server_error": lambda _: fail(500, "Internal Server Error"),
    "bad_gateway": lambda _: garbage(),
    "garbage": lambda _: answer(Answer(200, b"\x00nonsense")),
    "cut_before": lambda _: cut_before(),
    "cut_after": lambda _: cut_after(),
    "truncated": lambda _: truncated(),
    "failed_after": lambda _: answer_after(json_answer(500, FAILED)),
    "late": delay,
}
OF_UPDATES = (DUPLICATED, SWAPPED)


def add_fault_routes(app: web.Application) -> None:
    """Let scripts plant faults and take them away."""
    app.router.add_get("/control/faults", planted)
    app.router.add_post("/control/faults", plant)
    app.router.add_delete("/control/faults", clear)


async def planted(request: web.Request) -> web.Response:
    """Tell which faults are planted."""
    world = request.app[WORLD]
    updates = [{"kind": kind, "times": left} for kind, left in world.inbox.disorder.items() if left]
    return web.json_response([*map(view, world.faults.planted), *updates])


def view(fault: Planted) -> Json:
    """Return a planted fault as it was asked for, and how often it has struck."""
    return {"kind": fault.name, "times": fault.times, "struck": fault.struck}


async def plant(request: web.Request) -> web.Response:
    """Plant `{"kind", "methods": [], "chat", "times", "seconds"}`; without methods or chat all are struck, once."""
    asked, world = await asked_for(request), request.app[WORLD]
    kind, times = asked.text("kind"), repetitions(asked)
    if kind in OF_UPDATES:
        world.inbox.disorder[kind] += times or 1
        return web.json_response({"kind": kind, "times": times or 1}, status=201)
    if kind not in KINDS:
        raise web.HTTPBadRequest(text=f"kind must be one of {', '.join([*KINDS, *OF_UPDATES])}")
    seconds = asked.number("seconds", 1)
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise web.HTTPBadRequest(text=f"seconds must be a whole number from 0 to {LONGEST_SECONDS}")
    chat = asked.number("chat") if "chat" in asked else None
    made = world.faults.plant(KINDS[kind](seconds), *methods(asked), chat=chat, times=times, name=kind)
    return web.json_response(view(made), status=201)


def repetitions(asked: Asked) -> int | None:
    """Return how often a fault shall strike: once if nothing is said, always for null."""
    if "times" in asked and asked.values["times"] is None:
        return None
    times = asked.number("times", 1)
    if times < 1:
        raise web.HTTPBadRequest(text="times must be at least 1, or null for always")
    return times


def methods(asked: Asked) -> list[str]:
    """Return the methods that shall be struck."""
    named = asked.values.get("methods", [])
    if not isinstance(named, list) or any(name not in METHODS for name in map(str, named)):
        raise web.HTTPBadRequest(text="methods must be a list of the Bot API's methods, as sendMessage")
    return [str(name) for name in named]


async def clear(request: web.Request) -> web.Response:
    """Take all faults away."""
    world = request.app[WORLD]
    world.faults.clear()
    world.inbox.settle()
    return web.json_response([])
