"""Delivering: one fault ends neither a letter's way nor the others'."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError

from bot.wire.deliver import Deliverer, Nothing, Post, Result
from bot.wire.pace import Pace
from bot.wire.until import end
from bot.wire.verdict import Fate


@dataclass
class Office:
    """A post office with letters that are numbers, and errors that strike in turn."""

    letters: list[int]
    errors: dict[int, list[TelegramError]] = field(default_factory=dict)
    failing: dict[str, list[Exception]] = field(default_factory=dict)
    held: dict[int, asyncio.Event] = field(default_factory=dict)
    tries: list[int] = field(default_factory=list)
    fates: list[tuple[int, Fate]] = field(default_factory=list)
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    def _strike(self, step: str) -> None:
        if self.failing.get(step):
            self.bell.set()
            raise self.failing[step].pop(0)

    def is_over(self, step: str) -> bool:
        return not self.failing[step]

    async def claim(self) -> int | Nothing:
        self._strike("claim")
        return self.letters.pop(0) if self.letters else Nothing()

    async def send(self, letter: int) -> int:
        self.tries.append(letter)
        self.bell.set()
        if letter in self.held:
            await self.held[letter].wait()
        if self.errors.get(letter):
            raise self.errors[letter].pop(0)
        return letter * 100

    async def settle(self, letter: int, result: Result) -> None:
        self._strike("settle")
        self.fates.append((letter, result.verdict.fate))
        if result.verdict.fate is Fate.AGAIN:
            self.letters.append(letter)
        self.bell.set()

    def post(self) -> Post[int]:
        return Post(self.claim, self.send, self.settle, self.tries.count, chat=lambda letter: letter)

    async def until(self, look: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not look():
                self.bell.clear()
                await self.bell.wait()


@asynccontextmanager
async def delivering(office: Office) -> AsyncIterator[tuple[asyncio.Event, asyncio.Event, "asyncio.Task[None]"]]:
    wake, stop = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(Deliverer(office.post(), Pace(per_second=1000), wake).run(stop))
    try:
        yield wake, stop, task
    finally:
        await end([task])


async def test_letters_go_out_in_order_and_are_settled() -> None:
    office = Office([1, 2, 3])
    async with delivering(office):
        await office.until(lambda: len(office.fates) == 3)
    assert office.fates == [(1, Fate.DONE), (2, Fate.DONE), (3, Fate.DONE)]


async def test_a_bell_brings_a_new_letter_at_once() -> None:
    office = Office([])
    async with delivering(office) as (wake, _, _):
        await asyncio.sleep(0)
        office.letters.append(7)
        wake.set()
        async with asyncio.timeout(2):
            await office.until(lambda: office.fates)


async def test_the_fate_of_one_touches_no_other() -> None:
    errors: dict[int, list[TelegramError]] = {1: [Forbidden("blocked")], 2: [RetryAfter(1)], 3: [NetworkError("cut")]}
    office = Office([1, 2, 3, 4], errors)
    async with delivering(office):
        await office.until(lambda: (2, Fate.DONE) in office.fates)
        await office.until(lambda: (4, Fate.DONE) in office.fates)
    assert [fate for letter, fate in office.fates if letter == 1] == [Fate.GONE]
    assert [fate for letter, fate in office.fates if letter == 2] == [Fate.AGAIN, Fate.DONE]
    assert [fate for letter, fate in office.fates if letter == 3] == [Fate.UNKNOWN]


async def test_a_fault_of_ours_does_not_end_delivering() -> None:
    office = Office([1, 2], failing={"claim": [RuntimeError()], "settle": [ValueError()]})
    async with delivering(office) as (wake, _, task):
        for step in ("claim", "settle"):
            await office.until(partial(office.is_over, step))
            wake.set()  # after a fault it waits a while
        await office.until(lambda: (2, Fate.DONE) in office.fates)
        assert not task.done()


async def test_a_stop_ends_it_at_once_and_no_letter_is_begun() -> None:
    office = Office([])
    async with delivering(office) as (_, stop, task):
        await asyncio.sleep(0)
        office.letters.append(1)
        stop.set()
        await asyncio.wait_for(task, 1)
    assert office.tries == []


async def test_an_outage_drops_no_letter_and_is_no_busy_time() -> None:
    office = Office([1], {1: [RetryAfter(0) for _ in range(2)]})
    begun = asyncio.get_running_loop().time()
    async with delivering(office):
        await office.until(lambda: (1, Fate.DONE) in office.fates)
    assert len(office.tries) == 3
    assert asyncio.get_running_loop().time() - begun > 2.9


async def test_one_that_is_long_under_way_holds_up_no_other_until_there_are_many() -> None:
    holding = {letter: asyncio.Event() for letter in range(30)}
    office = Office([100, *range(30), 200], held=holding)
    async with delivering(office):
        await office.until(lambda: 100 in office.tries and len(office.tries) == 25)
        for _ in range(5):
            await asyncio.sleep(0)
        assert len(office.tries) == 25
        for each in holding.values():
            each.set()
        await office.until(lambda: len(office.fates) == 32)


async def test_a_stop_finishes_what_is_under_way() -> None:
    office = Office([1, 2], held={1: asyncio.Event()})
    async with delivering(office) as (_, stop, task):
        await office.until(lambda: office.tries == [1, 2])
        stop.set()
        await office.until(lambda: (2, Fate.DONE) in office.fates)
        assert not task.done()
        office.held[1].set()
        await asyncio.wait_for(task, 1)
    assert office.fates == [(2, Fate.DONE), (1, Fate.DONE)]


async def test_all_that_is_due_is_delivered_to_its_end_beside_the_deliverer_at_work() -> None:
    office = Office([1, 2, 3])
    deliverer = Deliverer(office.post(), Pace(per_second=1000), asyncio.Event())
    task = asyncio.create_task(deliverer.run(asyncio.Event()))
    await office.until(lambda: office.tries)
    await deliverer.all_due()
    assert sorted(office.fates) == [(1, Fate.DONE), (2, Fate.DONE), (3, Fate.DONE)]
    await end([task])
