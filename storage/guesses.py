"""Wrong link words by sender, so that guessing can be slowed."""

from datetime import datetime, timedelta

from storage.unit import Unit, stamp

WITHIN = timedelta(hours=1)
AT_MOST = 10
"""Wrong words allowed to one sender within the span; after that a right one gets the same answer as a wrong one."""


def too_many(unit: Unit, chat: int, now: datetime) -> bool:
    """Whether the sender has guessed too often lately."""
    guesses = sum(
        unit.count("SELECT COUNT(*) FROM guesses WHERE chat_hash = ? AND at >= ?", hashed, stamp(now - WITHIN))
        for hashed in unit.seal.hashes(str(chat))
    )
    return guesses >= AT_MOST


def note(unit: Unit, chat: int, now: datetime) -> None:
    """Keep that the sender guessed wrong, and forget guesses that no longer count."""
    forget_old(unit, now)
    unit.run("INSERT INTO guesses (chat_hash, at) VALUES (?, ?)", unit.seal.hash(str(chat)), stamp(now))


def forget_old(unit: Unit, now: datetime) -> None:
    """Forget the guesses that no longer count."""
    unit.run("DELETE FROM guesses WHERE at < ?", stamp(now - WITHIN))
