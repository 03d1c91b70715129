"""What a failed call to Telegram means, as a value: a pure function of the error and the number of the attempt."""

import math
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.wire.transport import NotSent


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
    TOO_OLD = "too old"
    """The message can no longer be deleted."""
    GONE = "gone"
    """The person cannot be reached: stop writing to them."""
    HOPELESS = "hopeless"
    """The call is wrong and would be wrong again."""


@dataclass(frozen=True)
class Verdict:
    """A fate, and how many seconds to wait where it is to try again."""

    fate: Fate
    wait: float = 0.0

    @property
    def may_help_again(self) -> bool:
        """Whether making the call again may help."""
        return self.fate in {Fate.AGAIN, Fate.UNKNOWN}


_FIRST_WAIT = 0.5
_LONGEST_WAIT = 15.0
_DOUBLINGS = 10

_MEANING = {
    Fate.DONE: ("message is not modified", "query is too old", "query id is invalid", "message to delete not found"),
    Fate.ANEW: ("message to edit not found", "message can't be edited", "no text in the message", "message_id_invalid"),
    Fate.TOO_OLD: ("message can't be deleted",),
    Fate.GONE: ("chat not found", "user not found", "peer_id_invalid"),
}
"""What Telegram's words mean when it refuses a call as bad."""


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
        case _:  # a cut connection, a server's error, or a reply that cannot be read
            return _of_broken_line(error, attempt)


def _of_broken_line(error: TelegramError, attempt: int) -> Verdict:
    if isinstance(error, NotSent):
        return Verdict(Fate.AGAIN, pause(attempt))
    if isinstance(error, TimedOut) and attempt > 1:  # slow, not broken: each attempt has probably taken effect
        return Verdict(Fate.UNKNOWN, math.inf)
    return Verdict(Fate.UNKNOWN, pause(attempt))


def pause(attempt: int) -> float:
    """Give the seconds to wait after this attempt: doubling, up to a limit."""
    return float(min(_FIRST_WAIT * 2 ** min(attempt - 1, _DOUBLINGS), _LONGEST_WAIT))


def _seconds(error: RetryAfter) -> float:
    wait: int | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _of_bad_request(text: str) -> Fate:
    return next((fate for fate, words in _MEANING.items() if any(each in text for each in words)), Fate.HOPELESS)
