"""What the bot starts itself: one letter each, over refusals, outages, stops and deaths; nobody waits for another."""

import asyncio
from pathlib import Path

import pytest

from bot.playground import Limits, Person, busiest, cut_after, cut_before, fail, held
from storage import outbox, people
from storage.unit import Unit
from tests.harness import Stage, shows, staged, tap
from tests.proofs.test_kills import close_enrolment

OFFER = "Hej! Här är några frågor till dig."
TOO_MANY = fail(429, "Too Many Requests: retry after 2", {"retry_after": 2})


async def joined(stage: Stage, count: int) -> list[Person]:
    return list(await asyncio.gather(*(join(stage, payload) for payload in await stage.payloads(count=count))))


async def join(stage: Stage, payload: str) -> Person:
    person = stage.world.person("Deltagare")
    person.start(payload)
    await tap(person, "Svenska")
    await tap(person, "Ja")
    await shows(person, "Det är ")
    return person


async def close(stage: Stage, *crowd: Person) -> None:
    def unit(unit: Unit) -> None:
        for person in crowd:
            close_enrolment(unit, stage, person.id)

    await stage.unit(unit)


def offers(person: Person) -> int:
    return person.chat.transcript.count(OFFER)


async def offered(*crowd: Person) -> None:
    await asyncio.gather(*(shows(person, OFFER) for person in crowd))


async def test_one_who_has_blocked_the_bot_holds_up_nobody_and_is_healed_by_a_start(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        crowd = await joined(stage, 3)
        refused = stage.world.faults.plant(
            fail(403, "Forbidden: bot was blocked by the user"), "sendMessage", chat=crowd[0].id, times=None
        )
        await close(stage, *crowd)
        await offered(*crowd[1:])
        await stage.world.bell.until(lambda: refused.struck, 10)
        assert refused.struck == 1
        stage.world.faults.clear()
        crowd[0].start()
        await shows(crowd[0], "Det är 5 frågor")
        assert (await stage.unit(lambda unit: reachable(unit, crowd[0]))) is True


def reachable(unit: Unit, person: Person) -> bool:
    found = people.by_chat(unit, person.id)
    assert found
    return found.reachable


async def test_too_many_for_one_chat_holds_up_that_chat_only(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        crowd = await joined(stage, 3)
        stage.world.faults.plant(TOO_MANY, "sendMessage", chat=crowd[0].id)
        await close(stage, *crowd)
        await offered(*crowd)
        assert [offers(person) for person in crowd] == [1, 1, 1]
        first, second = stage.world.calls.of("sendMessage", chat=crowd[0].id)[-2:]
        assert second.at - first.at >= 2


async def test_an_offer_whose_outcome_is_unknown_is_sent_once_more(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        crowd = await joined(stage, 2)
        stage.world.faults.plant(cut_before(), "sendMessage", chat=crowd[0].id)
        stage.world.faults.plant(cut_after(), "sendMessage", chat=crowd[1].id, times=None)
        await close(stage, *crowd)
        await shows(crowd[0], OFFER)
        await crowd[1].chat.wait(lambda _: offers(crowd[1]) == 2)
        async with asyncio.timeout(10):
            while (await stage.unit(outbox.counts)).get("unknown") != 1:  # noqa: ASYNC110  # no bell rings at a commit
                await asyncio.sleep(0.05)
        assert [offers(person) for person in crowd] == [1, 2]


@pytest.mark.parametrize("ending", ["stop", "kill"])
async def test_a_letter_under_way_at_the_end_is_sent_after_the_start(ending: str, tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True) as stage:
        [alva] = await joined(stage, 1)
        under_way = stage.world.faults.plant(held(asyncio.Event()), "sendMessage")
        await close(stage, alva)
        await stage.world.bell.until(lambda: under_way.struck, 20)
        await getattr(stage, ending)()
        await stage.start()
        await offered(alva)
        assert (await stage.unit(outbox.counts))["again"] == 1
        assert offers(alva) == 1


async def test_a_mailing_keeps_the_limits_while_others_are_answered_soon(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        *crowd, last = await joined(stage, 41)
        await tap(last, "Börja")
        await shows(last, "Fråga 1 av 3")
        before = len(stage.world.calls)
        stage.world.limit(Limits(overall=30, per_chat=1, edits_count=True))
        await close(stage, *crowd)
        await offered(crowd[0])
        await tap(last, "Studier")
        await shows(last, "Fråga 2 av 3", patience=3)
        await offered(*crowd)
        shows_made = [call for call in stage.world.calls[before:] if call.method in {"sendMessage", "editMessageText"}]
        assert len(shows_made) == 41
        assert busiest(shows_made) <= 30
        assert [offers(person) for person in crowd] == [1] * len(crowd)
        assert stage.world.calls.refused == []
