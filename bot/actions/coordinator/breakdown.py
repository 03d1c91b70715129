"""Breakdowns: a programme's figures by place, gender and group, as far as they may be shown (design: 3.9)."""

from datetime import date

from bot.actions.coordinator.settle import release_answers, release_goals
from bot.actions.coordinator.status import READERS
from bot.actions.coordinator.tables import dimensions_of, release_tables
from bot.actions.here import Here
from flows.disclosure.breakdown import Breakdown, counted
from flows.disclosure.released_table import as_breakdown
from flows.timing.schedule import last_quarter_closed
from storage import breakdown_releases
from storage.breakdown_releases import Key
from storage.unit import FOREVER


def breakdowns(here: Here, programme_key: str, until: date | None = None) -> tuple[Breakdown, ...]:
    """Give every table of a programme as it was released last, after releasing those that may follow.

    Whatever is asked for, all tables are released together, so that the answer is the same through every door.

    :param until: as they were released until the end of the last quarter that was over on this day
    :raises NotAllowed: if the caller is no coordinator there
    """
    programme = here.programme(programme_key, *READERS)
    release_answers(here, programme)
    release_goals(here, programme)
    release_tables(here, programme, here.today)
    last = last_quarter_closed(until) if until else FOREVER
    released = breakdown_releases.released(here.unit, programme.key, last)
    return tuple(
        as_breakdown(dimension, each.what, each.text, released.get(Key(dimension.key, each.what, each.rule)))
        for dimension in dimensions_of(here, programme)
        for each in counted(programme, dimension, here.house.catalogue.questionnaires)
    )
