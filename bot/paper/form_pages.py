"""What stands on a form that is filled in by hand: values, without the library that draws them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A question or a card to read: its words, and room for the answer."""

    text: str
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """Boxes to tick, each on a row of its own."""
    numbers: tuple[str, ...] = ()
    """Boxes beside each other, from the lowest."""
    ends: tuple[str, str] = ("", "")
    """What the lowest and the highest number mean."""
    lines: int = 0
    """Rules to write on."""


@dataclass(frozen=True)
class PrintedForm:
    """All that stands on the pages. ``foot`` tells staff which form, version and language it is."""

    title: str
    lead: tuple[str, ...]
    items: tuple[Item, ...]
    foot: str
    language: str
    right_to_left: bool = False
