"""A mailing: many people who take part are closed together and offered a form each, while others are in a dialogue."""

import asyncio
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import NamedTuple, TypeVar

from bot.actions.coach.close import Closure, close
from bot.actions.due import offer_at_once
from bot.actions.here import OPERATOR, Here
from bot.actions.replan import replan
from bot.house import House
from bot.playground import Limits, Person, busiest, delay
from bot.playground.limits import EDITS, SENDS
from storage import enrolments, people
from storage.unit import Unit, stamp
from tests.harness import PROGRAMME, Stage, shows, tap

Each = TypeVar("Each")

OFFER = "Hej! Här är några frågor till dig."
FAR = 0.05
"""Telegram is as far away as it really is."""
TALKER_REST = 1.15
"""Where edits count, a chat may be written to once a second."""


async def seated(stage: Stage, count: int) -> list[Person]:
    """Give people who take part, without the dialogue that leads there."""
    crowd = [stage.world.person(f"Deltagare {number}") for number in range(count)]
    for person in crowd:
        person.chat.started = True

    for some in batches(crowd):
        await stage.unit(partial(seat_all, _house(stage), [each.id for each in some]))
    return crowd


def batches(crowd: Sequence[Each]) -> Iterator[Sequence[Each]]:
    """Give parts whose unit takes so short a time that a bot beside it is not held up."""
    return (crowd[first : first + 50] for first in range(0, len(crowd), 50))


def _house(stage: Stage) -> House:
    return stage.settings().house()


def seat_all(house: House, chats: Sequence[int], unit: Unit) -> None:
    """Let these chats belong to people who take part, each with a form that waits."""
    here = Here(unit, house, OPERATOR, datetime.now(UTC))
    for chat in chats:
        enrolment = enrolments.invite(unit, PROGRAMME, None, None, here.today).id
        enrolments.bind(unit, enrolment, people.add(unit, chat, "sv").id)
        enrolments.start(unit, enrolment, here.today)
        replan(unit, house, enrolment)
        offer_at_once(unit, house, enrolment, here.today)


async def close_all(stage: Stage, *crowd: Person) -> None:
    """Close people: each is to be offered the closing form. All offers come due at one moment, when all are closed."""
    later, now = datetime.now(UTC) + timedelta(days=1), datetime.now(UTC)
    for some in batches(crowd):
        await stage.unit(partial(_close_all, _house(stage), some, later))
    await stage.unit(lambda unit: _move_offers(unit, later, now))


def _close_all(house: House, crowd: Sequence[Person], later: datetime, unit: Unit) -> None:
    here = Here(unit, house, OPERATOR, datetime.now(UTC))
    for each in crowd:
        person = people.by_chat(unit, each.id)
        assert person
        [enrolment] = enrolments.of_person(unit, person.id)
        close(here, Closure(enrolment.id, "annat"))
    _move_offers(unit, here.now, later)


def _move_offers(unit: Unit, due: datetime, to: datetime) -> None:
    """Move the offers of the closing form that are due by a moment."""
    unit.run(
        "UPDATE occasions SET due = ? WHERE due <= ? AND state = 'planned' AND kind = 'offer' AND moment = 'closure'",
        stamp(to),
        stamp(due),
    )


def offers(person: Person) -> int:
    """How often somebody was offered the closing form."""
    return person.chat.transcript.count(OFFER)


@dataclass(frozen=True)
class Rules:
    """What Telegram counts, and a dialogue that keeps to it: how many talk, and the rest between one's presses."""

    edits_count: bool
    talkers: int
    rest: float


FREE_EDITS, COUNTED_EDITS = Rules(edits_count=False, talkers=1, rest=0.3), Rules(True, 2, TALKER_REST)  # noqa: FBT003  # named above


class Wait(NamedTuple):
    """When somebody pressed, and how long the next question took."""

    begun: float
    seconds: float


