"""Merging: the released reports of several förbund added up, so that a county or the country can be told.

Only what each report shows is added: what one of them withholds is not in the sum, and the sum says of how many reports
it is. Every part has its minimum base already; the sum keeps the highest of them (design: 3.8), also where a report
was made with a lower one. What cannot be added (a median, an interval, a change) is left out and named.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Count = int | None
"""A count; ``None`` where it is withheld."""
Withheld = Literal["few"]
Found = TypeVar("Found")


class _Part(BaseModel):
    """Part of a report's file; what is not added up is not read."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class OptionPart(_Part):
    """An option of a question or of a distribution, with its count."""

    key: str
    label: str
    count: Count = Field(ge=0)


class QuestionPart(_Part):
    """A question's figure."""

    questionnaire: str
    moment: str
    key: str
    text: str
    of: Count = Field(ge=0)
    declined: Count = Field(default=None, ge=0)
    options: tuple[OptionPart, ...] = Field(strict=False)


class GoalPart(_Part):
    """What a goal came to."""

    key: str
    kind: str
    text: str
    n: Count = None
    of: Count = None
    share: float | None = None
    target: float | None = None


class DistributionPart(_Part):
    """People by option."""

    of: Count = Field(ge=0)
    options: tuple[OptionPart, ...] = Field(strict=False)


class PeriodPart(_Part):
    """The period of a report."""

    key: str


class ReportPart(_Part):
    """A report as ``foljsam report --format json`` writes it, as far as it can be added up."""

    programme: str
    period: PeriodPart
    preliminary: bool
    checksum: str
    minimum_base: int = Field(ge=3)
    people: Mapping[str, int]
    flow: Mapping[str, int]
    questions: tuple[QuestionPart, ...] = Field(strict=False)
    goals: tuple[GoalPart, ...] = Field(strict=False)
    key_figures: Mapping[str, object]


class CannotMerge(Exception):
    """The reports cannot be added up; the message says which and why."""


@dataclass(frozen=True)
class Sum:
    """Options added up over so many reports. ``of`` is ``None`` where the sum is withheld."""

    key: str
    text: str
    reports: int
    of: Count
    options: tuple[tuple[OptionPart, Fraction], ...]
    """Each option with its summed count and its share."""
    declined: Count = None
    """How many chose not to answer, of a question."""
    moment: str | None = None
    """When it was asked, of a question."""


@dataclass(frozen=True)
class GoalSum:
    """A goal's parts added up over so many reports."""

    key: str
    text: str
    reports: int
    n: Count
    of: Count
    target: float | None
    """``None`` also where the reports have different ones."""

    @property
    def share(self) -> Fraction | None:
        """The exact quotient."""
        return Fraction(self.n, self.of) if self.n is not None and self.of else None


@dataclass(frozen=True)
class Merged:
    """What several reports come to together."""

    period: str
    reports: tuple[ReportPart, ...]
    minimum: int
    people: Mapping[str, int]
    flow: Mapping[str, int]
    questions: tuple[Sum, ...]
    goals: tuple[GoalSum, ...]
    key_figures: tuple[Sum, ...]
    left_out: tuple[str, ...]
    """What some report has and no sum can hold."""


def merged(reports: tuple[ReportPart, ...]) -> Merged:
    """Add reports up.

    :raises CannotMerge: if they are fewer than two, of different periods, preliminary, or the same one twice
    """
    _check(reports)
    minimum = max(report.minimum_base for report in reports)
    questions = _by(
        lambda each: _asked_alike(each[1]), ((report, each) for report in reports for each in report.questions)
    )
    goals = _by(lambda each: (each.key, each.kind), (goal for report in reports for goal in report.goals))
    can_be_added = [group for group in goals if any(goal.share is not None for goal in group)]
    return Merged(
        period=reports[0].period.key,
        reports=reports,
        minimum=minimum,
        people=_added(report.people for report in reports),
        flow=_added(report.flow for report in reports),
        questions=tuple(_question(group, minimum) for group in questions),
        goals=tuple(_goal(group, minimum) for group in can_be_added),
        key_figures=tuple(_key_figures(reports, minimum)),
        left_out=tuple(sorted({group[0].text for group in goals if group not in can_be_added} | _spreads(reports))),
    )


