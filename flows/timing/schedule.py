"""When a message may be sent: the send window, working days, and the next opening."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.timing.free_days import is_working_day
from flows.timing.spans import add_months

_HOUR = r"\s*((?:[01][0-9]|2[0-3]):[0-5][0-9])\s*"
_HOURS = re.compile(f"{_HOUR}[-–]{_HOUR}")


@dataclass(frozen=True)
class SendWindow:
    """The hours, local time, in which the bot may start a conversation; ``None`` is any time."""

    opens: time | None
    closes: time | None
    working_days_only: bool = True

    @classmethod
    def parse(cls, text: str, *, working_days_only: bool) -> "SendWindow":
        """Read ``08:00-19:00`` or ``always``.

        :raises ValueError: if it is neither, or does not open before it closes
        """
        if text.strip().lower() == "always":
            return cls(None, None, working_days_only=False)
        hours = _HOURS.fullmatch(text)
        if hours is None:
            raise ValueError(f"'{text}' is no send window; write it as 08:00-19:00, or write always")
        opens, closes = map(time.fromisoformat, hours.groups())
        if opens >= closes:
            raise ValueError(f"the send window '{text}' must open before it closes, as 08:00-19:00 does")
        return cls(opens, closes, working_days_only)


def next_opening(now: datetime, window: SendWindow, zone: ZoneInfo) -> datetime:
    """Give the first moment from ``now`` on (aware) at which a message may be sent, in the zone of ``now``."""
    if window.opens is None or window.closes is None:
        return now
    local = now.astimezone(UTC).astimezone(zone)
    if _works(local.date(), window) and window.opens <= local.time() < window.closes:
        return now
    day = local.date() if local.time() < window.opens else local.date() + timedelta(days=1)
    while not _works(day, window):
        day += timedelta(days=1)
    opening = datetime.combine(day, window.opens, zone)
    # In the hour that an autumn night has twice, the second 02:30 follows the second 02:10.
    first = opening.replace(fold=local.fold).astimezone(UTC)
    # In the hour that a spring night lacks, 02:30 is 03:30, by which time a window at night may have closed again.
    is_lost = first.astimezone(zone).time() >= window.closes
    return next_opening(first, window, zone).astimezone(now.tzinfo) if is_lost else first.astimezone(now.tzinfo)


def last_opening_day(day: date, window: SendWindow) -> date:
    """Give this day, or the last before it, on which messages may be sent."""
    while not _works(day, window):
        day -= timedelta(days=1)
    return day


def _works(day: date, window: SendWindow) -> bool:
    return not window.working_days_only or is_working_day(day)


def quarter(day: date) -> str:
    """Name the quarter of a day, as ``2026-Q3``."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def last_quarter_closed(until: date) -> str:
    """Name the last quarter that had ended when ``until`` was over: 2026-09-30 gives 2026-Q3, 2026-09-29 2026-Q2."""
    after = until + timedelta(days=1)
    first_month = (after.month - 1) // 3 * 3 + 1
    return quarter(date(after.year, first_month, 1) - timedelta(days=1))


def last_day(of_quarter: str) -> date:
    """Give the last day of a quarter: of 2026-Q3 that is 2026-09-30."""
    year, _, number = of_quarter.partition("-Q")
    return add_months(date(int(year), 1, 1), 3 * int(number)) - timedelta(days=1)


def quarters_closed(today: date, count: int) -> tuple[str, ...]:
    """Give the last quarters that had ended before a day, the oldest first."""
    newest = last_day(last_quarter_closed(today - timedelta(days=1))) + timedelta(days=1)
    return tuple(quarter(add_months(newest, -3 * back) - timedelta(days=1)) for back in reversed(range(count)))
