"""Explaining figures: every figure on a coordinator's screen has an address, and every address an explanation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar
from zlib import crc32

from bot.actions.coordinator.breakdown import breakdowns
from bot.actions.coordinator.event_figures import EventFigures
from bot.actions.coordinator.report import Report
from bot.actions.coordinator.situation import Situation, situation
from bot.actions.coordinator.status import READERS, FormStatus, Look, Status, status
from bot.actions.coordinator.trend import Trend, association_trend, trend
from bot.actions.here import Here, NotAllowed
from flows.disclosure.breakdown import Breakdown
from flows.figures import QuestionFigure, QuestionKey
from flows.goals.judging import Verdict
from flows.goals.kinds import AnswerShare
from flows.goals.members import MembersGoal, singles
from flows.goals.rules import explained
from flows.reports import explanation as words
from flows.reports.explanation import Explanation, Gathering
from storage import figures, goal_releases

_Found = TypeVar("_Found")

PEOPLE, RATE, QUESTION, GOAL, NOTED, CHANGES, ATTENTION, OVERVIEW = "p", "r", "q", "g", "n", "c", "t", "s"
TREND, BREAKDOWN = "m", "b"
EVENT, EVENT_ANSWERS = "e", "w"
FLOW, ROOM, MET, OUTCOMES, LIVELIHOOD, SUPPORT, THROUGHPUT = "f", "l", "j", "o", "h", "u", "d"
"""Kinds of figures. They stand on buttons, so each is short. The last seven stand in reports alone."""


@dataclass(frozen=True)
class Address:
    """Where a figure is: of which programme (``""`` is all of them), of what kind, and a mark of which of the kind."""

    programme: str
    kind: str
    mark: int = 0
    period: str = ""
    """The period in whose report it stands; ``""`` is no report."""


def address(programme: str, kind: str, *key: str) -> Address:
    """Give the address of a figure, small enough for a button.

    :param key: what tells it from the others of its kind
    """
    return Address(programme, kind, crc32("/".join(key).encode()) if key else 0)


def of_form(programme: str, form: FormStatus) -> Address:
    """Give the address of a form's response rate."""
    return address(programme, RATE, form.questionnaire.key, form.moment)


def of_question(programme: str, figure: QuestionFigure) -> Address:
    """Give the address of a question's counts."""
    return address(programme, QUESTION, figure.questionnaire, figure.version, figure.moment, figure.key)


def of_table(programme: str, table: Breakdown) -> Address:
    """Give the address of a table of a breakdown."""
    return address(programme, BREAKDOWN, table.dimension, table.what)


@dataclass(frozen=True)
class Explained:
    """An explanation, and the look in which its figure stands."""

    about: Address
    shown: Situation | Trend | Breakdown | Report | EventFigures
    explanation: Explanation
    minimum: int
    """The fewest people of whom anything is told."""


def explain(here: Here, about: Address) -> Explained:
    """Explain a figure.

    :raises NotAllowed: if the caller may not see it, or there is no such figure (any more)
    """
    minimum = here.house.minimum_base
    if about.kind == TREND:
        along = trend(here, about.programme) if about.programme else association_trend(here)
        return Explained(about, along, _of_trend(here, along, about), minimum)
    if about.kind == BREAKDOWN:
        table = _first(each for each in breakdowns(here, about.programme) if of_table(about.programme, each) == about)
        return Explained(about, table, _of_table(here, about.programme, table), minimum)
    explainer = _EXPLAINERS.get(about.kind)
    if explainer is None:
        raise NotAllowed
    found = situation(here, about.programme)
    return Explained(about, found, explainer(here, found, about), minimum)


def _people(_: Here, found: Situation, __: Address) -> Explanation:
    return words.of_people(found.programme.capacity)


def _rate(_: Here, found: Situation, about: Address) -> Explanation:
    _first(form for form in found.status.forms if of_form(about.programme, form) == about)
    return words.of_rate(found.status.minimum)


