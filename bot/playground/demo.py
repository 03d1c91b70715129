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

from bot.playground.curtain import CURTAIN, Curtain
from bot.playground.door import WORLD
from bot.playground.guard import guarding
from bot.playground.keeper import Keeper
from bot.playground.people_door import ROLES
from bot.playground.program import Program, ProgramError
from bot.playground.scene import Scene
from bot.playground.server import Address, application, running
from bot.playground.settings import prepare
from bot.playground.stage import Piece
from bot.playground.time_machine import TimeMachine
from bot.playground.world import World

HOST = "127.0.0.1"
PORTS_TO_TRY = 50
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def run_demo(
    program: Sequence[str],
    port: int,
    headless: bool,  # noqa: FBT001  # the agreed signature
    folder: Path | None,
    *,
    piece: Piece | None = None,
) -> int:
    """Run the demo until a signal ends it; return 0, or 1 if the program would not start or kept dying."""
    with own_folder(folder) as place, stopping() as stopped, guarding(None if folder else place) as guard:
        fresh = Program(program, place, guard)
        playing = asyncio.create_task(play(fresh, port, piece or Piece(), headless=headless))
        ending = asyncio.create_task(stopped.wait())
        await asyncio.wait({playing, ending}, return_when=asyncio.FIRST_COMPLETED)
        for task in (playing, ending):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            return await playing
    return 0


async def play(fresh: Program, port: int, piece: Piece, *, headless: bool) -> int:
    """Serve the playground and keep the bot behind it running; return 1 with a line on why it could not."""
    app = application(World())
    try:
        with free_port(port) as listening:
            async with running(app, listening) as address:
                scene = await set_scene(app, fresh, address, piece)
                await perform(scene, app[CURTAIN], address, headless=headless)
    except* ProgramError as failed:
        for error in errors(failed):
            sys.stderr.write(f"Demon kan inte fortsätta: {error}\n")
    return 1


async def set_scene(app: web.Application, fresh: Program, address: Address, piece: Piece) -> Scene:
    """Prepare the program and whoever plays; raises ProgramError."""
    world, machine = app[WORLD], TimeMachine()
    world.now = machine
    prepared = await prepare(fresh, address.api, world, piece.settings)
    keeper = Keeper(
        prepared, fresh.folder / "bot.log", lambda: machine.moment, lambda state: world.board.tell("bot", state)
    )
    return Scene(world, prepared, keeper, machine, piece, app[ROLES])


async def perform(scene: Scene, curtain: Curtain, address: Address, *, headless: bool) -> None:
    """Say where the playground is, let the history be lived through, and keep the bot running; raises ProgramError."""
    curtain.behind = scene
    try:
        async with asyncio.TaskGroup() as group, curtain.down():
            await scene.begin()
            group.create_task(scene.keeper.watch())
            announce(address, headless=headless)
            await scene.play()
    finally:
        await asyncio.shield(scene.keeper.stop())


def errors(group: BaseExceptionGroup[ProgramError]) -> Iterator[BaseException]:
    """Give the errors of a group and of the groups in it."""
    for error in group.exceptions:
        yield from errors(error) if isinstance(error, BaseExceptionGroup) else (error,)


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
        yield folder.resolve()


@contextmanager
def stopping() -> Iterator[asyncio.Event]:
    """Give an event that a signal to stop sets, or the end of the terminal."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in STOPPING:
        loop.add_signal_handler(number, event.set)
    try:
        yield event
    finally:
        for number in STOPPING:
            loop.remove_signal_handler(number)
