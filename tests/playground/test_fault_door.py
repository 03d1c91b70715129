"""The fault switch as a script outside uses it."""

from typing import Any

import aiohttp
import pytest

from bot.playground import Person, World
from tests.playground.conftest import Hand


async def plant(hand: Hand, kind: str, **more: object) -> Any:  # noqa: ANN401  # JSON as it came
    status, planted = await hand.visit("POST", "control/faults", kind=kind, **more)
    assert status == 201, planted
    return planted


@pytest.mark.parametrize(
    ("kind", "status", "written"),
    [
        ("too_many", 429, False),
        ("server_error", 500, False),
        ("bad_gateway", 502, False),
        ("garbage", 200, False),
        ("failed_after", 500, True),
        ("late", 200, True),
    ],
)
async def test_an_answer_is_another_once(hand: Hand, anna: Person, kind: str, status: int, written: bool) -> None:  # noqa: FBT001  # a table
    await plant(hand, kind, methods=["sendMessage"], seconds=0)
    address, content = f"{hand.api}{hand.world.token}/sendMessage", {"chat_id": anna.id, "text": "x"}
    await hand.do("getMe")
    for times, expected in enumerate((status, 200)):
        async with hand.session.post(address, json=content) as response:
            assert (response.status, len(anna.chat.from_bot)) == (expected, times + written)


@pytest.mark.parametrize(
    ("kind", "error", "written"),
    [
        ("cut_before", aiohttp.ServerDisconnectedError, 0),
        ("cut_after", aiohttp.ServerDisconnectedError, 1),
        ("truncated", aiohttp.ClientPayloadError, 1),
    ],
)
async def test_a_connection_breaks(
    hand: Hand, anna: Person, kind: str, error: type[aiohttp.ClientError], written: int
) -> None:
    await plant(hand, kind)
    with pytest.raises(error):
        await hand.do("sendMessage", chat_id=anna.id, text="x")
    assert len(anna.chat.from_bot) == written


async def test_a_fault_can_be_for_one_chat_stay_be_seen_and_be_taken_away(
    hand: Hand, world: World, anna: Person
) -> None:
    bo = world.person("Bo")
    bo.start()
    await plant(hand, "too_many", chat=anna.id, times=None, seconds=30)
    for _ in range(2):
        assert await hand.refused("sendMessage", chat_id=anna.id, text="x") == "429 Too Many Requests: retry after 30"
    await hand.do("sendMessage", chat_id=bo.id, text="x")
    assert await hand.visit("GET", "control/faults") == (200, [{"kind": "too_many", "times": None, "struck": 2}])
    assert await hand.visit("DELETE", "control/faults") == (200, [])
    await hand.do("sendMessage", chat_id=anna.id, text="x")


async def test_updates_come_twice_or_in_the_other_order(hand: Hand, world: World, anna: Person) -> None:
    world.inbox.pending.clear()
    await plant(hand, "duplicated")
    anna.send("två gånger")
    await plant(hand, "swapped")
    anna.send("först")
    assert (await hand.visit("GET", "control/faults"))[1] == []
    anna.send("sedan")
    updates = await hand.do("getUpdates")
    assert [each["message"]["text"] for each in updates] == ["två gånger", "två gånger", "sedan", "först"]
    assert updates[0] == updates[1]
    assert updates[2]["update_id"] < updates[3]["update_id"]
    await plant(hand, "swapped")
    anna.send("väntar")
    await hand.visit("DELETE", "control/faults")
    assert world.inbox.pending[-1].body["text"] == "väntar"


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "hunger"},
        {"kind": 7},
        {"kind": "late", "seconds": -1},
        {"kind": "late", "times": 0},
        {"kind": "late", "methods": "sendMessage"},
        {"kind": "late", "methods": [[]]},
    ],
)
async def test_faults_that_there_are_not(hand: Hand, content: dict[str, object]) -> None:
    status, answer = await hand.visit("POST", "control/faults", **content)
    assert (status, set(answer)) == (400, {"error"})
