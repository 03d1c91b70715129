"""What errors mean: real exceptions, made by the real library from real answers."""

import json

import pytest
from telegram.error import TelegramError

from bot.playground import Answer, World, answer, cut_after, cut_before, fail, garbage, serve
from bot.playground.faults import Fault
from bot.wire.telegram_bot import connected
from bot.wire.verdict import Fate, Verdict, pause, verdict


def said(description: str) -> Fault:
    return fail(400, f"Bad Request: {description}")


def answered(content: object) -> Fault:
    return answer(Answer(200, json.dumps(content).encode()))


ERRORS: dict[str, tuple[Fault, Fate]] = {
    "too many": (fail(429, "Too Many Requests: retry after 3", {"retry_after": 3}), Fate.AGAIN),
    "blocked": (fail(403, "Forbidden: bot was blocked by the user"), Fate.GONE),
    "deactivated": (fail(403, "Forbidden: user is deactivated"), Fate.GONE),
    "no chat": (said("chat not found"), Fate.GONE),
    "not modified": (said("message is not modified: specified new message content and"), Fate.DONE),
    "query too old": (said("query is too old and response timeout expired or query ID is invalid"), Fate.DONE),
    "nothing to delete": (said("message to delete not found"), Fate.DONE),
    "too old to delete": (said("message can't be deleted for everyone"), Fate.TOO_OLD),
    "nothing to edit": (said("message to edit not found"), Fate.ANEW),
    "cannot edit": (said("message can't be edited"), Fate.ANEW),
    "invalid id": (said("MESSAGE_ID_INVALID"), Fate.ANEW),
    "malformed": (said("can't parse entities: unsupported start tag"), Fate.HOPELESS),
    "migrated": (fail(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1}), Fate.HOPELESS),
    "wrong token": (fail(401, "Unauthorized"), Fate.HOPELESS),
    "other instance": (fail(409, "Conflict: terminated by other getUpdates request"), Fate.HOPELESS),
    "server's fault": (fail(500, "Internal Server Error"), Fate.UNKNOWN),
    "gateway": (garbage(), Fate.UNKNOWN),
    "garbage": (garbage(b"\xff\x00{", 200), Fate.UNKNOWN),
    "no object": (answered([1, 2]), Fate.UNKNOWN),
    "no result": (answered({"ok": True}), Fate.UNKNOWN),
    "cut before": (cut_before(), Fate.UNKNOWN),
    "cut after": (cut_after(), Fate.UNKNOWN),
    "truncated": (cut_after(keep=20), Fate.UNKNOWN),
}


async def error_of(fault: Fault | None, *, served: bool = True) -> TelegramError:
    world = World()
    async with serve(world) as api, connected(world.token, api if served else "http://127.0.0.1:9/bot") as bot:
        if fault:
            world.faults.plant(fault)
        with pytest.raises(TelegramError) as caught:
            await bot.get_me()
        return caught.value


@pytest.mark.parametrize("name", ERRORS)
async def test_an_error_means(name: str) -> None:
    fault, fate = ERRORS[name]
    assert verdict(await error_of(fault), 1).fate is fate


async def test_where_nobody_listens_nothing_took_effect() -> None:
    assert verdict(await error_of(None, served=False), 1).fate is Fate.AGAIN


async def test_the_wait_after_too_many_is_the_one_told() -> None:
    assert verdict(await error_of(ERRORS["too many"][0]), 7) == Verdict(Fate.AGAIN, 3.0)


def test_pauses_double_up_to_a_limit_however_often() -> None:
    assert [pause(attempt) for attempt in (1, 2, 3, 4, 5, 6, 7, 5000)] == [0.5, 1, 2, 4, 8, 15, 15, 15]
