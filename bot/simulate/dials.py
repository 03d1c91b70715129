"""What can be set of a simulation."""

from dataclasses import dataclass
from datetime import date
from random import Random

_MONTHS_A_QUARTER, _QUARTERS_A_YEAR = 3, 4
_FIRMNESS = 4
"""How alike the answers of one form are: the higher, the more alike are people to each other."""


@dataclass(frozen=True)
class Dials:
    """How many people are invited, from which day to which, and how they are. Shares are from 0 to 1."""

    participants: int
    since: date
    until: date
    seed: int = 1
    response_rate: float = 0.7
    """The share of forms offered that are sent in."""
    satisfaction: float = 0.75
    """The share of good answers in the first quarter; of numbers, how many rise."""
    drift: float = 0.0
    """How much satisfaction changes from each quarter to the next."""
    to_work: float = 0.4
    """The share of those closed who go to work or studies."""

    def satisfaction_on(self, day: date) -> float:
        """Give the satisfaction of a day's quarter, never outside 0 and 1."""
        passed = _quarters(day) - _quarters(self.since)
        return min(1.0, max(0.0, self.satisfaction + self.drift * passed))

    def random(self, *of: str | int) -> Random:
        """Give the chance of one thing, that nothing else disturbs: the same for the same seed."""
        return Random(":".join(map(str, (self.seed, *of))))  # noqa: S311  # no secret


def _quarters(day: date) -> int:
    return day.year * _QUARTERS_A_YEAR + (day.month - 1) // _MONTHS_A_QUARTER


def leaning(random: Random, mean: float) -> float:
    """Draw how good one person finds it all, so that people differ and come to the mean together."""
    if not 0 < mean < 1:
        return mean
    return random.betavariate(_FIRMNESS * mean, _FIRMNESS * (1 - mean))
