"""Handlers of a participant's rights."""

from bot.actions import erase as erasing
from bot.chat import join_screens, rights_screens
from bot.chat.buttons import Erase, Hide
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def mindata(turn: Turn) -> Reply:
    """``/mindata``: everything that is kept about the caller."""
    person = turn.here.caller.person
    if person is None:
        return turn.show(join_screens.stranger(turn.t))
    return turn.show(*rights_screens.my_data(turn.t, turn.here.house, person, erasing.kept(turn.here)))


def hide(turn: Turn, _: Hide) -> Reply:
    """Take a message out of the chat."""
    return Reply(delete=(turn.incoming.message,) if turn.incoming.message else ())


def radera(turn: Turn) -> Reply:
    """``/radera``: ask before anything is erased."""
    if turn.here.caller.person is None:
        return turn.show(join_screens.stranger(turn.t))
    return turn.show(rights_screens.erase_question(turn.t))


def erase(turn: Turn, button: Erase) -> Reply:
    """Erase, or keep."""
    if not button.yes:
        return turn.show(rights_screens.kept_as_it_was(turn.t))
    decided = turn.here.house.association.retention is not None
    t = turn.t
    if turn.first_time and turn.here.caller.person:
        erasing.erase(turn.here)
    is_gone = turn.again().here.caller.person is None
    screen = rights_screens.erased(t, decided=decided)
    return Reply(screen, edit=turn.incoming.message, forget=True, clear_menu=is_gone)
