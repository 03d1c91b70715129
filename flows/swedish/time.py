"""Reads when something is to happen, as people write it in Swedish: "imorgon", "om två veckor", "15 januari kl 9".

What cannot be understood, does not exist (31 februari) or has been is told apart, so that each gets its own answer.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from flows.swedish.days import find_day
from flows.swedish.words import MINUTES, NUMBER, any_of, number

_LATEST = timedelta(days=5 * 366)
_A_DAY = timedelta(days=1)


class Misread(StrEnum):
    """Why a text gives no time to be reminded at."""

    UNKNOWN = "unknown"
    NO_SUCH_DAY = "no such day"
    PAST = "past"
    TOO_FAR = "too far"


@dataclass(frozen=True)
class Understood:
    """The local day and time that a text means, and what of the text is left over."""

    at: datetime
    rest: str


_AHEAD = re.compile(
    rf"\bom (?:(?P<words>{any_of(MINUTES)})|{NUMBER} (?:(?P<hours>tim(?:m(?:e|ar))?)|min(?:ut(?:er)?)?))\b"
)
_TIME = re.compile(
    r"\b(?:kl|klockan)\.? ?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\b"
    r"|(?:\b|(?<=\d)t)(?P<h>\d{1,2})[.:](?P<min>\d{2})\b"
)


def read_time(text: str, now: datetime, usual: time) -> Understood | Misread:
    """Read a day and, if one is written, a time of day; or how long it is until then.

    :param now: the local time of asking
    :param usual: the time of day where none is written
    """
    written = unicodedata.normalize("NFC", " ".join(text.split()))
    low = "".join(map(_lowered, written))
    ahead = _AHEAD.search(low)
    try:
        return _in_a_while(written, ahead, now) if ahead else _on_a_day(written, low, now, usual)
    except OverflowError:
        return Misread.TOO_FAR
    except ValueError:
        return Misread.NO_SUCH_DAY


def _lowered(sign: str) -> str:
    """Give a sign in lower case, unless that takes more room: every place in the text must stay where it is."""
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _in_a_while(written: str, found: re.Match[str], now: datetime) -> Understood | Misread:
    minutes = MINUTES[found["words"]] if found["words"] else number(found) * (60 if found["hours"] else 1)
    at = now.astimezone(UTC).replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return Understood(at.astimezone(now.tzinfo), _without(written, found)) if at > now else Misread.PAST


def _on_a_day(written: str, low: str, now: datetime, usual: time) -> Understood | Misread:
    clock = _TIME.search(low)
    hour = time(int(clock["hour"] or clock["h"]), int(clock["minute"] or clock["min"] or 0)) if clock else usual
    found = find_day(_blanked(low, clock), now.date())
    if found:
        return _checked(found[0], hour, now, _without(_blanked(written, clock), found[1]))
    if clock is None:
        return Misread.UNKNOWN
    today = _checked(now.date(), hour, now, _without(written, clock))
    return (
        today if isinstance(today, Understood) else _checked(now.date() + _A_DAY, hour, now, _without(written, clock))
    )


def _checked(day: date, hour: time, now: datetime, rest: str) -> Understood | Misread:
    """Give the moment if it is ahead; in the hour that an autumn night has twice, the second counts after the first."""
    if day < now.date():
        return Misread.PAST
    if day - now.date() > _LATEST:
        return Misread.TOO_FAR
    moments = (datetime.combine(day, hour, now.tzinfo).replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    at = next((each for each in moments if each > now), None)
    return Understood(at.astimezone(now.tzinfo), rest) if at else Misread.PAST


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join(_blanked(text, match).split())


def _blanked(text: str, match: re.Match[str] | None) -> str:
    """Put spaces in the place of what was understood, so that every other place stays where it is."""
    return f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}" if match else text
