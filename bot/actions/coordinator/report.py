"""Reports: the figures and texts of a programme's period, frozen when it is over; corrections are new editions.

Figures are frozen the first time anybody asks after the period is over. Texts can be changed until the report is marked
as sent; then all of it is frozen. The whole time is never over by itself: marking it as sent is what closes it.
"""

from dataclasses import dataclass
from datetime import date

from bot.actions.coordinator import report_figures
from bot.actions.coordinator.status import READERS
from bot.actions.here import Here, NotAllowed, Refused
from bot.actions.words import tidied
from flows.forms.personal_data import find
from flows.programme import Programme
from flows.reports.periods import Period, Unfit, read_period, to_choose_from
from flows.reports.report import Figures, NoteLine, Texts, sha256, written
from storage import outbox, report_notes, reports
from storage.people import Role
from storage.report_figures import first_day
from storage.reports import Edition

FORMATS = ("docx", "xlsx", "csv", "json", "png")
MOST_WORDS = 4096


class NoPeriod(Refused):
    """The text names no period that can be reported on."""


class NoProgramme(Refused):
    """A programme is named that the caller has no part in, or that there is not."""


class PeriodAhead(Refused):
    """The period has not begun."""


class NothingYet(Refused):
    """The programme had not begun by the end of the period: nobody was invited and nothing was noted."""


class UnderWay(Refused):
    """The period is under way, so its report cannot be sent or have editions."""


class AlreadySent(Refused):
    """The report is marked as sent; only a new edition can say something else."""


class NoWords(Refused):
    """Nothing of the analysis can be seen."""


class HoldsPersonalData(Refused):
    """The analysis holds an identity number, a telephone number or an e-mail address."""


@dataclass(frozen=True)
class Asked:
    """Which report is meant: a programme's key, and a period as it is written."""

    programme: str
    period: str


@dataclass(frozen=True)
class Report:
    """A report as it stands. ``edition`` is ``None`` while the period is under way."""

    figures: Figures
    texts: Texts
    edition: Edition | None = None
    earlier: Figures | None = None
    """The figures of the edition before."""

    @property
    def content(self) -> str:
        """The checksum of all that it says; files are kept under it."""
        sent = self.edition.sent_on if self.edition else None
        return sha256(f"{written(self.figures)}{written(self.texts)}{sent}")

    @property
    def is_sent(self) -> bool:
        """Whether it is marked as sent, and never changes any more."""
        return self.edition is not None and self.edition.sent_on is not None


def report(here: Here, asked: Asked, *, in_short: bool = False) -> Report:
    """Give a report; the figures of a period that is over are frozen by it.

    :param in_short: whether the figures of a period under way may lack what takes long: key figures and breakdowns
    :raises NotAllowed: if the caller is no coordinator there
    :raises Refused: if there is no such period, or nothing to report yet
    """
    programme, period = _find(here, asked)
    if not period.is_closed(here.today) and not reports.is_kept(here.unit, programme.key, period.key):
        take = report_figures.in_short if in_short else report_figures.gather
        return Report(take(here, programme, period), _texts(here, programme, period))
    if not reports.is_kept(here.unit, programme.key, period.key):
        _freeze(here, programme, period)
    return _kept(here, programme, period)


def _kept(here: Here, programme: Programme, period: Period) -> Report:
    newest, *earlier = reports.editions(here.unit, programme.key, period.key)
    texts = newest.texts or _texts(here, programme, period)
    return Report(newest.figures, texts, newest, earlier[0].figures if earlier else None)


def _freeze(here: Here, programme: Programme, period: Period) -> None:
    made = reports.add(here.unit, report_figures.gather(here, programme, period))
    here.note("report frozen", f"{programme.key}: {period.key}, {made.number}, {made.edition}")


def _find(here: Here, asked: Asked) -> tuple[Programme, Period]:
    programme = here.programme(asked.programme, *READERS)
    period = period_named(here, asked.period)
    begun = first_day(here.unit, programme.key)
    if begun is None or (period.last and period.last < begun):
        raise NothingYet
    return programme, period


def offered(here: Here, programme: Programme) -> tuple[Period, ...]:
    """Give the periods to choose from, without those that were over before the programme began."""
    begun = first_day(here.unit, programme.key) or here.today
    return tuple(each for each in to_choose_from(here.today) if each.last is None or each.last >= begun)


def period_named(here: Here, text: str) -> Period:
    """Give the period that a text names.

    :raises NoPeriod, PeriodAhead: if it names none that can be reported on
    """
    found = read_period(text, here.today)
    if isinstance(found, Period):
        return found
    raise PeriodAhead if found is Unfit.AHEAD else NoPeriod


