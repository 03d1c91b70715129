"""Handlers of coordinators: figures by place, gender and group."""

from bot.actions.breakdown import breakdowns
from bot.actions.here import NotAllowed
from bot.actions.status import READERS
from bot.actions.tables import dimensions_of
from bot.chat.breakdown_buttons import ShowBreakdown
from bot.chat.breakdown_screen import breakdown_screens
from bot.chat.reply import Reply
from bot.chat.turn import Turn


def show_breakdown(turn: Turn, button: ShowBreakdown) -> Reply:
    """Show a programme's figures by one of its dimensions.

    :raises NotAllowed: if the caller is no coordinator there, or it has no such dimension
    """
    programme = turn.here.programme(button.programme, *READERS)
    dimensions = dimensions_of(turn.here, programme)
    if button.dimension >= len(dimensions):
        raise NotAllowed
    wanted = dimensions[button.dimension].key
    tables = [each for each in breakdowns(turn.here, programme.key) if each.dimension == wanted]
    return turn.show(*breakdown_screens(turn.t, programme, tables, turn.here.house.minimum_base))
