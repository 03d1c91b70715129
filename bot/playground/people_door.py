"""The people's door: what the page and outside scripts do as people, over HTTP."""

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.playground import views
from bot.playground.asked import LONGEST_NUMBER, Asked, asked_for, number_in
from bot.playground.curtain import CURTAIN
from bot.playground.door import WORLD
from bot.playground.messages import Message
from bot.playground.people import LANGUAGE, Person
from bot.playground.values import ImpossibleError, Json

LONGEST_POLL = 25.0
LONGEST_NAME = 64
LONGEST_FILE_NAME = 255
#: What Telegram calls a file whose kind the phone does not know.
UNKNOWN = "application/octet-stream"
#: What the bot is not told can be done also while the scene is being set.
AT_ONCE = frozenset({"seen", "language"})


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
    asked = await asked_for(request)
    name, language = asked.text("first_name", "Deltagare"), asked.text("language_code", "sv")
    if not name.strip() or len(name) > LONGEST_NAME:
        raise web.HTTPBadRequest(text=f"first_name must have 1 to {LONGEST_NAME} characters")
    if not LANGUAGE.fullmatch(language):
        raise web.HTTPBadRequest(text="language_code must be a phone's language, as sv, ar or pt-br")
    person = request.app[WORLD].person(name, language or None, username=asked.text("username", "") or None)
    return web.json_response(view(request, person), status=201)


async def screen(request: web.Request) -> web.Response:
    """Return a screen; with `since`, wait until it is newer than that revision (or for 25 s)."""
    person = found(request)
    since = number_in(request, "since", -1)
    try:
        async with asyncio.timeout(LONGEST_POLL):
            while person.chat.revision <= since:
                await person.world.bell.change()
    except TimeoutError:
        pass
    return web.json_response(view(request, person))


async def act(request: web.Request) -> web.Response:
    """Let a person do something; answers their screen, or 409 with the reason why a phone would not let them."""
    person, action = found(request), ACTIONS.get(request.match_info["action"])
    if action is None:
        raise web.HTTPNotFound(text=f"people can: {', '.join(ACTIONS)}")
    asked = await asked_for(request)
    if request.match_info["action"] not in AT_ONCE:
        await request.app[CURTAIN].up.wait()
    other = action(person, asked)
    return web.json_response(view(request, other if isinstance(other, Person) else person))


async def file(request: web.Request) -> web.Response:
    """Return a file that was sent in a chat."""
    kept = request.app[WORLD].files.get(request.match_info["id"])
    if kept is None:
        raise web.HTTPNotFound(text="no such file")
    # What a bot sends is shown as a picture or downloaded, never run in the page.
    headers = {"Content-Type": kept.mime, "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    return web.Response(body=kept.data, headers=headers)


def found(request: web.Request) -> Person:
    """Return the person whom the address names."""
    world, name = request.app[WORLD], request.match_info["id"]
    person = world.people.get(int(name)) if name.isdecimal() and len(name) <= LONGEST_NUMBER else None
    if person is None:
        raise web.HTTPNotFound(text="no such person")
    return person


def written(person: Person, asked: Asked) -> Message | None:
    """Return the message that a request names; raises ImpossibleError if it is not on the screen."""
    if "message" not in asked:
        return None
    number = asked.number("message")
    message = person.chat.messages.get(number) or person.chat.deleted.get(number)
    if message is None:
        raise ImpossibleError("no such message")
    return message


def own(person: Person, asked: Asked) -> Message:
    """Return the message that a request must name."""
    message = written(person, asked)
    if message is None or message.id in person.chat.deleted:
        raise ImpossibleError("which message?")
    return message


def press(person: Person, asked: Asked) -> None:
    """Press by data or by place."""
    if "data" in asked:
        person.press_data(asked.text("data"), message=written(person, asked))
    elif "label" in asked:
        person.press_label(asked.text("label"), message=written(person, asked))
    else:
        person.press(asked.number("row", 0), asked.number("column", 0), message=written(person, asked))


def send_file(person: Person, asked: Asked) -> None:
    """Send a file of one's own: `name`, `data` in base64, and its `mime` type if it is known."""
    name = asked.text("name")
    if not name.strip() or len(name) > LONGEST_FILE_NAME:
        raise web.HTTPBadRequest(text=f"name must have 1 to {LONGEST_FILE_NAME} characters")
    try:
        data = base64.b64decode(asked.text("data"), validate=True)
    except ValueError:
        raise web.HTTPBadRequest(text="data must be base64") from None
    person.send_file(name, data, asked.text("mime", "") or UNKNOWN)


ACTIONS: dict[str, Callable[[Person, Asked], object]] = {
    "send": lambda person, asked: person.send(asked.text("text")),
    "start": lambda person, asked: person.start(asked.text("payload", "")),
    "open": lambda person, asked: person.open(asked.text("link")),
    "press": press,
    "attach": lambda person, asked: person.attach(asked.text("kind")),
    "send-file": send_file,
    "edit": lambda person, asked: person.edit(own(person, asked), asked.text("text")),
    "delete": lambda person, asked: person.delete(own(person, asked)),
    "language": lambda person, asked: person.speak(asked.text("language")),
    "seen": lambda person, _asked: person.look(),
    "block": lambda person, _asked: person.block(),
    "unblock": lambda person, _asked: person.unblock(),
    "new-phone": lambda person, _asked: person.new_phone(),
}
