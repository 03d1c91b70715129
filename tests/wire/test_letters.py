"""What the bot starts itself: one letter each, over refusals, outages, stops and deaths; nobody waits for another."""

import asyncio
import math
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.playground import Answer, Person, cut_after, cut_before, fail, held
from bot.playground.faults import Fault, Proceed, refusal
from bot.playground.records import Call
from storage import outbox, people
from storage.unit import Unit
from tests.harness import Stage, shows, staged
from tests.mailing import OFFER, close_all, offers, seated

TOO_MANY = fail(429, "Too Many Requests: retry after 2", {"retry_after": 2})


REFUSALS = {
    "blocked": fail(403, "Forbidden: bot was blocked by the user"),
    "deactivated": fail(403, "Forbidden: user is deactivated"),
    "no chat": fail(400, "Bad Request: chat not found"),
    "migrated": fail(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1001}),
}
REACHABLE_STILL = {"migrated"}


async def offered(*crowd: Person) -> None:
    await asyncio.gather(*(shows(person, OFFER) for person in crowd))


def sends(stage: Stage, person: Person) -> list[Call]:
    return stage.world.calls.of("sendMessage", chat=person.id)


async def settled(stage: Stage, **counts: int) -> None:
    """Wait until so many letters are in each state."""
    async with asyncio.timeout(20):
        while not counts.items() <= (await stage.unit(outbox.counts)).items():  # noqa: ASYNC110  # no bell rings at a commit
            await asyncio.sleep(0.05)


async def test_a_mailing_goes_on_past_those_whom_it_does_not_reach_and_they_are_healed_by_a_start(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        first, *refused, away, busy, last = await seated(stage, len(REFUSALS) + 4)
        away.block()
        await stage.world.bell.until(lambda: not stage.world.inbox.pending, 20)
        for person, refusal in zip(refused, REFUSALS.values(), strict=True):
            stage.world.faults.plant(refusal, "sendMessage", chat=person.id, times=None)
        stage.world.faults.plant(TOO_MANY, "sendMessage", chat=busy.id)
        await close_all(stage, first, *refused, away, busy, last)
        await offered(first, busy, last)
        await settled(stage, sent=3, dropped=len(REFUSALS) + 1)
        assert not sends(stage, away)
        assert [len(sends(stage, person)) for person in (first, *refused, busy, last)] == [1, *[1] * len(refused), 2, 1]
        again, before = sends(stage, busy)[1], sends(stage, busy)[0]
        assert again.at - before.at >= 2
        assert max(call.at for call in sends(stage, last)) < again.at, "the others did not wait for the one"
        reached = await stage.unit(lambda unit: [reachable(unit, person) for person in refused])
        assert [name for name, is_reached in zip(REFUSALS, reached, strict=True) if is_reached] == [*REACHABLE_STILL]
        stage.world.faults.clear()
        healed = [*refused, away]
        for person in healed:
            person.start()
        await asyncio.gather(*(shows(person, "Det är 5 frågor") for person in healed))
        assert all(await stage.unit(lambda unit: [reachable(unit, person) for person in healed]))


def reachable(unit: Unit, person: Person) -> bool:
    found = people.by_chat(unit, person.id)
    assert found
    return found.reachable


def flood(seconds: float) -> Fault:
    """Refuse everything for a while, from the first call on."""
    end = 0.0

    async def fault(call: Call, proceed: Proceed) -> Answer:
        nonlocal end
        end = end or call.at + seconds
        left = math.ceil(end - call.at)
        return (
            refusal(429, f"Too Many Requests: retry after {left}", {"retry_after": left})
            if left > 0
            else await proceed()
        )

    return fault


async def test_too_many_for_all_holds_all_up_and_then_they_go_without_a_pile(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        crowd = await seated(stage, 12)
        stage.world.faults.plant(flood(2.5), "sendMessage", times=None)
        await close_all(stage, *crowd)
        await offered(*crowd)
        calls = stage.world.calls.of("sendMessage")
        refused, arrived = ([call.at for call in calls if call.ok is ok] for ok in (False, True))
        assert len(arrived) == len(crowd)
        assert sum(after - before > 0.5 for before, after in pairwise(refused)) <= 1, "a second try, and no third"
        assert len(refused) < 6, "the others did not even try"
        assert arrived[-1] - arrived[0] > 10 / 30, "a letter that is late in its slot does not move the next"


async def test_an_offer_whose_outcome_is_unknown_is_sent_once_more_after_a_minute(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        lost, doubled = await seated(stage, 2)
        cut = stage.world.faults.plant(cut_before(), "sendMessage", chat=lost.id)
        doubling = stage.world.faults.plant(cut_after(), "sendMessage", chat=doubled.id, times=None)
        await close_all(stage, lost, doubled)
        await stage.world.bell.until(lambda: cut.struck and doubling.struck, 20)
        await settled(stage, waiting=2, again=2)
        assert (offers(lost), offers(doubled)) == (0, 1)
        stage.clock.ahead += timedelta(minutes=1)
        await shows(lost, OFFER)
        await settled(stage, sent=1, unknown=1)
        assert (offers(lost), offers(doubled)) == (1, 2)


@pytest.mark.parametrize("ending", ["stop", "kill"])
async def test_a_letter_under_way_at_the_end_is_sent_after_the_start(ending: str, tmp_path: Path) -> None:
    async with staged(tmp_path, alone=True, start=False) as stage:
        await stage.start()
        [alva] = await seated(stage, 1)
        under_way = stage.world.faults.plant(held(asyncio.Event()), "sendMessage")
        await close_all(stage, alva)
        await stage.world.bell.until(lambda: under_way.struck, 20)
        await getattr(stage, ending)()
        await stage.start()
        await offered(alva)
        assert (await stage.unit(outbox.counts))["again"] == 1
        assert offers(alva) == 1
