"""What a door answers when something is wrong: JSON with one sentence, never a traceback."""

import sys
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.bell import WaitedInVainError
from bot.playground.program import ProgramError
from bot.playground.values import ImpossibleError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every fault of the people's and the control door with its status and `{"error": …}`."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.json_response({"error": error.text or error.reason}, status=error.status)
    except ImpossibleError as error:
        return web.json_response({"error": str(error)}, status=409)
    except (ProgramError, WaitedInVainError) as error:
        return web.json_response({"error": str(error)}, status=502)
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001  # the door's end: nothing may fall through as a traceback
        sys.stderr.write(f"{request.method} {request.path}: {error!r}\n")
        return web.json_response({"error": "the playground failed; its standard error says how"}, status=500)
