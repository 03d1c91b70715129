"""What the chat should do after an update: values that ``wire`` carries out once the unit is committed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.chat.button import Button
from bot.chat.screen import Row, Screen
from bot.paper.picture import Drawing

if TYPE_CHECKING:
    from bot.chat.turn import Turn


@dataclass(frozen=True)
class Picture:
    """A picture with its caption, in HTML, which says the same in words. It is drawn after the commit."""

    drawing: Drawing
    caption: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Attachment:
    """A file to send, made after the commit, with a plain line below it."""

    name: str
    make: Callable[[], bytes]
    caption: str


@dataclass(frozen=True)
class Fetch:
    """A file of the person's to fetch from Telegram once the unit is committed.

    ``read`` is given its bytes, or ``None`` where it cannot be had, beside the event loop and the database; what it
    gives is done in a unit of its own.
    """

    file: str
    read: "Callable[[bytes | None], Callable[[Turn], Reply]]"


@dataclass(frozen=True)
class Reply:
    """What to show, and what to take away. The default does nothing: the update meets silence.

    ``edit`` is the message to change into the screen (``None`` sends a new one); ``delete`` are messages to remove.
    """

    screen: Screen | None = None
    edit: int | None = None
    delete: tuple[int, ...] = ()
    toast: str = ""
    """A line shown over the chat for a moment, for a pressed button."""
    more: tuple[Screen, ...] = ()
    """Screens to send after the first."""
    picture: Picture | None = None
    """A picture to send last."""
    attachment: Attachment | None = None
    """A file to send."""
    fetch: Fetch | None = None
    """A file to fetch, whose answer comes after this one."""
    run: int | None = None
    """The form that the screen shows, so that its message is remembered."""
    stands: bool = False
    """Whether the screen is that of an open form that changed now, so that a start after a death shows it by itself."""
    is_aside: bool = False
    """Whether the form's message asks something of its own just now, so that its buttons are what typed words mean."""
    again: Button | None = None
    """What the typed text that led here stands for from now on: delivered once more, it shows what came of it."""
    forget: bool = False
    """Whether the write-ahead log must be truncated: something was sent in or erased."""
    clear_menu: bool = False
    """Whether to take the command menu away: the chat is no one here any more."""
    leave: bool = False
    """Whether to leave the chat: it is a group."""

    @property
    def can_wait(self) -> bool:
        """Whether its update may be confirmed before it got through: nothing is lost with it that comes by itself."""
        return self.stands and not (self.is_aside or self.delete or self.forget)


SILENCE = Reply()
