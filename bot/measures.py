"""What is counted while the bot runs, for whoever looks after it.

All of it is about the whole installation: nothing here is told apart by person, programme, form or language, for a
figure of a small programme is a figure of its people.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from bot.wire.verdict import Fate

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds, as Prometheus means them; beyond the last there is one more."""


@dataclass
class Latency:
    """How long updates took, from our hands to their reply shown, in seconds."""

    total: float = 0.0
    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))

    def took(self, seconds: float) -> None:
        """Count one."""
        self.total += seconds
        self.counts[bisect_left(BOUNDS, seconds)] += 1


@dataclass
class Measures:
    """The counts."""

    updates: Counter[str] = field(default_factory=Counter)
    """By what became of them: answered, repeated (of a death's leaving, so nothing was done), aside, left."""
    form_steps: int = 0
    """Updates answered with a form: answers, and what else people do in one."""
    latency: Latency = field(default_factory=Latency)
    replies: Counter[Fate] = field(default_factory=Counter)
    letters: Counter[Fate] = field(default_factory=Counter)
    jobs: dict[str, float] = field(default_factory=dict)
    """When each job last ended well, in the event loop's seconds."""