def _question(here: Here, found: Situation, about: Address) -> Explanation:
    figured = ((form, figure) for form in found.status.forms for figure in form.figures)
    form, figure = _first(pair for pair in figured if of_question(about.programme, pair[1]) == about)
    counted_as = QuestionKey(figure.questionnaire, figure.version, figure.moment, figure.key)
    released = figures.released(here.unit, about.programme).get(counted_as)
    gathering = Gathering(found.status.minimum, form.waiting, figure.declined or 0, released)
    return words.of_question(form.questionnaire, figure, gathering)


def _goal(here: Here, found: Situation, about: Address) -> Explanation:
    verdict = _first(each for each in found.status.verdicts if _is_of(each, about))
    return words.of_goal(verdict, _gatherings(here, found.status))


def _changes(_: Here, found: Situation, __: Address) -> Explanation:
    return words.of_changes(_first(each for each in (found.since,) if each).quarter)


_EXPLAINERS: dict[str, Callable[[Here, Situation, Address], Explanation]] = {
    PEOPLE: _people,
    RATE: _rate,
    QUESTION: _question,
    GOAL: _goal,
    CHANGES: _changes,
    NOTED: lambda *_: words.of_noted(),
    ATTENTION: lambda *_: words.of_attention(),
    OVERVIEW: lambda *_: words.of_overview(),
}


def _of_trend(here: Here, along: Trend, about: Address) -> Explanation:
    verdict = _first(row[-1] for row in along.goals if _is_of(row[-1], about))
    programmes = (along.programme,) if along.programme else here.programmes(*READERS)
    gathered = [_gatherings(here, status(here, Look(each.key))) for each in programmes]
    return words.of_trend(verdict, reduce(_together, gathered), of_all=not about.programme)


def _of_table(here: Here, programme_key: str, table: Breakdown) -> Explanation:
    programme = here.programme(programme_key, *READERS)
    goal = dict(singles(programme.goals)).get(table.what)
    forms = here.house.catalogue.questionnaires
    rule = explained(Verdict(goal, "not_asked"), programme, forms).rule if goal else None
    return words.of_table(table, rule, here.house.minimum_base)


def _is_of(verdict: Verdict, about: Address) -> bool:
    return address(about.programme, about.kind, verdict.goal.key) == about


def _first(found: Iterable[_Found]) -> _Found:
    """Give what an address stands for; the figure may be gone since the button was shown."""
    for each in found:
        return each
    raise NotAllowed


def _gatherings(here: Here, found: Status) -> Mapping[str, Gathering]:
    """Give how the numbers of each goal, and of each part of one, gather."""
    key, minimum = found.programme.key, found.minimum
    released, quarters = figures.released(here.unit, key), goal_releases.last_quarters(here.unit, key)
    gathered = {goal.key: Gathering(minimum, is_released=False) for goal in found.programme.goals}
    for name, goal in singles(found.programme.goals):
        if isinstance(goal, AnswerShare):
            of = (goal.questionnaire, goal.question)
            newest = max(
                (day for each, day in released.items() if (each.questionnaire, each.question) == of), default=None
            )
            gathered[name] = _answers(found, goal, newest)
        else:
            of_members = isinstance(goal, MembersGoal)
            gathered[name] = Gathering(minimum, released=quarters.get(name), is_released=of_members)
    return gathered


def _answers(found: Status, goal: AnswerShare, released: str | None) -> Gathering:
    forms = [form for form in found.forms if form.questionnaire.key == goal.questionnaire]
    declined = sum(figure.declined or 0 for form in forms for figure in form.figures if figure.key == goal.question)
    return Gathering(found.minimum, sum(form.waiting for form in forms), declined, released)


def _together(one: Mapping[str, Gathering], two: Mapping[str, Gathering]) -> Mapping[str, Gathering]:
    """Add up how the same goals' numbers gather in two programmes."""
    return {**one, **two, **{name: one[name].with_(two[name]) for name in one.keys() & two.keys()}}
