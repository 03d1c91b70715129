"""The guard: a little shell that outlives a demo which is killed, and ends what the demo had started."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

#: The last line read names the groups of processes to end; the end of the input means that the demo is gone. With
#: groups left it was killed, so what it would have taken away itself is taken away here.
SCRIPT = """
while read -r line; do groups=$line; done
for group in $groups; do kill -9 "-$group"; done
[ -z "$groups" ] || [ -z "$1" ] || rm -rf "$1"
"""


@dataclass
class Guard:
    """Knows the groups of processes that run."""

    told: IO[bytes]
    groups: list[int] = field(default_factory=list)

    def keep(self, group: int) -> None:
        """Know of one more group; forget those that are over, whose numbers may become somebody else's."""
        self.groups = [*filter(lives, self.groups), group]
        self._tell()

    def release(self) -> None:
        """Have nothing to guard any more."""
        self.groups = []
        self._tell()

    def _tell(self) -> None:
        with contextlib.suppress(BrokenPipeError):
            self.told.write(" ".join(map(str, self.groups)).encode() + b"\n")
            self.told.flush()


def lives(group: int) -> bool:
    """Tell whether a group has processes left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def guarding(temporary: Path | None) -> Iterator[Guard]:
    """Give a guard, of a temporary folder too if there is one; it goes home at the end."""
    quiet = subprocess.DEVNULL
    # A session of its own: what ends the demo from the terminal must not end the guard before it.
    with subprocess.Popen(  # noqa: S603  # our own few words
        ["/bin/sh", "-c", SCRIPT, "guard", str(temporary or "")],
        stdin=subprocess.PIPE,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    ) as shell:
        assert shell.stdin  # noqa: S101  # narrows the type: a pipe was asked for
        guard = Guard(shell.stdin)
        try:
            yield guard
        finally:
            guard.release()
