"""The program's entry: a signal during the start must end it cleanly, so the handler comes before the imports."""

import atexit
import gc
import os
import signal
import sys

from bot.discreet import be_discreet

_SERVERS = (["run"], ["demo"])
"""What is meant to be ended by a signal; any other command was broken off."""


def _end_by_signal(number: int, _: object) -> None:
    """End: at once while a server loads, for nothing is under way then; by an exception where things are to be tidied.

    A server puts a handler of its own in this one's place before it begins.
    """
    if sys.argv[1:2] in _SERVERS:
        os._exit(0)
    sys.exit(128 + number)


def _collect_seldom() -> None:
    """Let the garbage collector look through what is loaded neither while that grows nor at the end.

    What is loaded stays, and looking through it again and again took a third of a start and of an end.
    """
    gc.set_threshold(50_000, 20, 20)
    atexit.register(gc.freeze)


def main() -> None:
    """Run the command line."""
    signal.signal(signal.SIGTERM, _end_by_signal)
    # Python lays its handlers down before it has ended, and a second signal would kill it in its last steps.
    atexit.register(signal.signal, signal.SIGTERM, signal.SIG_IGN)
    if sys.argv[1:2] == ["run"]:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # it asks to read the keys again, and they are not read yet
    _collect_seldom()
    be_discreet(silent_libraries=sys.argv[1:2] != ["demo"])
    from bot.terminal import plain_errors  # noqa: PLC0415  # the handler comes first

    with plain_errors():
        if sys.argv[1:] == ["run"]:
            from bot.running import run_here  # noqa: PLC0415  # the handler comes first

            run_here()
        else:
            from bot.cli import app  # noqa: PLC0415  # the handler comes first

            app()


if __name__ == "__main__":
    main()
