"""Whether an answer costs more the more people are stored: the same answers beside few people and beside many."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

import pytest

from bot.chat.incoming import Incoming, Kind
from bot.chat.reply import Reply
from bot.chat.respond import respond
from storage.database import Database, open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.bench.rows import row
from tests.bench.stored import store
from tests.figures.answering import HOUSE
from tests.mailing import seat_all

FEW, MANY = 1_000, 100_000
ROUNDS, EACH = 20, 20
_MOST_GROWTH = 0.1


@dataclass
class Town:
    """An association with so many people, and those who are about to answer."""

    database: Database
    waiting: list[int]
    updates: "count[int]" = field(default_factory=lambda: count(10_000_000))

    async def answered(self) -> tuple[float, float]:
        """Let some of those who wait fill in their forms; give the processor's and the wall's seconds an update."""
        chats = [self.waiting.pop() for _ in range(EACH)]
        begun, processor = time.perf_counter(), time.process_time()
        steps = sum([await self._fill_in(chat) for chat in chats])
        return (time.process_time() - processor) / steps, (time.perf_counter() - begun) / steps

    async def _fill_in(self, chat: int) -> int:
        """Open the form and press first buttons until there is none; every step is a unit of its own, on disk."""
        reply = await self._take(Incoming(next(self.updates), Kind.COMMAND, chat, 1, command="enkat"))
        steps = 1
        while reply.screen and reply.screen.rows:
            data = reply.screen.rows[0][0].button.pack()
            reply = await self._take(Incoming(next(self.updates), Kind.PRESS, chat, 1, data, press="1"))
            steps += 1
        assert reply.screen
        assert "Tack" in reply.screen.text
        return steps

    async def _take(self, incoming: Incoming) -> Reply:
        return await self.database.write(lambda unit: respond(unit, HOUSE, incoming, datetime.now(UTC)))


@asynccontextmanager
async def town(path: Path, people: int) -> AsyncIterator[Town]:
    """Found a town."""
    waiting = list(range(1, ROUNDS * EACH + EACH + 1))

    def settle(unit: Unit) -> None:
        store(unit, people, datetime.now(UTC))
        seat_all(HOUSE, waiting, unit)

    async with open_database(path, Seal([new_key()])) as database:
        await database.write(settle)
        yield Town(database, waiting)


@pytest.mark.bench
@pytest.mark.timeout(1200)
async def test_an_answer_costs_the_same_however_many_people_are_stored(tmp_path: Path) -> None:
    """Rounds in turn, so that what the machine does meanwhile strikes both; each round's ratio, and their median."""
    async with town(tmp_path / "few.db", FEW) as few, town(tmp_path / "many.db", MANY) as many:
        for each in (few, many):
            await each.answered()  # what is read once is read
        found = [(await few.answered(), await many.answered()) for _ in range(ROUNDS)]
    processor, wall = (median(large[way] / small[way] for small, large in found) - 1 for way in (0, 1))
    spent = median(large[0] for _, large in found)
    row(
        f"growth of an answer's cost from {FEW:,} to {MANY:,} stored people",
        f"{processor:+.1%} processor, {wall:+.1%} time ({1000 * spent:.2f} ms)",
        f"< {_MOST_GROWTH:.0%}",
        is_met=processor < _MOST_GROWTH,
    )
    assert processor < _MOST_GROWTH
