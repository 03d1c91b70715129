"""The demo in a process of its own, as ``make demo`` starts it; and its server alone."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0


SERVER = """
import asyncio, json, sys
from bot.playground import World, serve

async def main():
    world = World()
    world.person(sys.argv[1])
    async with serve(world, port=int(sys.argv[2])) as api:
        print(json.dumps({"page": api.removesuffix("bot")}), flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@contextmanager
def demo() -> Iterator[str]:
    """Give the address of the demo's page; at the end SIGTERM ends everything that was started."""
    with running("-m", "bot", "demo", "--port", "0", "--headless") as page:
        yield page


@contextmanager
def server(person: str, port: int = 0) -> Iterator[str]:
    """Give the address of a page with one person and no bot behind it."""
    with running("-c", SERVER, person, str(port)) as page:
        yield page


@contextmanager
def running(*arguments: str) -> Iterator[str]:
    """Run what tells in a line of JSON where its page is."""
    command = [sys.executable, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own program
        assert process.stdout
        try:
            lines = iter(process.stdout.readline, "")
            yield json.loads(next(line for line in lines if line.startswith("{")))["page"]
        finally:
            process.terminate()
            process.wait(PATIENCE)
