"""A screen as Telegram takes it."""

from bot.chat.screen import Screen
from bot.wire.speak import Shown
from locales.direction import runs_right_to_left


def shown(screen: Screen) -> Shown:
    """Give a screen's text and keyboard; Telegram lays rows out from the left, so those read from the right turn."""
    step = -1 if _is_read_from_the_right(screen) else 1
    rows = tuple(tuple((key.label, key.button.pack()) for key in row[::step]) for row in screen.rows)
    return Shown(screen.text, rows)


def _is_read_from_the_right(screen: Screen) -> bool:
    """Whether the reader's language is read from the right, as the words on most buttons tell; a number tells nothing.

    The text above may be a name, or an official text in Swedish.
    """
    words = [label for key in screen.reading_order() if any(map(str.isalpha, label := key.label))]
    return sum(map(runs_right_to_left, words)) * 2 > len(words)
