"""Which of the days' copies are still kept: those of the last days, and of each of the last weeks the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Keeping:
    """For how many days every day's copy is kept, and for how many weeks (Monday to Sunday) one of each."""

    days: int = 7
    weeks: int = 4

    def kept(self, copies: Iterable[date], today: date) -> frozenset[date]:
        """Give the copies that are kept: the newest always, none older than days and weeks say."""
        of_week = {day - timedelta(days=day.weekday()): day for day in sorted(copies)}
        first_day = today - timedelta(days=self.days - 1)
        first_week = today - timedelta(days=today.weekday(), weeks=self.weeks - 1)
        last = {max(of_week.values())} if of_week else set()
        weekly = {day for monday, day in of_week.items() if monday >= first_week}
        return frozenset(last | weekly | {day for day in copies if day >= first_day})
