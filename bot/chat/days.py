"""Days that staff type."""

from datetime import date, time

from bot.actions.words import tidied_line
from bot.chat.day_words import no_such_day, not_understood, still_ahead
from bot.chat.dialogue import Misread
from bot.chat.turn import Turn
from flows.swedish import time as swedish_time
from flows.swedish.past_days import read_past_day
from flows.swedish.time import Understood, read_time

_END_OF_DAY = time(23, 59)


def past_day(turn: Turn, text: str) -> date:
    """Read a day that has been, or today.

    :raises Misread: if it is none
    """
    day = _read(turn, read_past_day(tidied_line(text), turn.here.today))
    if day > turn.here.today:
        raise Misread(still_ahead(turn.t))
    return day


def coming_day(turn: Turn, text: str) -> date:
    """Read a day from today on.

    :raises Misread: if it is none
    """
    return _read(turn, _ahead(turn, text))


def any_day(turn: Turn, text: str) -> date:
    """Read a day, past or coming; one without a year lies ahead.

    :raises Misread: if it is none
    """
    if isinstance(_ahead(turn, text), Understood):
        return coming_day(turn, text)
    return _read(turn, read_past_day(tidied_line(text), turn.here.today))


def _ahead(turn: Turn, text: str) -> Understood | swedish_time.Misread:
    """Read a text that is a day and nothing else: of "2026/03/03" no part is a day of another year."""
    local = turn.here.now.astimezone(turn.here.house.association.zone)
    found = read_time(tidied_line(text), local, _END_OF_DAY)
    return swedish_time.Misread.UNKNOWN if isinstance(found, Understood) and found.rest else found


def _read(turn: Turn, found: date | Understood | swedish_time.Misread) -> date:
    if isinstance(found, Understood):
        return found.at.date()
    if isinstance(found, date):
        return found
    raise Misread(_words(turn, found))


def _words(turn: Turn, misread: swedish_time.Misread) -> str:
    match misread:
        case swedish_time.Misread.NO_SUCH_DAY:
            return no_such_day(turn.t)
        case swedish_time.Misread.PAST:
            return turn.t("Dagen har redan varit. Skriv en dag som kommer.")
        case swedish_time.Misread.TOO_FAR:
            return turn.t("Dagen ligger för långt fram: högst fem år.")
        case _:
            return not_understood(turn.t)