def _texts(here: Here, programme: Programme, period: Period) -> Texts:
    return Texts(_notes(here, programme, period), reports.analysis(here.unit, programme.key, period.key))


def _notes(here: Here, programme: Programme, period: Period) -> tuple[NoteLine, ...]:
    found = report_notes.in_period(here.unit, programme.key, *_days(here, programme, period))
    return tuple(NoteLine(note.kind.value, note.day, note.words, note.attended) for note in found)


def _days(here: Here, programme: Programme, period: Period) -> tuple[date, date]:
    return period.first or first_day(here.unit, programme.key) or here.today, period.until(here.today)


@dataclass(frozen=True)
class Analysis:
    """What the local group writes about a report."""

    asked: Asked
    words: str


def analyse(here: Here, request: Analysis) -> None:
    """Keep the analysis of a report that is not sent yet, in place of an earlier one.

    :raises NotAllowed: if the caller is no coordinator there
    :raises AlreadySent: if it is sent
    :raises HoldsPersonalData: if it holds any personal data
    :raises NoWords: if there is nothing to read in it
    """
    programme, period = to_analyse(here, request.asked)
    if find(request.words, here.today):
        raise HoldsPersonalData
    words = tidied(request.words)[:MOST_WORDS]
    if not words:
        raise NoWords
    reports.set_analysis(here.unit, programme.key, period.key, words)
    here.note("report analysed", f"{programme.key}: {period.key}")


def to_analyse(here: Here, asked: Asked) -> tuple[Programme, Period]:
    """Give the programme and period of a report whose analysis can still be changed.

    :raises NotAllowed: if the caller is no coordinator there
    :raises AlreadySent: if it is sent
    """
    here.programme(asked.programme, Role.COORDINATOR)
    programme, period = _find(here, asked)
    kept = reports.editions(here.unit, programme.key, period.key)
    if kept and kept[0].sent_on:
        raise AlreadySent
    return programme, period


def mark_sent(here: Here, asked: Asked) -> None:
    """Mark the newest edition as sent, which freezes its texts too; what is sent already stays as it is.

    :raises NotAllowed: if the caller is no coordinator there
    :raises UnderWay: if the period is not over
    """
    here.programme(asked.programme, Role.COORDINATOR)
    programme, period = _find(here, asked)
    if period.kind != "all" and not period.is_closed(here.today):
        raise UnderWay
    if not reports.is_kept(here.unit, programme.key, period.key):
        _freeze(here, programme, period)
    newest = reports.editions(here.unit, programme.key, period.key)[0]
    if newest.sent_on is None:
        reports.send(here.unit, newest.id, _texts(here, programme, period), here.today)
        report_notes.freeze(here.unit, programme.key, *_days(here, programme, period))
        here.note("report sent", f"{programme.key}: {period.key}, {newest.number}, {newest.edition}")


@dataclass(frozen=True)
class Correction:
    """An edition that is wanted, by its number, so that asking twice makes one."""

    asked: Asked
    edition: int


def correct(here: Here, request: Correction) -> None:
    """Take the figures of a report anew as its next edition; one that is there already stays.

    :raises NotAllowed: if the caller is no coordinator there
    :raises UnderWay: if the report has no edition yet
    """
    here.programme(request.asked.programme, Role.COORDINATOR)
    programme, period = _find(here, request.asked)
    kept = reports.editions(here.unit, programme.key, period.key)
    if not kept:
        raise UnderWay
    if kept[0].edition < request.edition:
        _freeze(here, programme, period)


@dataclass(frozen=True)
class FileWanted:
    """A report as a file of one of ``FORMATS``."""

    asked: Asked
    format: str


LETTER = "report"
"""The kind of letter that brings a file; its subject is the request."""


def ask_for_file(here: Here, request: FileWanted) -> None:
    """Commit that somebody wants a file. It is made and sent afterwards; while it is on its way it is not made again.

    :raises NotAllowed: if the caller is no coordinator there
    :raises Refused: if there is no such report
    """
    programme, period = _find(here, request.asked)
    if request.format not in FORMATS:
        raise NotAllowed
    wanted, person = reports.Request(programme.key, period.key, request.format), here.person().id
    if not reports.is_on_its_way(here.unit, LETTER, person, wanted):
        asked = reports.ask(here.unit, wanted, here.update)
        outbox.put(here.unit, f"{LETTER}:{asked}", person, LETTER, asked, here.now)
