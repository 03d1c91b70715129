"""Wrong link words by sender, so that guessing can be slowed.

Where nobody may try more than ``AT_MOST_IN_ALL`` codes of 50 bits an hour, two weeks of trying at a hundred open codes
come to one chance in a hundred million. A payload of 192 bits cannot be guessed by any number of senders.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.unit import Unit, stamp

WITHIN = timedelta(hours=1)
AT_MOST = 10
"""Wrong words allowed to one sender within the span; after that a right one gets the same answer as a wrong one."""
AT_MOST_IN_ALL = 200
"""Wrong words within the span, of all senders, after which no code opens anything, nor any link for who guessed wrong.

A link still opens for who has guessed nothing: else a few senders could shut the door on everybody.
"""


@dataclass(frozen=True)
class Lately:
    """How many wrong words came lately: of one sender, and in all."""

    own: int
    in_all: int

    @property
    def are_too_many(self) -> bool:
        """Whether the sender has guessed too often."""
        return self.own >= AT_MOST

    @property
    def are_too_many_in_all(self) -> bool:
        """Whether all senders together have."""
        return self.in_all >= AT_MOST_IN_ALL

    def hinder(self, *, is_code: bool) -> bool:
        """Whether the sender's next word opens nothing, right or wrong."""
        return self.are_too_many or (self.are_too_many_in_all and (is_code or self.own > 0))


def lately(unit: Unit, chat: int, now: datetime) -> Lately:
    """Give how many wrong words came lately."""
    since = stamp(now - WITHIN)
    own = sum(
        unit.count("SELECT COUNT(*) FROM guesses WHERE chat_hash = ? AND at >= ?", hashed, since)
        for hashed in unit.seal.hashes(str(chat))
    )
    return Lately(own, unit.count("SELECT COUNT(*) FROM guesses WHERE at >= ?", since))


def note(unit: Unit, chat: int, now: datetime) -> None:
    """Keep that the sender guessed wrong, and forget guesses that no longer count."""
    forget_old(unit, now)
    unit.run("INSERT INTO guesses (chat_hash, at) VALUES (?, ?)", unit.seal.hash(str(chat)), stamp(now))


def forget_old(unit: Unit, now: datetime) -> None:
    """Forget the guesses that no longer count."""
    unit.run("DELETE FROM guesses WHERE at < ?", stamp(now - WITHIN))
