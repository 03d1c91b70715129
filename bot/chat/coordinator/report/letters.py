"""Letters of reports: a file that was asked for, and the quarter's summary."""

from datetime import date

from bot.actions.coordinator.quarter import quarters_reports
from bot.actions.coordinator.report import Asked
from bot.actions.here import Here, NotAllowed
from bot.chat.coordinator.report import screens
from bot.chat.coordinator.report.paper import Paper, paper
from bot.chat.reader import reads
from bot.chat.screen import Screen
from flows.reports.periods import of_kind
from storage import reports


def bringing(here: Here, request: int) -> tuple[Screen, Paper] | None:
    """Give the file that a request asked for, with what is said below it; to who is a coordinator there still."""
    asked = reports.asked(here.unit, request)
    try:
        found = paper(here, Asked(asked.programme, asked.period), asked.format) if asked else None
    except NotAllowed:
        return None
    if found is None:
        return None
    return screens.caption(reads(here.person()), found.report), found


def summary(here: Here, subject: int) -> Screen | None:
    """Tell a coordinator what the quarter that ended on a day came to."""
    found = quarters_reports(here, of_kind("quarter", date.fromordinal(subject)))
    return screens.quarters_letter(reads(here.person()), found) if found else None
