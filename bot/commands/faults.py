"""Faults in words for the terminal: one line that says what to do, and the exit code."""

from bot.actions.coordinator.report import NoPeriod, NothingYet, PeriodAhead
from bot.actions.here import Archived, NoAssessment, NotAllowed, Refused
from bot.actions.staff import Unknown
from bot.discreet import place
from bot.key_file import KeyFileFault
from bot.settings import SettingsFault
from bot.terminal import WANTING, WRONG_USE
from bot.wire.places import PlaceFault
from bot.wire.telegram_bot import TokenFault
from flows.yaml_file import DefinitionsError
from storage.backup import BackupFault
from storage.database import DatabaseFault, NotSaved
from storage.seal import KeyFault

_REFUSALS: dict[type[Refused], str] = {
    Archived: "the programme is over (archived), so nobody is invited to it; see: foljsam status --programme",
    NoAssessment: "the programme's impact assessment is not recorded in the association's file, so it sends no links;"
    " record it under assessments, or use paper",
    NoPeriod: "that is no period; write it as 2026-07, 2026-Q3, 2026-H1, 2026 or all",
    PeriodAhead: "that period has not begun yet; choose one that has",
    NothingYet: "the programme had not begun by then, so there is nothing to report; choose a later period",
    NotAllowed: "that cannot be done to it as it stands; see: foljsam status",
}


def in_words(error: Exception) -> tuple[str, int]:
    """Give a fault as a line and an exit code. Of an unforeseen one only class and place: its text could be secret."""
    match error:
        case SettingsFault() | Unknown():
            return str(error), WRONG_USE
        case (
            KeyFault()
            | KeyFileFault()
            | DatabaseFault()
            | TokenFault()
            | PlaceFault()
            | BackupFault()
            | DefinitionsError()
        ):
            return str(error), WANTING
        case NotSaved():
            return f"the database cannot be written just now ({error}); try again", WANTING
        case NoPeriod() | PeriodAhead():
            return _REFUSALS[type(error)], WRONG_USE
        case Refused():
            return _REFUSALS.get(type(error), "that cannot be done"), WANTING
    where = place(error.__traceback__)
    return f"an unforeseen fault ({type(error).__name__}, {where}); please report this line", WANTING
