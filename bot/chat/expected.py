"""What a member of staff was asked to type, and which handler takes it: the table of contents for typed texts."""

from collections.abc import Callable

from bot.actions import drafts
from bot.actions.coordinator import paper_upload
from bot.chat.handlers import dialogues, following_up, papering, recording, reminding, reporting, same_person
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from storage import expectations

EXPECTED: dict[str, Callable[[Turn, str], Reply]] = {
    **dict.fromkeys((f"{drafts.PREFIX}{kind}" for kind in dialogues.DIALOGUES), dialogues.typed),
    same_person.KIND: same_person.typed,
    following_up.DAY: following_up.typed_day,
    following_up.REASON: following_up.typed_reason,
    paper_upload.FILE: papering.typed,
    recording.VALUE: recording.typed,
    reminding.ASKED: reminding.typed,
    reminding.READ: reminding.typed,
    reporting.ANALYSIS: reporting.typed_analysis,
}
"""By the expectation's kind; the handler is given its detail."""


def take_expected(turn: Turn) -> Reply | None:
    """Take a typed text for what was asked for, if anything was."""
    kind, detail = expectations.expected(turn.here.unit, turn.here.person().id) or ("", "")
    handler = EXPECTED.get(kind)
    return handler(turn, detail) if handler else None


def is_expected(turn: Turn) -> bool:
    """Whether the person was asked to type something."""
    kind, _ = expectations.expected(turn.here.unit, turn.here.person().id) or ("", "")
    return kind in EXPECTED
