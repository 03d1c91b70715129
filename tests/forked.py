"""A program that has ours loaded: for whoever connects to its socket it forks a child that becomes ours.

The socket is its first argument; mechanisms named after that are switched off. Whoever connects writes a line of JSON
(the child's ``arguments``, ``environment`` and ``folder``, and the files that its output and its log are added to as
``out`` and ``err``) and reads the child's number, and when the child has ended its exit code. It ends with its standard
input.
"""

import json
import os
import select
import signal
import socket
import sys
from typing import Any

from bot import app, cli, logs
from bot.__main__ import main
from flows.catalogue import SHIPPED, read_catalogue
from locales.translator import translator
from tests.promises.switched_off import SWITCHES

LOADED = (app, cli, logs, translator("sv"), read_catalogue(SHIPPED))


def become(given: dict[str, Any]) -> None:
    """Become the program."""
    os.environ.clear()
    os.environ.update(given["environment"])
    os.chdir(given["folder"])
    os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
    for name, stream in (("out", sys.stdout), ("err", sys.stderr)):
        os.dup2(os.open(given[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream.fileno())
    sys.argv[1:] = given["arguments"]
    main()


def attend(client: socket.socket) -> None:
    """Fork a child for whoever connected, and tell of its life."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with client, client.makefile("rw", encoding="utf-8") as line:
        given = json.loads(line.readline())
        child = os.fork()
        if not child:
            os.close(client.detach())
            become(given)
            return
        line.write(f"{child}\n")
        line.flush()
        line.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")


def serve(path: str) -> None:
    """Attend to whoever connects, each in a process of its own, until standard input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those processes
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(path)
        door.listen()
        print("open", flush=True)  # noqa: T201  # to the one who waits for it
        while door in select.select([door, sys.stdin], [], [])[0]:
            client, _ = door.accept()
            if not os.fork():
                door.close()
                attend(client)
                return
            client.close()


if __name__ == "__main__":
    for name in sys.argv[2:]:
        SWITCHES[name]()
    serve(sys.argv[1])
