"""Delivering letters: claim, send, settle; one at a time, at Telegram's pace, replies always ahead (design: 3.4)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog
from telegram.error import TelegramError

from bot.wire.pace import Pace
from bot.wire.verdict import Fate, Verdict, verdict

_LOG = structlog.get_logger(__name__)

_Letter = TypeVar("_Letter")

_IDLE = 5.0
_MOST_TRIES = 12


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


async def deliver(post: Post[_Letter], pace: Pace, wake: asyncio.Event, stop: asyncio.Event) -> None:
    """Deliver letters until told to stop; ``wake`` says that there may be new ones."""
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        await asyncio.sleep(pace.wait(loop.time()))
        wake.clear()
        letter = await post.claim()
        if letter is None:
            await _pause(wake)
            continue
        result = await _attempt(post, letter)
        now = loop.time()
        if result.verdict.fate is Fate.DONE:
            pace.sent(now)
        elif result.verdict.fate is Fate.AGAIN:
            pace.rest(now, result.verdict.wait)
        await post.settle(letter, result)


async def _pause(wake: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(wake.wait(), _IDLE)
    except TimeoutError:
        return


async def _attempt(post: Post[_Letter], letter: _Letter) -> Result:
    try:
        return Result(Verdict(Fate.DONE), await post.send(letter))
    except TelegramError as error:
        judged = verdict(error, post.attempt(letter))
        if judged.fate is Fate.AGAIN and post.attempt(letter) >= _MOST_TRIES:
            judged = Verdict(Fate.HOPELESS)
        _LOG.info("a letter was not delivered", fate=judged.fate, error=type(error).__name__)
        return Result(judged)
