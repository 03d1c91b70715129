"""The number of a request stands in every log line on its way, and in no other's."""

import asyncio

from structlog.contextvars import get_contextvars
from telegram import Chat, Message, Update

from bot.wire.chains import Chains


def update(number: int, chat: int) -> Update:
    return Update(number, Message(1, None, Chat(chat, Chat.PRIVATE)))  # type: ignore[arg-type]  # no date is needed


async def test_each_update_has_a_number_of_its_own_that_is_none_of_telegrams() -> None:
    seen: dict[int, list[object]] = {}
    gate = asyncio.Event()

    async def handle(update: Update, _: object) -> None:
        seen[update.update_id] = [get_contextvars().get("request")]
        await gate.wait()
        seen[update.update_id].append(await asyncio.to_thread(lambda: get_contextvars().get("request")))

    chains, landed = Chains(handle), list[int]()
    for number, chat in ((81, 5), (82, 6), (83, 5)):
        chains.add(update(number, chat), lambda number=number: landed.append(number))  # type: ignore[misc]  # bound at once
    await asyncio.sleep(0)
    gate.set()
    assert await chains.finish()
    assert seen == {81: [1, 1], 82: [2, 2], 83: [3, 3]}
    assert sorted(landed) == [81, 82, 83]
    assert "request" not in get_contextvars()
