"""Making a call until it is done, is pointless, or patience has run out."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import structlog
from telegram.error import TelegramError

from bot.wire.verdict import Fate, Verdict, verdict

_LOG = structlog.get_logger(__name__)

_Result = TypeVar("_Result")

_PATIENCE = 75.0


@dataclass(frozen=True)
class Outcome(Generic[_Result]):
    """What became of a call, and what Telegram gave for it."""

    fate: Fate
    result: _Result | None = None


async def insist(call: Callable[[], Awaitable[_Result]], patience: float = _PATIENCE) -> Outcome[_Result]:
    """Make a call again and again while that may help.

    Whether a call took effect whose connection was cut nobody knows; a reply is repeated rather than lost.

    :param patience: seconds after which no new attempt is made
    """
    clock = asyncio.get_running_loop().time
    until = clock() + patience
    for attempt in itertools.count(1):
        tried = await _try(call, attempt)
        if isinstance(tried, Outcome):
            return tried
        if not tried.may_help_again or clock() + tried.wait > until:
            _report(tried, attempt)
            return Outcome(tried.fate)
        await asyncio.sleep(tried.wait)
    raise AssertionError("unreachable")


async def _try(call: Callable[[], Awaitable[_Result]], attempt: int) -> Outcome[_Result] | Verdict:
    try:
        return Outcome(Fate.DONE, await call())
    except TelegramError as error:
        return verdict(error, attempt)


def _report(judged: Verdict, attempts: int) -> None:
    if judged.may_help_again or judged.fate is Fate.HOPELESS:
        _LOG.warning("a reply did not get through", fate=judged.fate, attempts=attempts)
