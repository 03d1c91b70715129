"""A program that migrates databases and dies: a line names a file and before which statement to kill itself.

It forks a child for each line, and prints how it ended. With ``off`` migrations are applied without a transaction.
"""

import os
import signal
import sqlite3
import sys
from itertools import count
from pathlib import Path

from storage import migrate
from storage.connection import connect


def migrate_until(path: Path, death: int) -> None:
    db = connect(path)
    numbers = count(1)

    def die(_: str) -> None:
        if next(numbers) == death:
            os.kill(os.getpid(), signal.SIGKILL)

    db.set_trace_callback(die)
    migrate.migrate(db)
    db.close()


def apply_carelessly(db: sqlite3.Connection, before: int, file: Path) -> None:
    for statement in migrate._statements(file.read_text("utf-8")):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {before + 1}")


if __name__ == "__main__":
    if sys.argv[1:] == ["off"]:
        migrate._apply = apply_carelessly
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        name, number = line.rsplit(maxsplit=1)
        child = os.fork()
        if not child:
            migrate_until(Path(name), int(number))
            os._exit(0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()
