"""The demo: a playground with the real program behind it, for a person in a browser or a script."""

import asyncio
import contextlib
import json
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aiohttp import web

from bot.playground.control import CURTAIN
from bot.playground.door import WORLD
from bot.playground.people_door import ROLES
from bot.playground.program import ProgramError
from bot.playground.server import Address, application, running
from bot.playground.stage import fill, prepare
from bot.playground.world import World

HOST = "127.0.0.1"
PORTS_TO_TRY = 50
STOPPING = (signal.SIGINT, signal.SIGTERM)


async def run_demo(program: Sequence[str], port: int, headless: bool, folder: Path | None) -> int:  # noqa: FBT001  # the agreed signature
    """Run the demo until SIGINT or SIGTERM; return 0, or 1 if the program would not start or kept dying."""
    with own_folder(folder) as place, stopping() as stopped:
        playing = asyncio.create_task(play(program, port, place, headless=headless))
        ending = asyncio.create_task(stopped.wait())
        await asyncio.wait({playing, ending}, return_when=asyncio.FIRST_COMPLETED)
        for task in (playing, ending):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            return await playing
    return 0


async def play(program: Sequence[str], port: int, folder: Path, *, headless: bool) -> int:
    """Serve the playground and keep the bot behind it running; return 1 with a line on why it could not."""
    app = application(World())
    try:
        with free_port(port) as listening:
            async with running(app, listening) as address:
                await perform(app, program, address, folder, headless=headless)
    except* ProgramError as failed:
        for error in failed.exceptions:
            sys.stderr.write(f"Demon kan inte fortsätta: {error}\n")
    return 1


async def perform(
    app: web.Application, program: Sequence[str], address: Address, folder: Path, *, headless: bool
) -> None:
    """Set the stage, say where it is, and keep the bot running; raises ProgramError."""
    world = app[WORLD]
    stage = await prepare(program, address.api, world, folder)
    app[CURTAIN].behind = stage
    try:
        await fill(stage, world, app[ROLES])
        announce(address, headless=headless)
        await stage.keeper.watch()
    finally:
        await asyncio.shield(stage.keeper.stop())


def announce(address: Address, *, headless: bool) -> None:
    """Say where the playground is."""
    say(f"Öppna {address.page}")
    if headless:
        say(json.dumps({"page": address.page, "api": address.api, "control": address.control}))


def say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def free_port(wanted: int) -> socket.socket:
    """Return a socket that listens on this port or the next free one; says so if it is another."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        with contextlib.suppress(OSError):
            listening = socket.create_server((HOST, port))
            if port != wanted:
                say(f"Port {wanted} är upptagen, tar {port}.")
            return listening
    raise ProgramError(f"ingen ledig port från {wanted} till {wanted + PORTS_TO_TRY - 1}")


@contextmanager
def own_folder(folder: Path | None) -> Iterator[Path]:
    """Give the folder, made if need be; without one a temporary one, removed at the end."""
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="foljsam-demo-") as temporary:
            yield Path(temporary)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder


@contextmanager
def stopping() -> Iterator[asyncio.Event]:
    """Give an event that SIGINT and SIGTERM set."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, event.set)
    try:
        yield event
    finally:
        for number in STOPPING:
            loop.remove_signal_handler(number)
