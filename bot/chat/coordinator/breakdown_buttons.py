"""The button of breakdowns."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ShowBreakdown(Button):
    """As coordinator: show a programme's figures by one of its dimensions, by its place among them."""

    code: ClassVar[str] = "sd"
    programme: str
    dimension: int
