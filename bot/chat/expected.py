"""What a member of staff was asked to type, and which handler takes it: the table of contents for typed texts."""

from collections.abc import Callable

from bot.chat.handlers import staff
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage import expectations

EXPECTED: dict[str, Callable[[Turn, str], Reply]] = {
    staff.REFERENCE: staff.typed_reference,
}
"""By the expectation's kind; the handler is given its detail."""


def take_expected(turn: Turn) -> Reply | None:
    """Take a typed text for what was asked for, if anything was."""
    kind, detail = expectations.expected(turn.here.unit, turn.here.person().id) or ("", "")
    handler = EXPECTED.get(kind)
    return handler(turn, detail) if handler else None
