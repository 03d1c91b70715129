"""A program that has the bot loaded: for each line on its standard input it forks one that runs, and waits for its end.

A line can be empty, or JSON: the environment, the folder and the log of the one that is forked for it. It prints the
child's number, and when the child has ended its exit code; before all, a 0 once everything is loaded. Mechanisms that
are named as arguments are switched off.
"""

import json
import os
import sys

from bot import app, cli, logs
from bot.__main__ import main
from locales.translator import translator
from tests.promises.switched_off import SWITCHES

LOADED = (app, cli, logs, translator("sv"))


def run(line: str) -> None:
    """Become ``foljsam run``."""
    if line.strip():
        given = json.loads(line)
        os.environ.clear()
        os.environ.update(given["environment"])
        os.chdir(given["folder"])
        os.dup2(os.open(given["log"], os.O_WRONLY | os.O_CREAT, 0o600), sys.stderr.fileno())
    os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.argv[1:] = ["run"]
    main()


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        SWITCHES[name]()
    say(0)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(line)
        say(child)
        say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
