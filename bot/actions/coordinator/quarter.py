"""The quarter's close: on the first working day after it its reports are frozen, and each coordinator is told once."""

from datetime import timedelta

from bot.actions.coach.at_work import at_work
from bot.actions.coordinator.report import Asked, Report, report
from bot.actions.here import Here
from flows.reports.periods import Period, last_closed
from storage import outbox, report_figures, reports
from storage.people import Person, Role

LETTER = "quarter"
"""The kind of letter; its subject is the ordinal of the quarter's last day."""
_WHILE = timedelta(days=14)
"""How long after a quarter it is still told: a bot that was down on the first day tells it later."""


def give_the_quarters_summary(here: Here) -> bool:
    """Freeze the reports of the quarter that is over, and write each coordinator's summary, once.

    :returns: whether anything was frozen: then answers may have become numbers, and the disk must forget them
    """
    closed = last_closed("quarter", here.today)
    is_news = closed.last is not None and here.today - closed.last <= _WHILE
    there = at_work(here, Role.COORDINATOR) if is_news else ()
    new = [each for each in here.house.catalogue.programmes if there and _is_to_freeze(here, each, closed)]
    for programme in new:
        report(here, Asked(programme, closed.key))
    for person in there:
        _tell(here, person, closed)
    return bool(new)


def _is_to_freeze(here: Here, programme: str, closed: Period) -> bool:
    """Whether a programme lived in the quarter, and its report is not made yet."""
    begun = report_figures.first_day(here.unit, programme)
    if begun is None or closed.first is None or closed.last is None or begun > closed.last:
        return False
    if reports.is_kept(here.unit, programme, closed.key):
        return False
    days = (closed.first, closed.last)
    flow = report_figures.flow(here.unit, programme, *days)
    is_moving = any((flow.invited, flow.enrolled, flow.closed))
    return (
        is_moving
        or report_figures.goes_on(here.unit, programme)
        or report_figures.is_noted(here.unit, programme, *days)
    )


def _tell(here: Here, person: Person, closed: Period) -> None:
    programmes = here.house.catalogue.programmes
    theirs = (each for each in programmes if person.may(Role.COORDINATOR, each))
    if closed.last and any(reports.is_kept(here.unit, each, closed.key) for each in theirs):
        key = f"{LETTER}:{person.id}:{closed.key}"
        outbox.put(here.unit, key, person.id, LETTER, closed.last.toordinal(), here.now)


def quarters_reports(here: Here, closed: Period) -> tuple[Report, ...]:
    """Give the reports of a quarter in the caller's programmes that have one."""
    return tuple(
        report(here, Asked(programme.key, closed.key))
        for programme in here.programmes(Role.COORDINATOR)
        if reports.is_kept(here.unit, programme.key, closed.key)
    )
