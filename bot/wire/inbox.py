"""The bookkeeping of receiving: which updates are known, which are in flight, and what to ask for next. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Inbox:
    """Updates between Telegram and their commit, by id.

    Only ids that Telegram may deliver again are known. After a quiet week ids begin anew anywhere, so none that is
    confirmed may be carried on: an answer to an asking forgets all that lay below what was asked for.
    """

    known: set[int] = field(default_factory=set)
    in_flight: set[int] = field(default_factory=set)

    @property
    def offset(self) -> int | None:
        """What to ask for: the lowest in flight, else what follows the last; all that lies below is confirmed by it."""
        if self.in_flight:
            return min(self.in_flight)
        return max(self.known) + 1 if self.known else None

    def take(self, asked: int | None, delivered: Iterable[int]) -> tuple[int, ...]:
        """Note what came in answer to an asking, and give what of it is new.

        :param asked: the offset that was asked for
        """
        ids = tuple(dict.fromkeys(delivered))
        new = tuple(update for update in ids if update not in self.known)
        self.known = {update for update in self.known if asked is None or update >= asked}.union(ids)
        self.in_flight.update(new)
        return new

    def land(self, update: int) -> None:
        """Note that an update may be confirmed."""
        self.in_flight.discard(update)
