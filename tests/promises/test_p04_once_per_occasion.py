"""P4: a mailing whose sender is killed again and again: all get the offer, nobody a reminder twice, all is counted."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.playground import Person, delay
from storage import enrolments, outbox, people
from storage.unit import Unit, stamp
from tests.harness import Stage, staged
from tests.mailing import FAR, OFFER, close_all, seated
from tests.promises.telling import Tell

LONGEST_LIFE = 0.5
REMINDER = "Hej! Frågorna till dig finns kvar."
PATIENCE = 60.0


@pytest.mark.small
@pytest.mark.timeout(240)
async def test_thirty_kills_in_a_mailing_to_a_hundred(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, count=100, kills=30, record=record_property)


@pytest.mark.proof
@pytest.mark.timeout(1800)
async def test_a_hundred_kills_in_a_mailing_to_two_hundred(tmp_path: Path, record_property: Tell) -> None:
    await prove(tmp_path, count=200, kills=100, record=record_property)


async def prove(folder: Path, count: int, kills: int, record: Tell) -> None:
    async with staged(folder, alone=True, start=False, tick_seconds="0.1") as stage:
        stage.world.faults.plant_where(delay(FAR), lambda call: call.method != "getUpdates", times=None)
        mailing = Mailing(stage, await seated(stage, count))
        batch = -(-count // kills)
        for life in range(kills):
            await mailing.live(mailing.crowd[life * batch : (life + 1) * batch])
        await mailing.end()
        told = (await stage.json("doctor"))["counts"]
        record("P4", f"mailing to {count} people, {kills} kills: {mailing.figures(told)}")
        mailing.check(told)
    assert mailing.died["at work"] > kills // 2, "most kills must strike a mailing under way"


@dataclass
class Mailing:
    """People who are offered a form and reminded of it once, and how often death struck where."""

    stage: Stage
    crowd: list[Person]
    died: Counter[str] = field(default_factory=Counter)
    reminded: set[int] = field(default_factory=set)
    chance: Random = field(default_factory=Random)

    async def live(self, closing: list[Person]) -> None:
        """Let the bot live for a while, in which people are closed and others are to be reminded."""
        await self.stage.start()
        death = asyncio.create_task(asyncio.sleep(self.chance.uniform(0, LONGEST_LIFE)))  # its moment is what is tried
        await asyncio.sleep(self.chance.uniform(0, LONGEST_LIFE / 4))
        await self.bring(closing)
        await death
        await self.stage.kill()
        await self.stage.unit(self._count)

    async def bring(self, closing: list[Person]) -> None:
        """Close some, and let the reminder come due of those who have got their offer."""
        await close_all(self.stage, *closing)
        offered = self.arrived(OFFER).keys() - self.reminded
        await self.stage.unit(lambda unit: let_come_due(unit, offered))
        self.reminded.update(offered)

    async def end(self) -> None:
        """Let the last bot finish."""
        await self.stage.start()
        await self.stage.world.bell.until(lambda: len(self.arrived(OFFER)) == len(self.crowd), PATIENCE)
        await self.bring([])
        async with asyncio.timeout(PATIENCE):
            while await self.stage.unit(under_way):  # noqa: ASYNC110  # no bell rings at a commit
                await asyncio.sleep(0.2)

    def arrived(self, words: str) -> Counter[int]:
        """How many messages with these words arrived at whom."""
        calls = self.stage.world.calls.of("sendMessage")
        return Counter(call.chat_id or 0 for call in calls if call.ok and words in call.parameters["text"])

    def _count(self, unit: Unit) -> None:
        """Look at what the death left behind."""
        claimed = unit.rows("SELECT person, kind, attempts FROM outbox WHERE state = 'claimed'")
        arrived = {"offer": self.arrived(OFFER), "reminder": self.arrived(REMINDER)}
        for row in claimed:
            person = people.by_id(unit, row["person"])
            assert person
            is_there = arrived[row["kind"]][person.chat] >= row["attempts"]
            self.died["sent, not marked" if is_there else "claimed, not sent"] += 1
        self.died["unknown"] += len(claimed)
        self.died["planned, not claimed"] += outbox.counts(unit).get("waiting", 0) > 0
        self.died["at work"] += under_way(unit)

    def figures(self, told: dict[str, int]) -> str:
        often = [dict(Counter(self.arrived(words).values())) for words in (OFFER, REMINDER)]
        return (
            f"times an offer arrived {often[0]}, a reminder {often[1]}; deaths {dict(self.died)};"
            f" doctor: sent again {told['outbox again']}, unknown {told.get('outbox unknown', 0)}"
        )

    def check(self, told: dict[str, int]) -> None:
        again, unknown, dropped = told["outbox again"], told.get("outbox unknown", 0), told.get("outbox dropped", 0)
        offers, reminders = self.arrived(OFFER), self.arrived(REMINDER)
        assert len(offers) == len(self.crowd)
        assert offers.total() - len(offers) <= again
        assert set(reminders.values()) == {1}
        assert len(reminders) >= len(self.crowd) - unknown
        assert again + unknown == self.died["unknown"]
        assert dropped <= again, "an offer that is to be sent again is overtaken by the reminder"
        assert told["outbox sent"] + unknown + dropped == 2 * len(self.crowd)


def let_come_due(unit: Unit, chats: Iterable[int]) -> None:
    """Let the first reminder of the closing form be due now, as if days had gone."""
    for chat in chats:
        person = people.by_chat(unit, chat)
        assert person
        [enrolment] = enrolments.of_person(unit, person.id)
        unit.run(
            "UPDATE occasions SET due = ? WHERE id = (SELECT MIN(id) FROM occasions WHERE enrolment = ?"
            " AND moment = 'closure' AND kind = 'reminder' AND state = 'planned')",
            stamp(datetime.now(UTC)),
            enrolment.id,
        )


def under_way(unit: Unit) -> bool:
    """Whether a letter waits or is claimed, or something is due that is not yet a letter."""
    due = "SELECT COUNT(*) FROM occasions WHERE state = 'planned' AND audience = 'participant' AND due <= ?"
    left = unit.count("SELECT COUNT(*) FROM outbox WHERE state IN ('waiting', 'claimed')")
    return bool(left or unit.count(due, stamp(datetime.now(UTC))))
