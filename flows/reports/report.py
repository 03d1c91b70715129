"""What a report holds: values of one programme and one period, from which screens, documents and files are made.

The figures are frozen when they are first asked for after the period is over; the texts until they are sent.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Literal

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from flows.disclosure.breakdown import Breakdown
from flows.figures import QuestionFigure, QuestionKey
from flows.goals.by_indicator import IndicatorFigure
from flows.goals.judging import Verdict
from flows.goals.kinds import Activities, Score
from flows.limits import Capacity
from flows.reports.consistency import NotedNumber
from flows.reports.key_figures import Distribution, Spread
from flows.reports.periods import Period

NoteKind = Literal["activity", "deviation", "user_involvement", "meeting"]


@dataclass(frozen=True)
class NoteLine:
    """Something that a coordinator noted in words for the report."""

    kind: NoteKind
    day: date
    text: str
    attended: int | None = None
    """How many came to a meeting, where that was told."""


@dataclass(frozen=True)
class Texts:
    """What people wrote for a report: the notes of its period, and the local group's analysis."""

    notes: tuple[NoteLine, ...] = ()
    analysis: str = ""


@dataclass(frozen=True)
class Flow:
    """How many were invited, began and ended in a period."""

    invited: int
    enrolled: int
    closed: int


@dataclass(frozen=True)
class Form:
    """A version of a questionnaire at one moment of asking; counts are of all its versions together."""

    key: str
    version: str
    title: str
    is_present: bool
    """Whether it is the version in use."""
    moment: str
    """The moment of asking; ``""`` where it was not kept."""
    repeats: bool
    """Whether it is asked again and again."""
    was_asked: bool
    """Whether anybody was asked, as far as is known."""
    asked: int
    answered: int
    waiting: int


@dataclass(frozen=True)
class KeyFigures:
    """The key figures that a programme has the facts for; ``None`` where it has not."""

    outcomes: Distribution | None = None
    livelihood_before: Distribution | None = None
    livelihood_after: Distribution | None = None
    support_before: Distribution | None = None
    throughput: Spread | None = None


@dataclass(frozen=True)
class Standing:
    """How a programme stood at the end of a day."""

    until: date
    released_until: str | None
    """The last quarter whose released answers are counted; ``None`` counts all until now."""
    people: Mapping[str, int]
    forms: tuple[Form, ...]
    """The programme's questionnaires, also those that nobody was asked yet."""
    questions: tuple[QuestionFigure, ...]
    verdicts: tuple[Verdict, ...]
    key_figures: KeyFigures = KeyFigures()
    noted: tuple[NotedNumber, ...] = ()
    """Numbers that are noted of the programme and its places, the latest year first."""
    indicators: tuple[IndicatorFigure, ...] = ()

    @property
    def taking_part(self) -> int:
        """How many take part, whether or not they are paused or can be reached."""
        return sum(self.people.get(state, 0) for state in ("active", "paused", "unreachable"))

    @property
    def asked(self) -> tuple[Form, ...]:
        """The forms that anybody was asked."""
        return tuple(form for form in self.forms if form.was_asked)

    def questions_of(self, form: Form) -> tuple[QuestionFigure, ...]:
        """Give the figures of a form's questions."""
        of = (form.key, form.version, form.moment)
        return tuple(each for each in self.questions if (each.questionnaire, each.version, each.moment) == of)


@dataclass(frozen=True)
class Comments:
    """What people wrote in an anonymous form, in an order that tells nothing; empty where too few wrote."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Happened:
    """How many times something that happens was noted in the period, of a place or the programme."""

    label: str
    place: str | None
    times: int


@dataclass(frozen=True)
class QuarterFlow:
    """The flow of a quarter, for the row of quarters."""

    quarter: str
    flow: Flow


@dataclass(frozen=True)
class Figures:
    """The figures of a report."""

    programme: str
    title: str
    owner: str
    has_participants: bool
    """Whether people take part, or it is work among staff alone."""
    definitions: str
    """The version of the programme's definition."""
    period: Period
    cut: date
    """The day on which the figures were taken."""
    minimum: int
    capacity: Capacity | None
    taken: int
    """How many of its places were taken at the end: at once, or in the year or half-year of its last day."""
    flow: Flow
    flow_before: Flow | None
    quarters: tuple[QuarterFlow, ...]
    end: Standing
    before: Standing | None
    released: tuple[QuestionFigure, ...]
    """What was released in the period, of the questions of which anything was."""
    outcomes: Distribution | None = None
    """Of those who were counted in the period."""
    breakdowns: tuple[Breakdown, ...] = ()
    events: tuple[Happened, ...] = ()
    comments: tuple[Comments, ...] = ()

    @property
    def checksum(self) -> str:
        """The SHA-256 of the figures as they are written."""
        return sha256(written(self))


