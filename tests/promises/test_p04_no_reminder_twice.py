"""P4: whatever clock and connection do, a reminder goes out once; twice, or too late, where its mechanisms are gone."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.actions.due import Letter, send_due
from bot.chat.letters import ONCE_MORE
from bot.chat.participant import form_letters
from bot.playground import Answer, Person, answer_after, cut_after
from bot.playground.faults import refusal, truncated
from storage import occasions, outbox
from storage.database import open_database
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.due.life import HOUR, Life, at, house
from tests.harness import PROGRAMME, Stage, shows, staged
from tests.mailing import OFFER, close_all, seated
from tests.promises.direct import direct
from tests.promises.telling import Tell
from tests.promises.test_p04_once_per_occasion import REMINDER, let_come_due

UNKNOWN = {
    "cut": cut_after(),
    "truncated": truncated(),
    "500 though it was done": answer_after(refusal(500, "Internal Server Error")),
    "nonsense though it was done": answer_after(Answer(200, b"<html>", "text/html")),
}
"""What may come of a letter that arrived."""
DAYS = {
    "2028-02-22": "2028-02-29 08:00",
    "2026-12-21": "2026-12-28 08:00",
    "2026-12-25": "2027-01-04 08:00",
    "2026-03-23": "2026-03-30 08:00",
    "2026-10-19": "2026-10-26 08:00",
    "2026-03-22": "2026-03-30 08:00",
}
"""When people who began on a day are reminded: 29 February, the end of a year, the nights when clocks change."""


@asynccontextmanager
async def installation(folder: Path) -> AsyncIterator[Life]:
    seal = Seal([new_key()])
    async with open_database(folder / "foljsam.db", seal) as database:
        yield Life(database, house(), folder / "foljsam.db", seal)


async def lived(life: Life) -> list[str]:
    """Live through these weeks: two instances look every hour, around midnight by the second, clocks one hour off."""
    async with open_database(life.path, life.seal) as other:
        for day in DAYS:
            await life.joined(date.fromisoformat(day))
            begin = at(f"{day}T12:00")
            looks = [begin + number * HOUR for number in range(24 * 15)]
            looks += [at(f"{day}T00:00") + timedelta(days=8, seconds=second) for second in (-1, 0, 1)]
            for number, moment in enumerate(sorted(looks)):
                now = moment + (0, 1, -1)[number % 3] * HOUR
                for each in (life.database, other):
                    await each.write(lambda unit, now=now: send_due(unit, life.house, now))  # type: ignore[misc]  # bound at once
    return [line[:16] for line in await life.letters()]


async def test_at_every_turn_of_the_calendar_it_comes_once_when_the_window_opens(
    tmp_path: Path, record_property: Tell
) -> None:
    async with installation(tmp_path) as life:
        came = await lived(life)
    record_property("P4", f"{len(DAYS)} turns of the calendar, two instances, clocks one hour off: each reminder once")
    assert sorted(came) == sorted(DAYS.values())


async def test_its_key_alone_keeps_it_from_coming_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(occasions, "settle", lambda *_: None)
    async with installation(tmp_path) as life:
        await life.joined(date(2026, 3, 2))
        await life.through(at("2026-03-09T08:00"), at("2026-03-09T12:00"))
        assert len(await life.letters()) == 1


async def test_without_its_key_it_comes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, numbers = outbox.put, itertools.count()
    monkeypatch.setattr(occasions, "settle", lambda *_: None)
    monkeypatch.setattr(outbox, "put", lambda unit, key, *rest: put(unit, f"{key} {next(numbers)}", *rest))
    async with installation(tmp_path) as life:
        await life.joined(date(2026, 3, 2))
        await life.through(at("2026-03-09T08:00"), at("2026-03-09T12:00"))
        assert len(await life.letters()) > 1


async def reminded(stage: Stage) -> list[int]:
    """Remind people whose Telegram breaks off in all ways after it took the letter; give how often each got it."""
    crowd = await seated(stage, len(UNKNOWN))
    await close_all(stage, *crowd)
    await asyncio.gather(*(shows(person, OFFER) for person in crowd))
    broken = [
        stage.world.faults.plant(fault, "sendMessage", chat=person.id)
        for person, fault in zip(crowd, UNKNOWN.values(), strict=True)
    ]
    await stage.unit(lambda unit: let_come_due(unit, [person.id for person in crowd]))
    await stage.world.bell.until(lambda: all(each.struck for each in broken), 30)
    for _ in range(2):
        await settled(stage)
        stage.clock.ahead += timedelta(minutes=2)
    await settled(stage)
    return [person.chat.transcript.count(REMINDER) for person in crowd]


async def settled(stage: Stage) -> None:
    """Wait until no letter is due or under way."""
    now = stage.clock()

    def is_under_way(unit: Unit) -> bool:
        return "claimed" in outbox.counts(unit) or outbox.next_due(unit, now) is not None

    async with asyncio.timeout(30):
        while await stage.unit(is_under_way):  # noqa: ASYNC110  # no bell rings at a commit
            await asyncio.sleep(0.05)


async def test_a_reminder_whose_outcome_is_unknown_is_not_sent_again(tmp_path: Path, record_property: Tell) -> None:
    async with staged(tmp_path) as stage:
        often = await reminded(stage)
        unknown = (await stage.unit(outbox.counts))["unknown"]
    record_property(
        "P4", f"{len(UNKNOWN)} ways to lose Telegram's answer to a reminder: arrived {often}, told as unknown {unknown}"
    )
    assert (often, unknown) == ([1] * len(UNKNOWN), len(UNKNOWN))


@pytest.mark.proof
async def test_it_would_arrive_twice_if_it_were_sent_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.post.ONCE_MORE", (*ONCE_MORE, Letter.REMINDER))
    async with staged(tmp_path) as stage:
        assert await reminded(stage) == [2] * len(UNKNOWN)


async def answered_before_it_goes(folder: Path) -> int:
    """Let somebody answer while their reminder waits to go; give how many arrive."""
    async with direct(folder) as bot:
        alva: Person = await bot.participant(PROGRAMME)
        bot.clock.ahead += timedelta(days=8)
        await bot.tick()
        for label in ("Börja", "Studier", "7", "Mycket bra", "Skicka in"):
            await bot.press(alva, label)
        await bot.deliverer.all_due()
        return alva.chat.transcript.count(REMINDER)


async def test_what_was_answered_meanwhile_is_not_reminded_of(tmp_path: Path) -> None:
    assert await answered_before_it_goes(tmp_path) == 0


async def test_it_would_be_if_nobody_looked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_letters, "still_holds", lambda *_: True)
    assert await answered_before_it_goes(tmp_path) == 1
