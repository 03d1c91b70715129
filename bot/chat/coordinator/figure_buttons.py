"""The buttons of coordinators' figures. Where ``programme`` may be ``""``, that is all of them together."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowOverview(Button):
    """Show all of the coordinator's programmes, a few lines each."""

    code: ClassVar[str] = "sa"


@dataclass(frozen=True)
class ShowGoals(Button):
    """Show a programme's goals one by one, with how each is counted."""

    code: ClassVar[str] = "sg"
    programme: str
    page: int


@dataclass(frozen=True)
class ShowAnswers(Button):
    """Show how a programme's questions were answered."""

    code: ClassVar[str] = "sv"
    programme: str
    page: int


@dataclass(frozen=True)
class ShowTrend(Button):
    """Show goals over quarters, of a programme or of all."""

    code: ClassVar[str] = "gt"
    programme: str
    page: int


@dataclass(frozen=True)
class DrawGoals(Button):
    """Get a picture of a programme's goals against their targets."""

    code: ClassVar[str] = "gp"
    programme: str


@dataclass(frozen=True)
class DrawTrend(Button):
    """Get a picture of goals over quarters, of a programme or of all."""

    code: ClassVar[str] = "gq"
    programme: str


@dataclass(frozen=True)
class AskWhy(Button):
    """Choose which of a screen's figures to explain; ``below`` a picture it opens a message of its own."""

    code: ClassVar[str] = "yq"
    programme: str
    screen: str
    page: int
    below: bool = False


@dataclass(frozen=True)
class Why(Button):
    """Explain a figure, by its address; ``period`` is that of the report it stands in, or ``""``."""

    code: ClassVar[str] = "y"
    programme: str
    kind: str
    mark: int
    period: str = ""
