"""The bot's door: HTTP in, one method, HTTP out."""

import json
import time

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.playground.faults import Answer, json_answer, refusal
from bot.playground.methods import BY_NAME, Method
from bot.playground.parameters import Parameters, Upload
from bot.playground.records import Call
from bot.playground.values import Described, Json, Refusal
from bot.playground.world import World

WORLD = web.AppKey("world", World)
BOT_PATH = r"{token:\d+:[A-Za-z0-9_-]+}"


def add_bot_routes(app: web.Application) -> None:
    """Let the bot in."""
    app.router.add_route("*", f"/bot{BOT_PATH}/{{method}}", call)
    app.router.add_get(f"/file/bot{BOT_PATH}/{{path:.+}}", download)
    app.router.add_route("*", "/bot{rest:.*}", nowhere)


async def nowhere(_request: web.Request) -> web.StreamResponse:
    """Answer an address that is none, as Telegram does."""
    return plain(refusal(404, "Not Found"))


async def download(request: web.Request) -> web.StreamResponse:
    """Hand out a file that getFile told of."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return plain(refusal(401, "Unauthorized"))
    found = next((file for file in world.files.values() if file.path == request.match_info["path"]), None)
    if found is None:
        return plain(refusal(404, "Not Found"))
    return web.Response(body=found.data, headers={"Content-Type": found.mime})


async def call(request: web.Request) -> web.StreamResponse:
    """Answer one call of the bot, through whatever faults are planted."""
    world = request.app[WORLD]
    if request.match_info["token"] != world.token:
        return plain(refusal(401, "Unauthorized"))
    try:
        parameters = await read(request)
    except web.HTTPRequestEntityTooLarge:
        return plain(refusal(413, "Request Entity Too Large"))
    except (ValueError, LookupError, RecursionError, HttpProcessingError):
        return plain(refusal(400, "Bad Request: can't parse the request's JSON object"))
    name, method = BY_NAME.get(request.match_info["method"].lower(), (request.match_info["method"], unknown))
    record = Call(name, parameters.values, time.monotonic(), chat_id=parameters.number("chat_id") or None)
    world.calls.append(record)

    async def proceed() -> Answer:
        return await answered(world, record, method, parameters)

    through = world.faults.around(record, proceed)
    world.bell.ring()
    answer = await through()
    note(record, answer)
    world.bell.ring()
    return plain(answer) if answer.cut is None else await cut(request, answer)


async def unknown(_world: World, _parameters: Parameters) -> object:
    """Refuse a method that there is not."""
    raise Refusal(404, "Not Found")


async def answered(world: World, record: Call, method: Method, parameters: Parameters) -> Answer:
    """Let a method do its work and return its answer, or Telegram's refusal."""
    try:
        if world.limiter:
            world.limiter.pass_through(record)
        result = await method(world, parameters)
    except Refusal as refused:
        record.description = refused.description
        written(world, record, 0)
        return refusal(refused.code, refused.description, refused.parameters)
    except Exception as error:  # noqa: BLE001  # a request that nobody thought of must show in the records too
        return refusal(500, f"Internal Server Error: {error!r}")
    if isinstance(result, Described):
        return json_answer(200, {"ok": True, "result": result.result, "description": result.description})
    written(world, record, message_in(result))
    return json_answer(200, {"ok": True, "result": result})


def message_in(result: object) -> int:
    """Return the number of the message in a method's result, an album's first, 0 for none."""
    first = result[0] if isinstance(result, list) and result else result
    return int(first.get("message_id", 0)) if isinstance(first, dict) else 0


def written(world: World, record: Call, message_id: int) -> None:
    """Write into the journal what a call did to a chat, or was not allowed to do."""
    chat = world.chats.get(record.chat_id or 0)
    if chat:
        number = message_id or Parameters(record.parameters).number("message_id")
        travelling = world.board.reads("moving") is not None
        world.journal.note(record, chat, number, world.now(), travelling=travelling)


def note(record: Call, answer: Answer) -> None:
    """Write down how a call ended."""
    try:
        content: Json = json.loads(answer.body)
    except ValueError:
        content = {}
    record.ok, record.code = bool(content.get("ok")) and answer.cut is None, answer.status
    record.description = str(content.get("description", ""))


def plain(answer: Answer) -> web.Response:
    """Return an answer as HTTP."""
    return web.Response(status=answer.status, body=answer.body, content_type=answer.kind)


async def cut(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Promise the whole answer, send its beginning, and close the connection."""
    response = web.StreamResponse(status=answer.status, headers={"Content-Type": answer.kind})
    if answer.cut:
        response.content_length = len(answer.body)
        await response.prepare(request)
        await response.write(answer.body[: answer.cut])
    if request.transport:
        request.transport.close()
    return response


async def read(request: web.Request) -> Parameters:
    """Return the parameters of a call, from wherever they stand."""
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        content = json.loads(await request.text() or "{}")
        if not isinstance(content, dict):
            raise ValueError("an object is expected")
        return Parameters(values | content)
    form = await request.post()
    uploads = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
        elif isinstance(value, (bytes, bytearray)):
            uploads[name] = Upload(name, bytes(value))
        else:
            values[name] = value
    return Parameters(values, uploads)
