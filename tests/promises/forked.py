"""A program that has the bot loaded: for each line on its standard input it forks one that runs, and waits for its end.

It prints the child's number, and when the child has ended its exit code. Mechanisms that are named as arguments are
switched off.
"""

import os
import sys

from bot import app, cli, logs
from bot.__main__ import main
from locales.translator import translator
from tests.promises.switched_off import SWITCHES

LOADED = (app, cli, logs, translator("sv"))


def run() -> None:
    """Become ``foljsam run``."""
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
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            run()
        say(child)
        say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
