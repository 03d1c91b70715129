"""What a failed call to Telegram means, as a value: a pure function of the error and the number of the attempt."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)


class Fate(StrEnum):
    """What to do after a call."""

    DONE = "done"
    """Nothing: what was wanted is so."""
    AGAIN = "again"
    """The call did not take effect: make it again after a while."""
    UNKNOWN = "unknown"
    """Whether the call took effect cannot be known."""
    ANEW = "anew"
    """The message to edit is no longer there: send a new one."""
    GONE = "gone"
    """The person cannot be reached: stop writing to them."""
    HOPELESS = "hopeless"
    """The call is wrong and would be wrong again."""


@dataclass(frozen=True)
class Verdict:
    """A fate, and how many seconds to wait where it is to try again."""

    fate: Fate
    wait: float = 0.0


_FIRST_WAIT = 0.5
_LONGEST_WAIT = 15.0

_HARMLESS = ("message is not modified", "query is too old", "query id is invalid", "message to delete not found")
_CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
_CANNOT_DELETE = ("message can't be deleted",)
_NO_CHAT = ("chat not found", "user not found", "peer_id_invalid")
_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def verdict(error: TelegramError, attempt: int) -> Verdict:
    """Judge an error. The order matters: ``BadRequest`` and ``TimedOut`` are both ``NetworkError``.

    :param attempt: which attempt failed, from 1
    """
    match error:
        case RetryAfter():
            return Verdict(Fate.AGAIN, _seconds(error))
        case Forbidden():
            return Verdict(Fate.GONE)
        case BadRequest():
            return Verdict(_of_bad_request(error.message.lower()))
        case ChatMigrated() | InvalidToken() | Conflict():
            return Verdict(Fate.HOPELESS)
        case NetworkError() if isinstance(error.__cause__, _BEFORE_SENDING):
            return Verdict(Fate.AGAIN, pause(attempt))
        case _:  # a cut connection, a server's error, or a reply that cannot be read
            return Verdict(Fate.UNKNOWN, pause(attempt))


def pause(attempt: int) -> float:
    """Give the seconds to wait after this attempt: doubling, up to a limit."""
    return min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT)


def _seconds(error: RetryAfter) -> float:
    wait: int | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _of_bad_request(text: str) -> Fate:
    if any(words in text for words in (*_HARMLESS, *_CANNOT_DELETE)):
        return Fate.DONE
    if any(words in text for words in _CANNOT_EDIT):
        return Fate.ANEW
    return Fate.GONE if any(words in text for words in _NO_CHAT) else Fate.HOPELESS
