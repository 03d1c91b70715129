"""All dialogues of several steps, and where their presses and typed texts go."""

from bot.actions import drafts
from bot.actions.here import NotAllowed
from bot.chat.coach.coach_buttons import Fill
from bot.chat.handlers import closing, events, inviting, noting, papering, planned_end, printing, standing_in, telling
from bot.chat.reply import Reply
from bot.chat.turn import Turn

DIALOGUES = {
    dialogue.kind: dialogue
    for dialogue in (
        inviting.DIALOGUE,
        closing.DIALOGUE,
        noting.DIALOGUE,
        telling.CHANGING,
        papering.DIALOGUE,
        printing.DIALOGUE,
        events.DIALOGUE,
        planned_end.DIALOGUE,
        standing_in.DIALOGUE,
    )
}


def fill(turn: Turn, button: Fill) -> Reply:
    """Answer a step by its button.

    :raises NotAllowed: if there is no such dialogue, or it is over
    """
    dialogue = DIALOGUES.get(button.kind)
    if dialogue is None:
        raise NotAllowed
    return dialogue.pressed(turn, button)


def typed(turn: Turn, _: str) -> Reply:
    """Answer the step that the caller's dialogue is at by typing."""
    draft = drafts.current(turn.here)
    if draft is None:
        raise NotAllowed
    return DIALOGUES[draft.kind].typed(turn, draft)
