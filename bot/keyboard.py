"""A screen as Telegram takes it."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.screen import Screen
from bot.wire.speak import Shown


def shown(screen: Screen) -> Shown:
    """Give a screen's text and keyboard."""
    rows = [[InlineKeyboardButton(key.label, callback_data=key.button.pack()) for key in row] for row in screen.rows]
    return Shown(screen.text, InlineKeyboardMarkup(rows) if rows else None)
