"""A survey against others' bots: answers a second, how long people wait, and what it takes; rounds in turn, medians.

Every answer of ours is committed durably before its next question is shown. Ratios are of medians; what is aimed at
stands beside them, and is not asserted, because it is a figure of the machine too.
"""

import os
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bench.racing import BY_WEBHOOK, FOLJSAM, OTHERS, PEERS, Race, Round, ride
from tests.bench.telling import Aim, aims, machine, say, table

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
AT_ONCE, FAR = Race(people=50), Race(people=30, rest=1.2, round_trip=0.06)
AIMED_AT = {"ptb-pickle": 7.0, "ptb-sqlite": 5.0, "aiogram": 2.2, "bare": 0.8}
"""How many times as many answers a second as each of the others."""
MEMORY, FIRST_POLL, ROUND_TRIPS = 90.0, 1.5, 1.25
MOST_CALLS = {FOLJSAM: 2.0, BY_WEBHOOK: 1.2}
"""Calls an answer at most: those that its press led to."""


@pytest.fixture
def disk() -> Iterator[Path]:
    """Give a folder on a real disk: the tests' own may lie in memory, where a durable commit costs nothing."""
    with TemporaryDirectory(dir=Path(OTHERS).parents[2]) as folder:
        yield Path(folder)


@pytest.mark.bench
@pytest.mark.timeout(3600)
async def test_answers_of_fifty_at_once(disk: Path) -> None:
    told = await _told(disk, AT_ONCE, (FOLJSAM, BY_WEBHOOK, *PEERS), ROUNDS)
    ours = told[FOLJSAM]
    say(f"{AT_ONCE.people} people at once, medians of {ROUNDS} rounds in turn. {machine()}.")
    table(told)
    aims(
        *(
            Aim(f"answers a second, times {name}", ours.per_second / told[name].per_second, AIMED_AT[name], least=True)
            for name in PEERS
        ),
        *(Aim(f"Bot API calls an answer, {name}", told[name].calls, most) for name, most in MOST_CALLS.items()),
        Aim("most memory, MiB", ours.memory, MEMORY),
        Aim("first poll after its start, s", ours.polled, FIRST_POLL),
    )
    assert all(told[name].calls <= most for name, most in MOST_CALLS.items())


@pytest.mark.bench
@pytest.mark.timeout(3600)
async def test_how_long_people_wait_who_press_at_their_own_pace_sixty_milliseconds_away(disk: Path) -> None:
    """Who asks for updates meets a press, in the mean, half an asking late; to who has a webhook it is brought."""
    told = await _told(disk, FAR, (FOLJSAM, BY_WEBHOOK, "ptb-sqlite", "aiogram"), max(1, ROUNDS // 2))
    away = f"{1000 * FAR.round_trip:.0f} ms from Telegram"
    say(f"{FAR.people} people, {FAR.rest:g} s between presses, {away}, medians. {machine()}.")
    table(told)
    aims(
        *(
            Aim(f"round trips from a press to the next question, {name}", each.median / FAR.round_trip, ROUND_TRIPS)
            for name, each in told.items()
            if name in MOST_CALLS
        )
    )
    assert all(told[name].calls <= most for name, most in MOST_CALLS.items())


async def _told(folder: Path, race: Race, names: Sequence[str], rounds: int) -> dict[str, Round]:
    """Let the bots ride in turn, so that what the machine does meanwhile strikes all; give each one's medians."""
    ridden: dict[str, list[Round]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            ridden[name].append(await ride(name, race, folder / f"{name.replace(' ', '-')}-{number}"))
    return {name: median(found) for name, found in ridden.items()}


def median(rounds: Sequence[Round]) -> Round:
    middle = {each.name: statistics.median(getattr(found, each.name) for found in rounds) for each in fields(Round)}
    return Round(**middle)
