"""Evidence: what a programme's goals are judged by. Frozen values, read by storage, one look at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from flows.facts import FactValue, Known
from flows.figures import QuestionFigure
from flows.forms.conditions import Answers
from flows.goals.standings import Standings

Filled: TypeAlias = tuple[str, str]
"""A form that was sent in: its questionnaire and the moment at which it was asked, such as ``closure``."""


@dataclass(frozen=True)
class Person:
    """One enrolment of someone who takes part or took part. ``key`` tells it from others and means nothing else."""

    key: int
    state: str
    """``active``, ``paused`` or ``closed``."""
    enrolled_on: date
    closed_on: date | None = None
    referred_on: date | None = None
    outcome: str | None = None
    cohort: str | None = None
    """The name of the group that the person belongs to."""
    protected: bool = False
    """Protected identity: counted among those enrolled, and in nothing else."""
    facts: Known = field(default_factory=dict)
    answers: Mapping[Filled, Answers] = field(default_factory=dict)
    """Answers of linked forms that were sent in, in the order of sending in."""
    counted: Mapping[Filled, Answers] = field(default_factory=dict)
    """Those of the answers that are part of the figures already; the others wait to be released."""
    unanswered: frozenset[Filled] = frozenset()
    """Linked forms that came and were ended without being sent in."""


@dataclass(frozen=True)
class Group:
    """A group that goes through the programme together, and how many people are in it."""

    name: str
    starts_on: date
    size: int


@dataclass(frozen=True)
class Note:
    """What was noted of a place or the programme (``place`` is ``None``): the fact's key, the day, the value."""

    item: str
    place: str | None
    day: date
    value: FactValue


@dataclass(frozen=True)
class Evidence:
    """Everything that goals are judged by, until ``today``: the day of looking, or the last of a period looked at."""

    today: date
    questions: tuple[QuestionFigure, ...] = ()
    """Figures that may be shown, of the forms that anybody was asked; unlinked forms have no other figures."""
    standings: Mapping[str, Standings] = field(default_factory=dict)
    """How many people stand where for each goal over people, by its name; nobody where it is missing."""
    groups_told: frozenset[str] = frozenset()
    """Names of the counts of groups of people that may be shown (``flows.goals.counted_groups``)."""
    groups: tuple[Group, ...] = ()
    responses: Mapping[Filled, tuple[int, int]] = field(default_factory=dict)
    """How many were asked and how many of them answered, by form and moment of asking."""
    is_past: bool = False
    """Whether ``today`` is a day gone by, of which standings do not tell who was still to answer."""
    notes: tuple[Note, ...] = ()
    """By day; of a value noted twice for one day the last holds."""

    def is_within(self, last: date) -> bool:
        """Tell whether a time that ends with a day is not over yet."""
        return self.today < last or (self.today == last and not self.is_past)
