"""What each message shows now, so that nothing is edited into what it already is: Telegram refuses that."""

from collections import OrderedDict
from html import unescape
from typing import TypeAlias

from telegram import InlineKeyboardMarkup, MaybeInaccessibleMessage

from bot.wire.updates import whole

_REMEMBERED = 4096

Keyboard: TypeAlias = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons: what stands on each, and what it sends back."""

_Look = tuple[str, Keyboard]


class Seen:
    """A memory of the latest messages; what it does not know may look any way."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._looks: OrderedDict[tuple[int, int], _Look] = OrderedDict()

    def shows(self, chat: int, message: int, text: str, keyboard: Keyboard) -> bool:
        """Whether the message is known to show this."""
        return self._looks.get((chat, message)) == (unescape(text), keyboard)

    def note(self, chat: int, message: int, text: str, keyboard: Keyboard) -> None:
        """Keep what was shown."""
        self._looks[chat, message] = (unescape(text), keyboard)
        self._looks.move_to_end((chat, message))
        if len(self._looks) > _REMEMBERED:
            self._looks.popitem(last=False)

    def pressed(self, message: MaybeInaccessibleMessage) -> None:
        """Learn from a press how its message looked, where nothing later is known: after a start, for one."""
        if (message.chat.id, message.message_id) in self._looks:
            return
        shown = whole(message)
        if shown and shown.text is not None:
            self.note(message.chat.id, message.message_id, shown.text_html, _rows(shown.reply_markup))

    def forget(self, chat: int, message: int) -> None:
        """Know no longer what a message shows."""
        self._looks.pop((chat, message), None)


def _rows(markup: InlineKeyboardMarkup | None) -> Keyboard:
    rows = markup.inline_keyboard if markup else ()
    return tuple(tuple((button.text, str(button.callback_data)) for button in row) for row in rows)
