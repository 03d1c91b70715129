"""What a door answers when something is wrong: JSON with one sentence, never a traceback."""

import sys
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.bell import WaitedInVainError
from bot.playground.program import ProgramError
from bot.playground.values import ImpossibleError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


#: The status of what can be wrong with a request or behind it.
STATUS: dict[type[Exception], int] = {ImpossibleError: 409, ProgramError: 502, WaitedInVainError: 502}


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every fault of the people's and the control door with its status and `{"error": …}`."""
    if request.method != "GET" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        return wrong(403, "pages from elsewhere may not act here")
    try:
        return await handler(request)
    except web.HTTPException as error:
        return wrong(error.status, error.text or error.reason)
    except tuple(STATUS) as error:
        return wrong(STATUS[type(error)], str(error))
    except (ConnectionError, web.RequestPayloadError):
        return wrong(400, "the connection broke")
    except Exception as error:  # noqa: BLE001  # the door's end: nothing may fall through as a traceback
        sys.stderr.write(f"{request.method} {request.path}: {error!r}\n")
        return wrong(500, "the playground failed; its standard error says how")


def wrong(status: int, sentence: str) -> web.Response:
    """Return the answer that says what was wrong."""
    return web.json_response({"error": sentence}, status=status)
