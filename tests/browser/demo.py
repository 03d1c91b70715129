"""The demo in a process of its own, as ``make demo`` starts it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 60.0


@contextmanager
def demo(port: int = 0) -> Iterator[str]:
    """Give the address of the page; at the end SIGTERM ends everything that was started."""
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--headless"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            lines = iter(process.stdout.readline, "")
            yield json.loads(next(line for line in lines if line.startswith("{")))["page"]
        finally:
            process.terminate()
            process.wait(PATIENCE)
