"""Handlers of coordinators: figures."""

from dataclasses import replace

from bot.actions.here import NotAllowed
from bot.actions.status import READERS, Look, status
from bot.actions.tables import dimensions_of
from bot.chat import staff_screens, status_screen
from bot.chat.breakdown_screen import breakdown_keys
from bot.chat.buttons import StatusOf
from bot.chat.reply import Reply
from bot.chat.screen import pairs
from bot.chat.turn import Turn
from flows.programme import Programme
from storage import figures


def show_status(turn: Turn) -> Reply:
    """``/status [programme]``: the figures of the coordinator's programme, or of one of several."""
    programmes = turn.here.programmes(*READERS)
    if not programmes:
        raise NotAllowed
    wanted = turn.incoming.text.casefold()
    named = next((each for each in programmes if wanted in {each.key, each.title.casefold()}), None)
    alive = tuple(each for each in programmes if any(figures.people(turn.here.unit, each.key).values())) or programmes
    chosen = named or (alive[0] if len(alive) == 1 else None)
    if chosen is None:
        return turn.show(staff_screens.choose_programme(turn.t, alive, StatusOf))
    return _status(turn, chosen)


def status_of(turn: Turn, button: StatusOf) -> Reply:
    """Show the figures of a chosen programme."""
    return _status(turn, turn.here.programme(button.programme, *READERS))


def _status(turn: Turn, programme: Programme) -> Reply:
    *first, last = status_screen.status_screens(turn.t, status(turn.here, Look(programme.key)))
    keys = breakdown_keys(turn.t, programme, dimensions_of(turn.here, programme))
    return turn.show(*first, replace(last, rows=(*last.rows, *pairs(keys))))
