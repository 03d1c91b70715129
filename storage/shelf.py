"""The folder of the nightly backups: one a day, named by the day, the older ones thinned out."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flows.timing.keeping import Keeping
from storage.backup import BackupFault

_NAME = re.compile(r"foljsam-(\d{4}-\d{2}-\d{2})\.backup")

_LATE = timedelta(days=2)


@dataclass(frozen=True)
class Shelf:
    """A folder, and how long copies are kept in it. Only what has the name of a nightly backup is looked at."""

    folder: Path
    keeping: Keeping

    def place(self, day: date) -> Path:
        """Give where a day's copy lies or is to lie."""
        return self.folder / f"foljsam-{day}.backup"

    def days(self) -> frozenset[date]:
        """Give the days of which there is a copy; none where there is no folder, or it cannot be read."""
        try:
            return frozenset(filter(None, (_day(each.name) for each in self.folder.iterdir())))
        except OSError:
            return frozenset()

    def problems(self, today: date) -> tuple[str, ...]:
        """Give what is wrong with the copies, and what to do; nothing when one is of the last nights."""
        newest = max(self.days(), default=None)
        if newest and newest >= today - _LATE:
            return ()
        return (f"the newest backup in {self.folder} is {newest or 'missing'}; the bot's log says why",)

    def age(self, now: datetime) -> float | None:
        """Give how many seconds ago the newest copy was made; ``None`` where there is none."""
        newest = max(self.days(), default=None)
        try:
            made = self.place(newest).stat().st_mtime if newest else None
        except OSError:
            return None
        return None if made is None else max(0.0, (now - datetime.fromtimestamp(made, UTC)).total_seconds())

    def make_ready(self, day: date) -> Path:
        """See that there is a folder for a day's copy, and no half one that a death left; give its place.

        :raises BackupFault: if there is none and none can be made
        """
        place = self.place(day)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.with_name(f"{place.name}.part").unlink(missing_ok=True)
        except OSError as error:
            raise BackupFault(f"{self.folder} cannot be used ({error.strerror}); correct FOLJSAM_BACKUPS") from error
        return place

    def thin_out(self, today: date) -> None:
        """Remove the copies that are kept no longer; to be done when a new one is there.

        :raises BackupFault: if one cannot be removed
        """
        days = self.days()
        for day in days - self.keeping.kept(days, today):
            try:
                self.place(day).unlink(missing_ok=True)
            except OSError as error:
                raise BackupFault(f"{self.place(day)} cannot be removed ({error.strerror}); remove it") from error


def _day(name: str) -> date | None:
    found = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
