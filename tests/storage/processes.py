"""Other processes at the same database: real ones, told what to do on a line, answering on a line."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute(sys.argv[2])
if sys.argv[2].startswith("BEGIN"):
    db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
print("holding", flush=True)
sys.stdin.readline()
db.rollback()
db.close()
print("let go", flush=True)
"""

WRITE = """
import asyncio, os, sys
from pathlib import Path
from storage.database import open_database
from storage.seal import Seal

def pair(unit, number):
    unit.run("INSERT INTO failures (reference, kind, exception, at) VALUES (?, '', '', '')", f"{number}")
    unit.run("INSERT INTO updates (id, kept) VALUES (?, '')", number)
    for word in range(40):  # so that a transaction takes its time and some pages
        unit.run("INSERT INTO audit (at, action, subject) VALUES ('', ?, ?)", f"{number}", "å" * 200)

async def main(path, first, last):
    async with open_database(Path(path), Seal(["A" * 43 + "="])) as database:
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(int(first), int(last)):
            await database.write(lambda unit: pair(unit, number))
            os.write(1, f"{number}\\n".encode())

asyncio.run(main(*sys.argv[1:]))
"""

OPEN = """
import asyncio, sys, threading
from pathlib import Path
from storage.database import DatabaseFault, open_database
from storage.seal import Seal

async def main(path):
    async with open_database(Path(path), Seal(["A" * 43 + "="])):
        pass

print("ready", flush=True)
sys.stdin.readline()
asyncio.run(main(sys.argv[1]))
"""

Process = subprocess.Popen[str]


@contextmanager
def running(script: str, *arguments: str | int | Path) -> Iterator[Process]:
    """Run a script in a process of its own; it has said that it is ready."""
    command = [sys.executable, "-W", "error", "-c", script, *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:  # noqa: S603  # our own
        try:
            if not said(process):
                raise AssertionError(process.communicate()[1])
            yield process
        finally:
            process.kill()


def said(process: Process) -> str:
    """Wait for a line; nothing at the process's end."""
    assert process.stdout
    return process.stdout.readline().strip()


def tell(process: Process) -> None:
    """Let the process go on."""
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()
