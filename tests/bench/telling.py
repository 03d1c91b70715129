"""What was measured, as Markdown that can stand in the README as it is."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.racing import OTHERS, Round

LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "aiosqlite")
ASK = "import sys, json, importlib.metadata as m; print(json.dumps([f'{n} {m.version(n)}' for n in sys.argv[1:]]))"


@dataclass(frozen=True)
class Aim:
    """A figure and the mark that it is to reach: at most, or at least."""

    what: str
    figure: float
    mark: float
    least: bool = False

    @property
    def is_met(self) -> bool:
        return self.figure >= self.mark if self.least else self.figure <= self.mark


def table(told: dict[str, Round]) -> None:
    """Say a row for each bot."""
    head = (
        "bot",
        "answers/s",
        "wait, median ms",
        "p95 ms",
        "calls/answer",
        "with opening and sending in",
        "first poll s",
        "CPU ms/answer",
        "MiB",
    )
    rows = [
        (
            name,
            f"{each.per_second:.0f}",
            f"{1000 * each.median:.0f}",
            f"{1000 * each.p95:.0f}",
            f"{each.calls:.2f}",
            f"{each.all_calls:.2f}",
            f"{each.polled:.2f}",
            f"{each.processor:.2f}",
            f"{each.memory:.0f}",
        )
        for name, each in told.items()
    ]
    _rows(head, rows)


def aims(*found: Aim) -> None:
    """Say a row for each mark, and whether it is met."""
    rows = [
        (each.what, f"{each.figure:.2f}", f"{'≥' if each.least else '≤'} {each.mark:g}", "yes" if each.is_met else "no")
        for each in found
    ]
    _rows(("what", "measured", "aimed at", "met"), rows)


def machine() -> str:
    """Tell what it was measured on."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    processor = next((line.partition(": ")[2] for line in told if line.startswith("model name")), platform.machine())
    libraries = json.loads(subprocess.check_output([OTHERS, "-c", ASK, *LIBRARIES]))  # noqa: S603  # our own
    return ", ".join((f"{os.cpu_count()} cores ({processor})", f"Python {platform.python_version()}", *libraries))


def say(line: str) -> None:
    """Say a paragraph."""
    sys.stdout.write(f"\n{line}\n")


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    ruled = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    say("\n".join(f"| {' | '.join(row)} |" for row in ruled))
