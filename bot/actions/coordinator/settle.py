"""Releasing what has gathered: at a look, and at a quarter's close even if nobody looked (design: 3.8).

What has gathered by the end of a quarter counts in that quarter; a remainder that was too small counts in the next. So
the first thing that anything does with a programme's figures in a new quarter is to settle the one that ended.
"""

from collections.abc import Collection
from datetime import date, timedelta

from bot.actions.coordinator.key_figures import settle_key_figures
from bot.actions.coordinator.tables import release_tables
from bot.actions.here import Here
from flows.goals.kept import kept_of
from flows.goals.members import over_members
from flows.goals.standings import Standings
from flows.programme import Programme
from flows.timing.schedule import quarter
from storage import goal_releases, quarters, standings
from storage.release import release


def settle_quarter(here: Here, programme: Programme) -> bool:
    """Release what gathered until the end of the last quarter that is over, as of that quarter, once.

    Of several quarters that passed unseen only the last is settled: nobody can tell in which of them it had gathered.
    Linked forms and people count as they were on the quarter's last day. When an anonymous answer came is not kept, so
    all that wait count, and the tick settles in the first minute of a quarter. The first time ever they do not:
    nobody has watched since when they wait.

    :returns: whether anonymous answers became numbers, so that the disk must forget them
    """
    last_day = _last_day_settled(here.today)
    closed = quarter(last_day)
    settled = quarters.settled(here.unit, programme.key)
    if settled is not None and settled >= closed:
        return False
    quarters.settle(here.unit, programme.key, closed)
    # Numbers that somebody saw in a later quarter are not taken back.
    _release_goals(here, programme, last_day, but=goal_releases.released_after(here.unit, programme.key, closed))
    settle_key_figures(here, programme, closed)
    is_watched = settled is not None
    owes = release(here.unit, programme.key, closed, here.house.minimum_base, last_day, undated=is_watched)
    release_tables(here, programme, last_day)
    return owes


def _last_day_settled(today: date) -> date:
    """Give the last day of the last quarter that was over when ``today`` began."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return first - timedelta(days=1)


def release_answers(here: Here, programme: Programme) -> None:
    """Release the answers that have gathered, after settling the last quarter."""
    settle_quarter(here, programme)
    release(here.unit, programme.key, quarter(here.today), here.house.minimum_base)


def release_goals(here: Here, programme: Programme) -> dict[str, Standings]:
    """Release new numbers of the goals over people, after settling the last quarter; give where people stand now."""
    settle_quarter(here, programme)
    return _release_goals(here, programme, here.today)


def _release_goals(here: Here, programme: Programme, day: date, but: Collection[str] = ()) -> dict[str, Standings]:
    """Release new numbers of the goals over people, but some, wherever at least the minimum of them stand otherwise."""
    goals = kept_of(programme)
    standings.refresh(here.unit, programme.key, goals, day)
    found = standings.of_programme(here.unit, programme.key, goals)
    looking = (quarter(day), here.house.minimum_base)
    for name, goal in over_members(programme.goals):
        if name not in but:
            goal_releases.release(here.unit, programme.key, (name, goal), found[name], looking)
    return found


def settle_quarters(here: Here) -> bool:
    """Settle every programme's last quarter; tell whether the disk must forget anonymous answers now."""
    owes = [settle_quarter(here, programme) for programme in here.house.catalogue.programmes.values()]
    return any(owes)


def keep_standings(here: Here) -> None:
    """Evaluate those of whom something changed, so that the next look finds it done."""
    for programme in here.house.catalogue.programmes.values():
        standings.refresh(here.unit, programme.key, kept_of(programme), here.today)
