"""Delivering letters: claim, send, settle; one at a time, at Telegram's pace, replies always ahead (design: 3.4)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import structlog
from telegram.error import TelegramError

from bot.wire.pace import Pace
from bot.wire.until import rest
from bot.wire.verdict import Fate, Verdict, verdict

_LOG = structlog.get_logger(__name__)

_Letter = TypeVar("_Letter")

_IDLE = 5.0


@dataclass(frozen=True)
class Result:
    """What became of sending a letter: the verdict, and the message it became."""

    verdict: Verdict
    message: int | None = None


@dataclass(frozen=True)
class Post(Generic[_Letter]):
    """Where letters come from, how they are sent, and where their fate is kept."""

    claim: Callable[[], Awaitable[_Letter | None]]
    send: Callable[[_Letter], Awaitable[int | None]]
    settle: Callable[[_Letter, Result], Awaitable[None]]
    attempt: Callable[[_Letter], int]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Letters go one at a time, also where two deliver: a clock that is moved waits for the one under way."""


async def deliver(post: Post[_Letter], pace: Pace, wake: asyncio.Event, stop: asyncio.Event) -> None:
    """Deliver letters until told to stop; ``wake`` says that there may be new ones."""
    clock = asyncio.get_running_loop().time
    while not stop.is_set():
        await rest(stop, pace.wait(clock()))
        wake.clear()
        if not stop.is_set() and not await _one(post, pace):
            await rest(stop, _IDLE, wake)


async def deliver_all(post: Post[_Letter], pace: Pace) -> int:
    """Deliver all letters that are due; give how many."""
    sent = 0
    while await _one(post, pace):
        sent += 1
    return sent


async def _one(post: Post[_Letter], pace: Pace) -> bool:
    """Deliver the next letter; ``False`` if there was none, or a fault of ours, which must not end all delivering."""
    async with post.turn:
        try:
            letter = await post.claim()
            if letter is None:
                return False
            await post.settle(letter, await _attempt(post, letter, pace))
        except Exception as error:  # noqa: BLE001  # whatever it is, the other letters are still to be delivered
            _LOG.error("delivering failed and will be tried again", error=type(error).__name__)
            return False
    return True


async def _attempt(post: Post[_Letter], letter: _Letter, pace: Pace) -> Result:
    clock = asyncio.get_running_loop().time
    pace.sent(clock())
    try:
        return Result(Verdict(Fate.DONE), await post.send(letter))
    except TelegramError as error:
        judged = verdict(error, post.attempt(letter))
        _LOG.warning("a letter was not delivered", fate=judged.fate, error=type(error).__name__)
        if judged.fate is Fate.AGAIN:
            pace.rest(clock(), judged.wait)
        return Result(judged)
