"""Judging: what a programme's goals come to. Goals over people are released in batches, as answers are."""

from collections.abc import Iterable
from datetime import date

from bot.actions.here import Here
from flows.evaluate import evaluate
from flows.evidence import Evidence, Person
from flows.figures import QuestionFigure
from flows.judging import Verdict
from flows.members import members_of, over_members
from flows.programme import Programme
from flows.rules import explained
from flows.schedule import last_quarter_closed, quarter
from storage import evidence, goal_releases
from storage.figures import FOREVER


def judged(
    here: Here, programme: Programme, questions: Iterable[QuestionFigure], until: date | None
) -> tuple[Verdict, ...]:
    """Give what the goals come to now, or came to on a day, after releasing new numbers that may be shown.

    :param questions: the figures that may be shown of the forms that anybody was asked
    """
    unit, key = here.unit, programme.key
    people = evidence.people(unit, key, here.today)
    _release(here, programme, people)
    found = Evidence(
        today=until or here.today,
        questions=tuple(questions),
        people=evidence.people(unit, key, until) if until else people,
        groups=evidence.groups(unit, key),
        notes=evidence.noted(unit, key),
    )
    rules = {name: goal.rule for name, goal in over_members(programme.goals)}
    releases = goal_releases.released(unit, key, rules, last_quarter_closed(until) if until else FOREVER)
    verdicts = (evaluate(goal, found, releases) for goal in programme.goals)
    return tuple(explained(verdict, programme, here.house.catalogue.questionnaires) for verdict in verdicts)


def _release(here: Here, programme: Programme, people: tuple[Person, ...]) -> None:
    """Release new numbers of the goals over people, wherever at least the minimum of them stand otherwise."""
    looking = (quarter(here.today), here.house.minimum_base)
    for name, goal in over_members(programme.goals):
        goal_releases.release(here.unit, programme.key, (name, goal), members_of(goal, people), looking)
