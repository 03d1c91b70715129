"""How far a catalogue has come. It says so itself, in a line at its head."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a catalogue."""

    BEGUN = "begun"
    """Being translated: offered to nobody."""
    DRAFTED = "drafted"
    """Complete, and read by nobody who speaks the language from birth."""
    REVIEWED = "reviewed by a native speaker"


@dataclass(frozen=True)
class State:
    """A catalogue's stage, and the day on which it came there (none while it is begun)."""

    stage: Stage = Stage.BEGUN
    day: date | None = None

    def __str__(self) -> str:
        return f"{self.stage} {self.day}" if self.day else str(self.stage)

    @property
    def is_complete(self) -> bool:
        """Whether people can be offered it."""
        return self.stage is not Stage.BEGUN


_LINE = re.compile(r"^#? ?State: ([a-z ]+?)(?: (\d{4}-\d\d-\d\d))?\.?$", re.MULTILINE)


def state_in(text: str) -> State:
    """Read the state out of a catalogue's head.

    :raises ValueError: if the line says something else than a stage and a day
    """
    line = _LINE.search(text)
    if line is None:
        return State()
    stage, day = Stage(line[1]), date.fromisoformat(line[2]) if line[2] else None
    if (stage is Stage.BEGUN) is not (day is None):
        raise ValueError(f"'{line[0]}' says a stage without its day, or a day without its stage")
    return State(stage, day)
