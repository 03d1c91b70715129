"""The playground's own time: it runs as clocks do, and can be moved ahead, never back."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass
class TimeMachine:
    """Seconds ahead of the machine's clock."""

    ahead: float = 0.0

    def __call__(self) -> float:
        """Return the time as seconds since 1970."""
        return time.time() + self.ahead

    @property
    def moment(self) -> datetime:
        """The time as an aware moment."""
        return datetime.fromtimestamp(self(), UTC)

    def begin(self, at: datetime) -> None:
        """Let it be this time, whatever it was."""
        self.ahead = at.timestamp() - time.time()

    def move(self, to: datetime) -> None:
        """Let it be this time, if it is not later already."""
        self.ahead = max(self.ahead, to.timestamp() - time.time())
