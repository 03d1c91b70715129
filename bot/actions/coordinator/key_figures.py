"""The key figures of a report: settled for the quarter that ended, or for now, and read as they were released.

A quarter's are settled at its close, with the goals (bot.actions.coordinator.settle), and once more when a report is
made, with what was told late; before those of now, so that it does not matter which report is asked for first. Of
quarters before the last they stay as they are.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions.here import Here
from flows.programme import Programme
from flows.reports.key_figures import (
    AFTER,
    BEFORE,
    Counted,
    Distribution,
    Name,
    distribution,
    fact_of,
    facts_of,
    fitting,
    goals_beside,
    names,
    spread,
    standings,
)
from flows.reports.periods import Period, read_period
from flows.reports.report import Figures, KeyFigures, Standing
from flows.timing.schedule import last_quarter_closed, quarter
from storage import key_figures, reports
from storage.standings import beside


def last_quarter(here: Here, standing: Standing) -> str:
    """Give the last quarter whose releases a standing counts."""
    return standing.released_until or quarter(here.today)


def with_key_figures(here: Here, programme: Programme, figures: Figures) -> Figures:
    """Give figures with their key figures; what a report says of the period before stays."""
    settle_key_figures(here, programme, last_quarter_closed(here.today))
    if figures.end.released_until is None:
        settle_key_figures(here, programme, quarter(here.today))
    before, earlier = figures.before, figures.period.before()
    if before and earlier and not reports.is_kept(here.unit, programme.key, earlier.key):
        before = _read_into(here, programme, before)
    end = _read_into(here, programme, figures.end)
    return replace(figures, before=before, end=end, outcomes=_outcomes(here, programme, end, before))


def _read_into(here: Here, programme: Programme, standing: Standing) -> Standing:
    return replace(standing, key_figures=_read(here, programme, last_quarter(here, standing)))


def _read(here: Here, programme: Programme, last: str) -> KeyFigures:
    minimum = here.house.minimum_base
    held = names(programme)

    def released(name: Name) -> Counted | None:
        return key_figures.released(here.unit, programme.key, name, last)

    def read(name: Name, *, before: str = "") -> Distribution | None:
        options = _options(programme, name)
        return distribution(options, released(name), minimum, before=before) if name in held else None

    return KeyFigures(
        outcomes=read("outcomes"),
        livelihood_before=read("livelihood", before=BEFORE),
        livelihood_after=read("livelihood", before=AFTER),
        support_before=read("support_before"),
        throughput=spread(released("throughput"), minimum) if "throughput" in held else None,
    )


def settle_key_figures(here: Here, programme: Programme, in_quarter: str) -> None:
    """Release what may be shown of the people as they stood when a quarter ended, or stand now.

    The goals' numbers are released before: what waits with them waits here too.
    """
    held = names(programme)
    people = key_figures.people(here.unit, programme.key, facts_of(held), _end_of(in_quarter, here.today))
    for name in held:
        looking = (in_quarter, here.house.minimum_base)
        goals = [beside(here.unit, programme.key, goal) for goal in goals_beside(name, programme)]
        now = fitting(standings(name, people), goals, here.house.minimum_base)
        if now is not None:
            key_figures.release(here.unit, programme.key, name, now, looking)


def _end_of(in_quarter: str, today: date) -> date:
    period = read_period(in_quarter, today)
    return period.until(today) if isinstance(period, Period) else today


def _options(programme: Programme, name: Name) -> Sequence[tuple[str, str]]:
    if name == "outcomes":
        return [(outcome.key, outcome.label) for outcome in programme.outcomes]
    fact = programme.fact(fact_of(name))
    return [(option.key, option.label) for option in fact.options] if fact else []


def _outcomes(here: Here, programme: Programme, end: Standing, before: Standing | None) -> Distribution | None:
    """Give the outcomes of those who were counted in the period."""
    if before is None or not programme.has_participants:
        return None
    then, now = (
        key_figures.released(here.unit, programme.key, "outcomes", last) or Counted()
        for last in (last_quarter(here, before), last_quarter(here, end))
    )
    return distribution(_options(programme, "outcomes"), now.less(then), here.house.minimum_base)
