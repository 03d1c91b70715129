"""A survey against others' bots: answers a second, how long people wait, and what it takes; rounds in turn, medians.

Every answer of ours is committed durably before its next question is shown. Ratios are of medians; what is aimed at
stands beside them, and is not asserted, because it is a figure of the machine too.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from tests.bench.racing import FOLJSAM, OTHERS, PEERS, Race, Round, ride

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
AT_ONCE, FAR = Race(people=50), Race(people=30, rest=1.2, round_trip=0.06)
AIMED_AT = {"ptb-pickle": 7.0, "ptb-sqlite": 5.0, "aiogram": 2.2, "bare": 0.8}
"""How many times as many answers a second as each of the others."""
MEMORY, FIRST_POLL, ROUND_TRIPS = 90.0, 1.5, 1.25
MOST_CALLS = 2.5
"""Calls an answer at most, with those that open the form and send it in."""
LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "aiosqlite")
ASK = "import sys, json, importlib.metadata as m; print(json.dumps([f'{n} {m.version(n)}' for n in sys.argv[1:]]))"


@pytest.mark.bench
@pytest.mark.timeout(3600)
async def test_answers_of_fifty_at_once(tmp_path: Path) -> None:
    told = await _told(tmp_path, AT_ONCE, (FOLJSAM, *PEERS), ROUNDS)
    ours = told[FOLJSAM]
    say(f"{AT_ONCE.people} people at once, median of {ROUNDS} rounds in turn; {machine()}")
    table(told)
    for name in PEERS:
        ratio = ours.per_second / told[name].per_second
        say(f"foljsam : {name} = {ratio:.2f} ({aimed(ratio >= AIMED_AT[name], f'at least {AIMED_AT[name]:g}')})")
    say(f"memory {ours.memory:.0f} MiB ({aimed(ours.memory <= MEMORY, f'at most {MEMORY:g}')})")
    say(f"first poll after {ours.polled:.2f} s ({aimed(ours.polled <= FIRST_POLL, f'at most {FIRST_POLL:g}')})")
    assert ours.calls <= MOST_CALLS


@pytest.mark.bench
@pytest.mark.timeout(3600)
async def test_how_long_people_wait_who_press_at_their_own_pace_sixty_milliseconds_away(tmp_path: Path) -> None:
    told = await _told(tmp_path, FAR, (FOLJSAM, "ptb-sqlite", "aiogram"), max(1, ROUNDS // 2))
    say(f"{FAR.people} people, {FAR.rest} s between presses, {1000 * FAR.round_trip:.0f} ms away; {machine()}")
    table(told)
    trips = told[FOLJSAM].median / FAR.round_trip
    say(
        f"from a press to the next question {trips:.2f} round trips ({aimed(trips <= ROUND_TRIPS, f'{ROUND_TRIPS:g}')})"
    )
    assert told[FOLJSAM].calls <= MOST_CALLS


async def _told(folder: Path, race: Race, names: Sequence[str], rounds: int) -> dict[str, Round]:
    """Let the bots ride in turn, so that what the machine does meanwhile strikes all; give each one's medians."""
    ridden: dict[str, list[Round]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            ridden[name].append(await ride(name, race, folder / f"{name}-{number}"))
    return {name: median(found) for name, found in ridden.items()}


def median(rounds: Sequence[Round]) -> Round:
    middle = {each.name: statistics.median(getattr(found, each.name) for found in rounds) for each in fields(Round)}
    return Round(**middle)


def table(told: dict[str, Round]) -> None:
    head = ("", "answers/s", "wait ms", "p95 ms", "calls", "first poll s", "CPU ms", "MiB")
    rows = [
        (
            name,
            f"{each.per_second:.0f}",
            f"{1000 * each.median:.0f}",
            f"{1000 * each.p95:.0f}",
            f"{each.calls:.2f}",
            f"{each.polled:.2f}",
            f"{each.processor:.2f}",
            f"{each.memory:.0f}",
        )
        for name, each in told.items()
    ]
    for row in (head, *rows):
        say("  ".join(f"{cell:>12}" for cell in row))


def machine() -> str:
    libraries = json.loads(subprocess.check_output([OTHERS, "-c", ASK, *LIBRARIES]))  # noqa: S603  # our own
    return ", ".join((f"{os.cpu_count()} cores", f"Python {platform.python_version()}", *libraries))


def aimed(is_met: bool, mark: str) -> str:  # noqa: FBT001  # a fact is what it is about
    return f"{'met' if is_met else 'missed'}: {mark}"


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
