"""The buttons of reports."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.button import Button


@dataclass(frozen=True)
class ChoosePeriod(Button):
    """See which periods a programme can be reported on; ``is_report`` leads to the report, else to the summary."""

    code: ClassVar[str] = "jp"
    programme: str
    is_report: bool


@dataclass(frozen=True)
class ShowSummary(Button):
    """See a period's figures beside the period before."""

    code: ClassVar[str] = "js"
    programme: str
    period: str


@dataclass(frozen=True)
class ShowQuarter(Button):
    """See again what the coordinator was told of a quarter when it was over."""

    code: ClassVar[str] = "jq"
    period: str


@dataclass(frozen=True)
class ShowReport(Button):
    """See how far a report has come, and what can be done with it."""

    code: ClassVar[str] = "jr"
    programme: str
    period: str


@dataclass(frozen=True)
class AskFile(Button):
    """Get a report as a file of a format, by its place among ``FORMATS``."""

    code: ClassVar[str] = "jf"
    programme: str
    period: str
    format: int


@dataclass(frozen=True)
class WriteAnalysis(Button):
    """Write the local group's analysis."""

    code: ClassVar[str] = "ja"
    programme: str
    period: str


@dataclass(frozen=True)
class MarkSent(Button):
    """Mark a report as sent; first it is asked whether that is meant."""

    code: ClassVar[str] = "jm"
    programme: str
    period: str
    sure: bool


@dataclass(frozen=True)
class NewEdition(Button):
    """Make the edition of this number; first it is asked whether that is meant."""

    code: ClassVar[str] = "je"
    programme: str
    period: str
    edition: int
    sure: bool
