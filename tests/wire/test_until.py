"""Doing things until a stop comes."""

import asyncio

import pytest

from bot.wire.until import finish, rest, unless


async def five() -> int:
    return 5


async def for_ever(result: int = 0) -> int:
    await asyncio.Event().wait()
    return result


def others() -> set["asyncio.Task[object]"]:
    return asyncio.all_tasks() - {asyncio.current_task()}


async def test_work_that_ends_gives_its_result() -> None:
    assert await unless(asyncio.Event(), five()) == 5
    assert others() == set()


async def test_a_stop_breaks_work_off_and_leaves_nothing_behind() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, stop.set)
    assert await unless(stop, for_ever(5)) is None
    assert others() == set()


async def test_work_may_end_by_itself_within_its_grace() -> None:
    stop, go = asyncio.Event(), asyncio.Event()
    stop.set()
    asyncio.get_running_loop().call_later(0.01, go.set)
    assert await unless(stop, go.wait(), grace=5) is True


async def test_an_error_of_the_work_passes() -> None:
    async def fails() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  # the bare error itself
        await unless(asyncio.Event(), fails())
    assert others() == set()


async def test_a_cancelled_waiter_takes_its_work_along() -> None:
    waiting = asyncio.create_task(unless(asyncio.Event(), for_ever()))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert others() == set()


@pytest.mark.parametrize("seconds", [0.0, 0.01])
async def test_a_rest_ends_by_itself(seconds: float) -> None:
    await rest(asyncio.Event(), seconds)
    assert others() == set()


@pytest.mark.parametrize("which", ["stop", "bell"])
async def test_a_rest_ends_at_the_stop_and_at_the_bell(which: str) -> None:
    events = {"stop": asyncio.Event(), "bell": asyncio.Event()}
    asyncio.get_running_loop().call_later(0.01, events[which].set)
    async with asyncio.timeout(30):
        await rest(events["stop"], 60, events["bell"])


async def test_tasks_that_do_not_end_in_time_are_broken_off_and_it_is_told() -> None:
    assert await finish([], 0)
    assert await finish([asyncio.create_task(five())], 1)
    assert not await finish([asyncio.create_task(five()), asyncio.create_task(for_ever())], 0.01)
    assert others() == set()
