"""What everybody may know besides the phones: whether the bot lives, where the time is, how far a filling has come."""

from dataclasses import dataclass, field

from bot.playground.bell import Bell
from bot.playground.values import Json

DEAD, STARTING, RUNNING = "dead", "starting", "running"


@dataclass
class Board:
    """One value a topic: the newest; each is told as an event of its own, ``{topic: value}``."""

    bell: Bell
    notes: dict[str, tuple[int, object]] = field(default_factory=dict)

    def tell(self, topic: str, value: object) -> None:
        """Put up a value, and wake everyone who waits if it is a new one."""
        if topic not in self.notes or self.notes[topic][1] != value:
            self.notes[topic] = (self.bell.ring(), value)

    def reads(self, topic: str) -> object:
        """Return what stands there, None for nothing."""
        return self.notes.get(topic, (0, None))[1]

    def since(self, revision: int) -> list[Json]:
        """Return what was put up after this change of the world."""
        return [{topic: value} for topic, (at, value) in self.notes.items() if at > revision]
