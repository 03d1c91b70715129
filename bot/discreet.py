"""What holds for the whole process from its first line on: nothing it stumbles over is told, and its files are its own.

Exceptions, warnings and libraries' log lines may hold a token, a payload or what a person wrote, so none of their texts
gets out: of what nobody caught, class and place are told. Files and folders are made for their owner alone. A child
inherits no secret.
"""

import logging
import os
import resource
import sys
import threading
import traceback
import warnings
from types import TracebackType

OWN = 0o077
"""The umask by which files get 0600 and folders 0700."""
_SECRETS = ("FOLJSAM_TOKEN", "FOLJSAM_KEY", "FOLJSAM_WEBHOOK_SECRET")


def be_discreet(*, silent_libraries: bool = True) -> None:
    """Begin.

    :param silent_libraries: whether lines of the standard library's logging are dropped, at every level
    """
    os.umask(OWN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of a crash would hold the keys
    sys.excepthook = _uncaught
    threading.excepthook = lambda given: _tell(given.exc_type, given.exc_traceback)
    sys.unraisablehook = lambda given: _tell(given.exc_type, given.exc_traceback)
    warnings.showwarning = _unsaid
    if silent_libraries:
        silence_libraries()


def silence_libraries() -> None:
    """Drop every line of the standard library's logging, whatever level a logger or the line has.

    httpx logs whole addresses, token included; the Telegram library logs whole updates; aiosqlite logs the texts of
    exceptions; asyncio in debug mode logs values.
    """
    logging.disable(sys.maxsize)


def hide_secrets() -> None:
    """Take the secrets out of the environment once they are read, so that no child has them in its own."""
    for name in _SECRETS:
        os.environ.pop(name, None)


def place(error_traceback: TracebackType | None) -> str:
    """Give the place where something was raised: file and line, never a value."""
    frames = traceback.extract_tb(error_traceback)
    return f"{'/'.join(frames[-1].filename.split('/')[-2:])}:{frames[-1].lineno}" if frames else "an unknown place"


def _uncaught(kind: type[BaseException], _: BaseException, error_traceback: TracebackType | None) -> None:
    _tell(kind, error_traceback)


def _tell(kind: type[BaseException] | None, error_traceback: TracebackType | None) -> None:
    name = kind.__name__ if kind else "an error"
    print(f"foljsam: {name} at {place(error_traceback)} was caught by nobody", file=sys.stderr, flush=True)  # noqa: T201  # there may be no log yet


def _unsaid(*_: object, **__: object) -> None:
    """Tell nothing of a warning: it is for who writes programs, and its text may be anything."""
