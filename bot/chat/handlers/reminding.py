"""Handlers of own reminders."""

from bot.actions.coach import own_reminders as own
from bot.actions.coach.own_reminders import Draft, Unclear
from bot.chat.button import Button
from bot.chat.buttons import Cancel
from bot.chat.coach import remind_screens as screens
from bot.chat.coach.reminder_buttons import ChangeOwn, KeepOwn, RemoveOwn
from bot.chat.handlers.staff import cancel
from bot.chat.reply import Reply
from bot.chat.screen import Screen
from bot.chat.turn import Turn
from flows.swedish.time import Misread
from storage import expectations

ASKED = "own reminder"
"""The expectation of what to be reminded of, and when."""
READ = f"draft:{own.KIND}"
"""The expectation of whether it was understood; another text is read anew."""


def paminn(turn: Turn) -> Reply:
    """``/paminn [TEXT]``: read an own reminder, or ask for one below those that are kept."""
    own.staff(turn.here)
    return _read(turn) if turn.incoming.text else _ask(turn)


def _ask(turn: Turn, notice: str = "") -> Reply:
    if turn.first_time:
        expectations.expect(turn.here.unit, turn.here.person().id, ASKED, "")
    screen = _asking(turn)
    return turn.show(screen.with_notice(notice) if notice else screen)


def _asking(turn: Turn) -> Screen:
    return screens.ask(turn.t, own.mine(turn.here), turn.here.today, turn.here.house.association.zone)


def _read(turn: Turn) -> Reply:
    """Show what was understood, or say why nothing was; what may not be kept is taken out of the chat."""
    if not turn.first_time:
        waiting = own.draft(turn.here)
        return _understood(turn, waiting) if waiting else _ask(turn)
    read = own.understand(turn.here, turn.incoming.text)
    is_caught = read.caught if isinstance(read, Draft) else read is Unclear.PERSONAL_DATA
    reply = _understood(turn, read) if isinstance(read, Draft) else _ask(turn, screens.complaint(turn.t, read))
    message = turn.incoming.message
    return Reply(reply.screen, delete=(message,)) if message and is_caught else reply


def _understood(turn: Turn, draft: Draft) -> Reply:
    return turn.show(screens.understood(turn.t, draft, turn.here.today))


def typed(turn: Turn, _: str) -> Reply:
    """Take a typed reminder, or the word on a button."""
    match _button(turn):
        case Cancel() as button:
            return cancel(turn, button)
        case KeepOwn() as button:
            return keep(turn, button)
        case ChangeOwn() as button:
            return change(turn, button)
        case RemoveOwn() as button:
            return remove(turn, button)
    return _read(turn)


def _button(turn: Turn) -> Button | None:
    waiting = own.draft(turn.here)
    screen = screens.understood(turn.t, waiting, turn.here.today) if waiting else _asking(turn)
    return screen.labelled(turn.incoming.text)


def keep(turn: Turn, button: KeepOwn) -> Reply:
    """Keep what was understood."""
    kept = own.keep(turn.here, button.number)
    if isinstance(kept, Misread):
        return _ask(turn, screens.complaint(turn.t, kept))
    return turn.show(screens.kept(turn.t, kept, turn.here.today, turn.here.house.association.zone))


def change(turn: Turn, _: ChangeOwn) -> Reply:
    """Ask once more."""
    own.staff(turn.here)
    return _ask(turn)


def remove(turn: Turn, button: RemoveOwn) -> Reply:
    """Remove a reminder, and show the others."""
    turn.once(own.remove, button.reminder)
    return _ask(turn, turn.t("Borttagen."))
