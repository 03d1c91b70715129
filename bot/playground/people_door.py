"""The people's door: what the page and outside scripts do as people, over HTTP."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.playground import views
from bot.playground.curtain import CURTAIN
from bot.playground.door import WORLD
from bot.playground.messages import Message
from bot.playground.people import Person
from bot.playground.values import ImpossibleError, Json

LONGEST_POLL = 25.0


@dataclass
class Roles:
    """Who plays what: coach, coordinator; everybody else is a participant."""

    by_person: dict[int, str] = field(default_factory=dict)

    def of(self, person: Person) -> str:
        """Return the role that the page shows a person in."""
        return self.by_person.get(person.id, "participant")


ROLES = web.AppKey("roles", Roles)


def add_people_routes(app: web.Application) -> None:
    """Let people and the page in."""
    app[ROLES] = Roles()
    app.router.add_get("/people", everybody)
    app.router.add_post("/people", new_person)
    app.router.add_get("/people/{id}/chat", screen)
    app.router.add_post("/people/{id}/{action}", act)
    app.router.add_get("/files/{id}", file)


def view(request: web.Request, person: Person) -> Json:
    """Return a person's screen."""
    return views.phone(person, request.app[ROLES].of(person))


async def everybody(request: web.Request) -> web.Response:
    """Return all screens."""
    return web.json_response([view(request, person) for person in request.app[WORLD].people.values()])


async def new_person(request: web.Request) -> web.Response:
    """Make a new person: `first_name`, `language_code`, `username`, each optional."""
    asked = await body(request)
    name, language = str(asked.get("first_name", "Deltagare")), str(asked.get("language_code", "sv"))
    person = request.app[WORLD].person(name, language, username=asked.get("username"))
    return web.json_response(view(request, person), status=201)


async def screen(request: web.Request) -> web.Response:
    """Return a screen; with `since`, wait until it is newer than that revision (or for 25 s)."""
    person = found(request)
    since = int(request.query.get("since", "-1"))
    try:
        async with asyncio.timeout(LONGEST_POLL):
            while person.chat.revision <= since:
                await person.world.bell.change()
    except TimeoutError:
        pass
    return web.json_response(view(request, person))


async def act(request: web.Request) -> web.Response:
    """Let a person do something; answers their screen, or 409 with the reason why a phone would not let them."""
    await request.app[CURTAIN].up.wait()
    person, action = found(request), ACTIONS.get(request.match_info["action"])
    if action is None:
        raise web.HTTPNotFound(text=f"people can: {', '.join(ACTIONS)}")
    try:
        other = action(person, await body(request))
    except ImpossibleError as error:
        return web.json_response({"error": str(error)}, status=409)
    except (KeyError, TypeError, ValueError) as error:
        return web.json_response({"error": f"cannot read the request: {error!r}"}, status=400)
    return web.json_response(view(request, other if isinstance(other, Person) else person))


async def file(request: web.Request) -> web.Response:
    """Return a file that was sent in a chat."""
    kept = request.app[WORLD].files.get(request.match_info["id"])
    if kept is None:
        raise web.HTTPNotFound
    # What a bot sends is shown as a picture or downloaded, never run in the page.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=kept.data, content_type=kept.mime, headers=headers)


async def body(request: web.Request) -> Json:
    """Return the request's JSON object, empty without a body."""
    content = await request.text()
    try:
        read = json.loads(content or "{}")
    except ValueError as error:
        raise web.HTTPBadRequest(text=f"not JSON: {error}") from error
    if not isinstance(read, dict):
        raise web.HTTPBadRequest(text="a JSON object is expected")
    return read


def found(request: web.Request) -> Person:
    """Return the person whom the address names."""
    world, name = request.app[WORLD], request.match_info["id"]
    person = world.people.get(int(name)) if name.isdecimal() else None
    if person is None:
        raise web.HTTPNotFound(text="no such person")
    return person


def written(person: Person, asked: Json) -> Message | None:
    """Return the message that a request names; raises ImpossibleError if it is not on the screen."""
    if "message" not in asked:
        return None
    message = person.chat.messages.get(int(asked["message"])) or person.chat.deleted.get(int(asked["message"]))
    if message is None:
        raise ImpossibleError("no such message")
    return message


def own(person: Person, asked: Json) -> Message:
    """Return the message that a request must name."""
    message = written(person, asked)
    if message is None or message.id in person.chat.deleted:
        raise ImpossibleError("which message?")
    return message


def press(person: Person, asked: Json) -> None:
    """Press by data or by place."""
    if "data" in asked:
        person.press_data(str(asked["data"]), message=written(person, asked))
    elif "label" in asked:
        person.press_label(str(asked["label"]), message=written(person, asked))
    else:
        place = int(asked.get("row", 0)), int(asked.get("column", 0))
        person.press(*place, message=written(person, asked))


ACTIONS: dict[str, Callable[[Person, Json], object]] = {
    "send": lambda person, asked: person.send(str(asked["text"])),
    "start": lambda person, asked: person.start(str(asked.get("payload", ""))),
    "open": lambda person, asked: person.open(str(asked["link"])),
    "press": press,
    "attach": lambda person, asked: person.attach(str(asked["kind"])),
    "edit": lambda person, asked: person.edit(own(person, asked), str(asked["text"])),
    "delete": lambda person, asked: person.delete(own(person, asked)),
    "language": lambda person, asked: person.speak(str(asked["language"])),
    "seen": lambda person, _asked: person.look(),
    "block": lambda person, _asked: person.block(),
    "unblock": lambda person, _asked: person.unblock(),
    "new-phone": lambda person, _asked: person.new_phone(),
}