@dataclass(frozen=True)
class Figures:
    """What a mailing came to. ``per_second`` is letters from the first to the last."""

    letters: int
    per_second: float
    unstalled: float
    """The same without the longest tenth of the gaps: a machine that others use stands still now and then."""
    busiest: int
    refused: int
    presses: int
    p95: float
    calm: float | None = None
    """The dialogue's p95 before the mailing, where that was measured: what the machine and the way take anyhow."""

    def __str__(self) -> str:
        """Write them on two lines."""
        return (
            f"{self.letters} letters at {self.per_second:.1f} a second ({self.per_second / 28:.2f} of 28,"
            f" {self.per_second / 30:.2f} of 30), {self.unstalled:.1f} without stalls; busiest second {self.busiest},"
            f" refused {self.refused};\ndialogue beside it: {self.presses} presses, p95 {self.p95 * 1000:.0f} ms"
        )


async def mail(stage: Stage, count: int, rules: Rules, calm_seconds: float = 0) -> Figures:
    """Mail to a crowd under Telegram's limits, and measure.

    :param calm_seconds: for how long the dialogue is measured by itself before
    """
    world = stage.world
    *crowd, first, second = await seated(stage, count + 2)
    talkers = [first, second][: rules.talkers]
    await asyncio.gather(*map(_begin, talkers))
    await asyncio.sleep(TALKER_REST)  # what was shown till now is no longer counted
    world.faults.plant_where(delay(FAR), lambda call: call.method != "getUpdates", times=None)
    world.limit(Limits(overall=30, per_chat=1, edits_count=rules.edits_count))
    waits, done = list[Wait](), asyncio.Event()
    talking = [asyncio.create_task(_talk(each, rules.rest, waits, done)) for each in talkers]
    await asyncio.sleep(calm_seconds)
    calm, before = _p95(waits) if waits else None, len(world.calls)
    await close_all(stage, *crowd)
    closed = time.monotonic()  # what held up a press before was the closing, beside the bot
    await world.bell.until(lambda: len(_arrived(stage, before)) >= count, 30 + count / 10)
    done.set()
    await asyncio.gather(*talking)
    assert [offers(person) for person in crowd] == [1] * count
    beside = [wait for wait in waits if wait.begun > closed]
    return replace(_figures(stage, before, beside, rules), calm=calm)


async def _begin(person: Person) -> None:
    person.send("/enkat")
    await tap(person, "Börja")
    await shows(person, "Fråga 1 av 3")


async def _talk(person: Person, rest: float, waits: list[Wait], done: asyncio.Event) -> None:
    """Answer and go back, again and again."""
    await asyncio.sleep(rest * random.random())  # noqa: S311  # people begin when they like
    back = partial(person.press_label, "Tillbaka")
    while not done.is_set():
        for press, news in ((partial(person.press, 1), "Fråga 2 av 3"), (back, "Fråga 1 av 3")):
            begun = time.monotonic()
            press()
            await shows(person, news)
            waits.append(Wait(begun, time.monotonic() - begun))
            await asyncio.sleep(rest)  # people read


def _arrived(stage: Stage, before: int) -> list[float]:
    """When the letters arrived."""
    return [call.at for call in stage.world.calls[before:] if call.method == "sendMessage" and call.ok]


def _figures(stage: Stage, before: int, waits: list[Wait], rules: Rules) -> Figures:
    arrived, counted = _arrived(stage, before), SENDS | (EDITS if rules.edits_count else frozenset())
    gaps = sorted(after - one for one, after in pairwise(sorted(arrived)))
    kept = gaps[: math.ceil(len(gaps) * 0.9)]
    return Figures(
        letters=len(arrived),
        per_second=(len(arrived) - 1) / sum(gaps),
        unstalled=len(kept) / sum(kept),
        busiest=busiest(call for call in stage.world.calls[before:] if call.method in counted),
        refused=len(stage.world.calls.refused),
        presses=len(waits),
        p95=_p95(waits),
    )


def _p95(waits: Sequence[Wait]) -> float:
    return sorted(wait.seconds for wait in waits)[math.ceil(len(waits) * 0.95) - 1]