def _check(reports: tuple[ReportPart, ...]) -> None:
    if len(reports) < 2:  # noqa: PLR2004  # one is no sum
        raise CannotMerge("there is one report; name at least two")
    periods = sorted({report.period.key for report in reports})
    if len(periods) > 1:
        raise CannotMerge(f"the reports are of different periods: {', '.join(periods)}; ask for the same one of all")
    for report in reports:
        if report.preliminary:
            raise CannotMerge(f"the report of {report.programme} is preliminary; wait until its period is over")
    sums = [report.checksum for report in reports]
    twice = next((report for report in reports if sums.count(report.checksum) > 1), None)
    if twice:
        raise CannotMerge(f"the report of {twice.programme} is there twice, and would be counted twice; name it once")


def _by(key: Callable[[Found], Hashable], all_of_them: Iterable[Found]) -> list[list[Found]]:
    """Put together what has the same key, in the order of first appearance."""
    groups: dict[Hashable, list[Found]] = {}
    for each in all_of_them:
        groups.setdefault(key(each), []).append(each)
    return list(groups.values())


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for each in counts:
        for key, count in each.items():
            total[key] = total.get(key, 0) + count
    return total


def _asked_alike(question: QuestionPart) -> Hashable:
    """Tell what questions must share to be added up: the form, the moment, and the same options."""
    options = frozenset(option.key for option in question.options)
    return question.questionnaire, question.moment, question.key, options


def _question(group: list[tuple[ReportPart, QuestionPart]], minimum: int) -> Sum:
    """Add a question up; a report may have it in several wordings, and is one report all the same."""
    shown = [(report, each) for report, each in group if _is_shown(each.of, each.options)]
    first, asked = group[0][1], [each for _, each in shown]
    found = _sum(f"{first.questionnaire}/{first.key}", first.text, [(each.of, each.options) for each in asked], minimum)
    reports = len({report.checksum for report, _ in shown}) if found.reports else 0
    declined = sum(each.declined or 0 for each in asked) if found.reports else None
    return replace(found, reports=reports, declined=declined, moment=first.moment)


def _key_figures(reports: tuple[ReportPart, ...], minimum: int) -> Iterator[Sum]:
    """Add up what is counted by option; a spread of days cannot be."""
    names = dict.fromkeys(name for report in reports for name in report.key_figures)
    for name in names:
        found = [report.key_figures[name] for report in reports if name in report.key_figures]
        parts = [
            DistributionPart.model_validate(each) for each in found if isinstance(each, dict) and "options" in each
        ]
        if parts:
            yield _sum(name, name, [(each.of, each.options) for each in parts], minimum)


def _spreads(reports: tuple[ReportPart, ...]) -> set[str]:
    """Name the key figures that are no counts."""
    found = (item for report in reports for item in report.key_figures.items())
    return {name for name, each in found if not (isinstance(each, dict) and "options" in each)}


def _is_shown(of: Count, options: tuple[OptionPart, ...]) -> bool:
    return of is not None and all(option.count is not None for option in options)


def _sum(key: str, text: str, parts: list[tuple[Count, tuple[OptionPart, ...]]], minimum: int) -> Sum:
    shown = [(of or 0, options) for of, options in parts if _is_shown(of, options)]
    total = sum(of for of, _ in shown)
    if not shown or total < minimum:
        return Sum(key, text, 0, None, ())
    groups = _by(lambda each: each.key, (option for _, options in shown for option in options))
    options = [OptionPart(key=g[0].key, label=g[0].label, count=sum(each.count or 0 for each in g)) for g in groups]
    return Sum(key, text, len(shown), total, tuple((each, Fraction(each.count or 0, total)) for each in options))


def _goal(group: list[GoalPart], minimum: int) -> GoalSum:
    shown = [goal for goal in group if goal.share is not None]
    n, of = sum(goal.n or 0 for goal in shown), sum(goal.of or 0 for goal in shown)
    targets = {goal.target for goal in group}
    few = of < minimum
    return GoalSum(
        group[0].key,
        group[0].text,
        0 if few else len(shown),
        None if few else n,
        None if few else of,
        next(iter(targets)) if len(targets) == 1 else None,
    )
