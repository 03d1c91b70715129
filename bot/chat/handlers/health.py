"""``/halsa``: administrators see how the bot is."""

from bot.actions.administrator.health import health
from bot.chat.administrator import health_screen
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def halsa(turn: Turn) -> Reply:
    """``/halsa``: whether all is well."""
    return turn.show(health_screen.health(turn.t, health(turn.here)))
