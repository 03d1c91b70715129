"""The page for people: three phones. Its files stand beside this one."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent
KINDS = (".js", ".css", ".svg")
FILES = {"": "index.html"} | {file.name: file.name for file in sorted(FOLDER.iterdir()) if file.suffix in KINDS}
# Nothing but the page's own files may run or load in it, whatever a bot writes.
HEADERS = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:", "Cache-Control": "no-store"}


def add_page_routes(app: web.Application) -> None:
    """Let browsers fetch the page."""
    for address in FILES:
        app.router.add_get(f"/{address}", page)
    app.router.add_get("/favicon.ico", icon)


async def page(request: web.Request) -> web.FileResponse:
    """Return one of the page's files."""
    return web.FileResponse(FOLDER / FILES[request.path.removeprefix("/")], headers=HEADERS)


async def icon(_request: web.Request) -> web.Response:
    """Return no icon."""
    return web.Response(status=204)
