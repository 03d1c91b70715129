"""Lines of figures: each line that holds a figure carries the address under which it is explained.

Screens of figures are made of such lines, and their "Varför?" leads to every address that stands on them. So what a
screen shows and what can be asked of it are the same list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.actions.coordinator.explain import Address
from bot.chat.button import Button
from bot.chat.coordinator.figure_buttons import AskWhy, Why
from bot.chat.screen import Key, Row, bold, fitting, plain, units
from locales.translator import Translator

_PAGE_UNITS = 1800
"""So much stands on a page: a form's questions, as a rule, and about two screenfuls of a phone."""


@dataclass(frozen=True)
class Line:
    """A line of plain text; ``about`` is the address of its figures, ``None`` where it holds none."""

    text: str
    about: Address | None = None
    label: str = ""
    """What its figure is called, to ask about it."""
    look: Literal["plain", "bold", "italic"] = "plain"

    @property
    def html(self) -> str:
        """The line as Telegram shows it."""
        match self.look:
            case "bold":
                return bold(self.text)
            case "italic":
                return f"<i>{plain(self.text)}</i>"
        return plain(self.text)


Block: TypeAlias = tuple[Line, ...]
"""Lines that belong together; an empty line stands before them."""


def heading(text: str) -> Line:
    """Give a heading that holds no figure."""
    return Line(text, look="bold")


def html(blocks: Iterable[Block]) -> str:
    """Write blocks for Telegram."""
    return "\n\n".join("\n".join(line.html for line in block) for block in blocks)


def paged(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], ...]:
    """Set blocks on pages; there is always one."""
    found: list[tuple[Block, ...]] = [()]
    for block in blocks:
        if found[-1] and units(html((*found[-1], block))) > _PAGE_UNITS:
            found.append(())
        found[-1] = (*found[-1], block)
    return tuple(found)


def turns(t: Translator, page: int, of: int, to: Callable[[int], Button]) -> tuple[Row, ...]:
    """Give the buttons that turn pages, where there are several."""
    back = (Key(t("Föregående"), to(page - 1)),) if page else ()
    on = (Key(t("Nästa"), to(page + 1)),) if page + 1 < of else ()
    return ((*back, *on),) if back or on else ()


def figures(blocks: Iterable[Block]) -> dict[Address, str]:
    """Give the address of every figure on a screen with what it is called, in the order of reading."""
    found: dict[Address, str] = {}
    for line in (line for block in blocks for line in block):
        if line.about:
            found[line.about] = found.get(line.about) or line.label
    return found


def about(blocks: Iterable[Block], address: Address) -> tuple[str, ...]:
    """Give what a screen says about a figure."""
    return tuple(line.text for block in blocks for line in block if line.about == address)


def ask_why(t: Translator, programme: str, screen: str, page: int = 0, *, below: bool = False) -> Key:
    """Give the button that leads to the explanations of a screen's figures.

    :param below: whether it stands below a picture of them, which no text can take the place of
    """
    return Key(t("Varför?"), AskWhy(programme, screen, page, below))


def why_keys(blocks: Iterable[Block]) -> tuple[Key, ...]:
    """Give a button for each of a screen's figures."""
    return tuple(
        Key(fitting(label), Why(address.programme, address.kind, address.mark, address.period))
        for address, label in figures(blocks).items()
    )
