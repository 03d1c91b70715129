"""Handlers of coordinators: figures by place, gender and group."""

from bot.actions.coordinator.breakdown import breakdowns
from bot.actions.coordinator.status import READERS
from bot.actions.coordinator.tables import dimensions_of
from bot.actions.here import NotAllowed
from bot.chat.coordinator.breakdown_buttons import ShowBreakdown
from bot.chat.coordinator.breakdown_screen import breakdown_screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn
from flows.disclosure.breakdown import Breakdown


def show_breakdown(turn: Turn, button: ShowBreakdown) -> Reply:
    """Show a programme's figures by one of its dimensions.

    :raises NotAllowed: if the caller is no coordinator there, or it has no such dimension
    """
    programme = turn.here.programme(button.programme, *READERS)
    tables = tables_of(turn, button)
    minimum = turn.here.house.minimum_base
    return turn.show(*breakdown_screens(turn.t, programme, tables, minimum, number=button.dimension))


def tables_of(turn: Turn, button: ShowBreakdown) -> tuple[Breakdown, ...]:
    """Give the tables of one of a programme's dimensions.

    :raises NotAllowed: if the caller is no coordinator there, or it has no such dimension
    """
    found = dimensions_of(turn.here, turn.here.programme(button.programme, *READERS))
    if button.dimension >= len(found):
        raise NotAllowed
    wanted = found[button.dimension].key
    return tuple(each for each in breakdowns(turn.here, button.programme) if each.dimension == wanted)
