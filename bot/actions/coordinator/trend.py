"""The way of goals over quarters: what each came to when the last quarters ended, and now."""

from dataclasses import dataclass

from bot.actions.coordinator.status import READERS, Look, Status, status
from bot.actions.here import Here, NotAllowed
from flows.goals.association_goals import combined
from flows.goals.judging import Verdict
from flows.goals.kinds import Goal
from flows.goals.rules import explained
from flows.programme import Programme
from flows.timing.schedule import last_day, quarters_closed

_QUARTERS = 4


@dataclass(frozen=True)
class Trend:
    """Goals over quarters: of a programme, or of the whole association where ``programme`` is ``None``."""

    programme: Programme | None
    quarters: tuple[str, ...]
    """Quarters that have ended, the oldest first; without those before anything had begun."""
    goals: tuple[tuple[Verdict, ...], ...]
    """Of each goal what it came to when each of the quarters ended, and last what it comes to now."""
    minimum: int


def trend(here: Here, programme: str) -> Trend:
    """Give the way of a programme's goals.

    :raises NotAllowed: if the caller is no coordinator there
    """
    quarters = quarters_closed(here.today, _QUARTERS)
    looks = [status(here, Look(programme, last_day(quarter))) for quarter in quarters]
    looks.append(status(here, Look(programme)))
    begun = _first_of(looks)
    goals = zip(*(look.verdicts for look in looks[begun:]), strict=True)
    return Trend(looks[-1].programme, quarters[begun:], tuple(goals), here.house.minimum_base)


def _first_of(looks: list[Status]) -> int:
    """Give the place of the first look at which there was something to see; of the last look, if there is none."""
    found = (place for place, look in enumerate(looks) if not look.is_empty)
    return next(found, len(looks) - 1)


def sees_all(here: Here) -> bool:
    """Whether the caller may see the figures of every programme, and there are goals for all."""
    return bool(here.house.catalogue.goals) and here.programmes(*READERS) == tuple(
        here.house.catalogue.programmes.values()
    )


def association_trend(here: Here) -> Trend:
    """Give the way of the association's own goals over all programmes that have them.

    :raises NotAllowed: if there is a programme in which the caller is no coordinator
    """
    if not sees_all(here):
        raise NotAllowed
    goals = here.house.catalogue.goals
    programmes = [each for each in here.programmes(*READERS) if any(goal in goals for goal in each.goals)]
    trends = [trend(here, each.key) for each in programmes]
    quarters = max((each.quarters for each in trends), key=len, default=())
    rows = (_row(here, goal, trends, len(quarters) + 1) for goal in goals)
    return Trend(None, quarters, tuple(row for row in rows if row), here.house.minimum_base)


def _row(here: Here, goal: Goal, trends: list[Trend], looks: int) -> tuple[Verdict, ...]:
    """Give what a goal came to at each look, by the programmes that had begun then; nothing if none has it."""
    having = [row for each in trends for row in each.goals if row[0].goal == goal]
    programme = next((each.programme for each in trends if each.programme and goal in each.programme.goals), None)
    if programme is None:
        return ()
    found = (combined(goal, [row[-back] for row in having if len(row) >= back]) for back in range(looks, 0, -1))
    return tuple(explained(each, programme, here.house.catalogue.questionnaires) for each in found)
