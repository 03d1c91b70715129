"""The bot was down: one late message, never a pile. Two bots at once, a tick twice, a clock that jumps: once."""

import asyncio
from datetime import date

import pytest

from bot.actions.due import send_due, send_some_due
from storage.database import open_database
from tests.due.life import DAY, HOUR, SLOW, Life, at


@pytest.mark.parametrize("days_down", [2, 8, 15, 30])
async def test_after_downtime_one_message_comes_for_a_form(days_down: int, life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    back = at("2026-03-03T09:00") + days_down * DAY
    await life.through(back, back + 3 * HOUR)
    assert [line.split(" ", 2)[2] for line in await life.letters()] == ["offer avslut closure"]


async def test_after_weeks_down_what_is_still_to_come_comes_on_its_day(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    await life.through(at("2026-03-12T09:00"), at("2026-06-12T09:00"))
    assert await life.letters() == [
        "2026-03-12 09:00 offer avslut closure",
        "2026-03-17 08:00 reminder avslut closure",
        "2026-05-11 08:00 last_day avslut closure",  # sixty days from the offer that came late
    ]
    assert await life.states(one) == [
        "offer start sent",
        "offer avslut sent",
        "reminder start cancelled",
        "reminder avslut irrelevant",
        "reminder avslut sent",
        "last_day avslut sent",
    ]


async def test_what_a_late_message_made_needless_does_not_come_back_with_the_plan(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    await life.tick(at("2026-03-30T09:00"))
    for _ in range(3):
        await life.replan(one)
        await life.tick(at("2026-03-30T10:00"))
    assert await life.letters() == ["2026-03-30 09:00 offer avslut closure"]


async def test_after_longer_than_the_form_is_open_nothing_comes(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    await life.through(at("2026-05-04T09:00"), at("2026-07-01T09:00"))
    assert await life.letters() == []


async def test_each_persons_late_message_is_their_own(life: Life) -> None:
    several = [await life.joined(date(2026, 3, 2)) for _ in range(5)]
    for one in several[1:]:
        await life.closed(one, date(2026, 3, 5))
    assert await life.tick(at("2026-03-31T09:00")) == 5
    assert await life.letters(several[0]) == ["2026-03-31 09:00 reminder start start"]
    assert [await life.letters(one) for one in several[1:]] == [["2026-03-31 09:00 offer avslut closure"]] * 4


async def test_a_tick_repeated_writes_nothing_more(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    assert [await life.tick(at("2026-03-03T09:00")) for _ in range(5)] == [1, 0, 0, 0, 0]
    assert len(await life.keys()) == 1


async def test_what_is_due_is_seen_to_some_at_a_time_each_once(life: Life) -> None:
    everyone = [await life.joined(date(2026, 3, 2)) for _ in range(5)]
    for one in everyone:
        await life.closed(one, date(2026, 3, 3))
    await life.silent(everyone[1], silent=True)
    now = at("2026-03-03T09:00")
    more = [await life.database.write(lambda unit: send_some_due(unit, life.house, now, 2)) for _ in range(4)]
    assert more == [True, True, False, False]
    assert [len(await life.letters(one)) for one in everyone] == [1, 0, 1, 1, 1]


async def test_two_ticks_at_once_write_once(life: Life) -> None:
    for _ in range(10):
        one = await life.joined(date(2026, 3, 2))
        await life.closed(one, date(2026, 3, 3))
    now = at("2026-03-03T09:00")
    async with open_database(life.path, life.seal) as other:
        written = await asyncio.gather(
            *(database.write(lambda unit: send_due(unit, life.house, now)) for database in (life.database, other) * 4)
        )
    assert sorted(written) == [0] * 7 + [10]
    assert len(set(await life.keys())) == len(await life.keys()) == 10


@pytest.mark.parametrize("jump", [HOUR, -HOUR, DAY, -DAY])
async def test_a_clock_that_jumps_makes_nothing_come_twice_or_be_lost(jump: object, life: Life) -> None:
    assert isinstance(jump, type(HOUR))
    one = await life.joined(date(2026, 3, 2))
    await life.closed(one, date(2026, 3, 3))
    now = at("2026-03-03T08:00")
    for number in range(24 * 30):
        await life.tick(now + number * HOUR + (jump if number % 2 else 0 * HOUR))
    forms = [line.split(" ", 2)[2] for line in await life.letters()]
    assert forms == ["offer avslut closure", "reminder avslut closure", "reminder avslut closure"]


async def test_a_form_that_was_kept_back_for_weeks_is_offered_before_it_is_reminded_of(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.through(at("2026-03-02T09:00"), at("2026-05-20T09:00"))
    of_second = [line for line in await life.letters(one) if "avslut" in line]
    assert of_second == [
        "2026-03-19 08:00 offer avslut start+9d",  # ten days after the first, and not on the eleventh of March
        "2026-03-25 08:00 reminder avslut start+9d",
        "2026-05-18 08:00 last_day avslut start+9d",
    ]