@cache
def _figures() -> TypeAdapter[Figures]:
    return TypeAdapter(Figures)


@cache
def _texts() -> TypeAdapter[Texts]:
    return TypeAdapter(Texts)


def written(value: Figures | Texts) -> str:
    """Write figures or texts as canonical JSON: the same values are the same text.

    What is at its default is left out, so that a new kind of field leaves the checksums of old reports as they are.
    """
    if isinstance(value, Figures):
        of = _each_verdict(value, _without_place)
        found = _figures().dump_python(of, mode="json", by_alias=True, exclude_defaults=True)
    else:
        found = _texts().dump_python(value, mode="json", exclude_defaults=True)
    return to_json(_sorted(found)).decode()


def _each_verdict(figures: Figures, change: Callable[[Verdict], Verdict]) -> Figures:
    """Give figures with their verdicts changed."""
    end, before = (
        standing and replace(standing, verdicts=tuple(map(change, standing.verdicts)))
        for standing in (figures.end, figures.before)
    )
    return replace(figures, end=end or figures.end, before=before)


def _without_place(verdict: Verdict) -> Verdict:
    """Give a verdict whose parts are goals as files may hold them: a part at a place has it in place of a key."""
    return replace(verdict, parts=tuple(_called(part, verdict.goal.key) for part in verdict.parts))


def _with_place(verdict: Verdict) -> Verdict:
    """Take back what ``_without_place`` did."""
    return replace(verdict, parts=tuple(_called(part, part.goal.text) for part in verdict.parts))


def _called(part: Verdict, key: str) -> Verdict:
    goal = part.goal
    is_at_place = isinstance(goal, Score | Activities) and goal.places == (goal.text,)
    return replace(part, goal=goal.model_copy(update={"key": key})) if is_at_place else part


def _sorted(value: object) -> object:
    match value:
        case dict():
            return {key: _sorted(value[key]) for key in sorted(value)}
        case list():
            return [_sorted(each) for each in value]
    return value


def figures_from(text: str) -> Figures:
    """Read what ``written`` wrote of figures."""
    return _each_verdict(_figures().validate_python(from_json(text)), _with_place)


def texts_from(text: str) -> Texts:
    """Read what ``written`` wrote of texts."""
    return _texts().validate_python(from_json(text))


def sha256(text: str) -> str:
    """Give a text's SHA-256 in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def released_between(
    earlier: Iterable[QuestionFigure], later: Iterable[QuestionFigure], minimum: int
) -> tuple[QuestionFigure, ...]:
    """Give what was released of each question between two looks, where anything was.

    Every release is of at least ``minimum`` people, so this is too.
    """
    then = {question_key(each): each for each in earlier}
    found = (_less(each, then.get(question_key(each))) for each in later)
    return tuple(each for each in found if each.of and each.of >= minimum)


def question_key(figure: QuestionFigure) -> QuestionKey:
    """Tell which question a figure is of."""
    return QuestionKey(figure.questionnaire, figure.version, figure.moment, figure.key)


def _less(later: QuestionFigure, earlier: QuestionFigure | None) -> QuestionFigure:
    """Give what came to a question's figure since an earlier look; mean and median cannot be told apart so."""
    if earlier is None or earlier.of is None or later.of is None:
        return later
    of = later.of - earlier.of
    then = {option.key: option.count or 0 for option in earlier.options}
    counts = ((option, (option.count or 0) - then.get(option.key, 0)) for option in later.options)
    options = tuple(replace(option, count=n, share=Fraction(n, of) if of else None) for option, n in counts)
    declined = (later.declined or 0) - (earlier.declined or 0)
    return replace(later, of=of, declined=declined, options=options, mean=None, median=None)


@dataclass(frozen=True)
class Difference:
    """What an edition says otherwise than the one before it."""

    what: str
    before: str
    now: str
