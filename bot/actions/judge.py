"""Judging: what a programme's goals come to. Goals over people are released in batches, as answers are."""

from collections.abc import Iterable
from datetime import date

from bot.actions.here import Here
from flows.evaluate import evaluate
from flows.evidence import Evidence
from flows.figures import QuestionFigure
from flows.judging import Verdict
from flows.members import members_of, over_members
from flows.programme import Programme
from flows.rules import explained
from flows.schedule import last_quarter_closed, quarter
from storage import evidence, goal_releases
from storage.figures import FOREVER


def release_goals(here: Here, programme: Programme) -> None:
    """Release new numbers of the goals over people, wherever at least the minimum of them stand otherwise."""
    named = tuple(over_members(programme.goals))
    people = evidence.people(here.unit, programme.key, here.today) if named else ()
    for name, goal in named:
        looking = (quarter(here.today), here.house.minimum_base)
        goal_releases.release(here.unit, programme.key, (name, goal), members_of(goal, people), looking)


def judged(
    here: Here, programme: Programme, questions: Iterable[QuestionFigure], until: date | None
) -> tuple[Verdict, ...]:
    """Give what the goals come to now, or came to on a day.

    :param questions: the figures that may be shown of the forms that anybody was asked
    """
    day = until or here.today
    found = Evidence(
        today=day,
        questions=tuple(questions),
        people=evidence.people(here.unit, programme.key, day),
        groups=evidence.groups(here.unit, programme.key),
        notes=evidence.noted(here.unit, programme.key),
    )
    rules = {name: goal.rule for name, goal in over_members(programme.goals)}
    last = last_quarter_closed(until) if until else FOREVER
    releases = goal_releases.released(here.unit, programme.key, rules, last)
    verdicts = (evaluate(goal, found, releases) for goal in programme.goals)
    return tuple(explained(verdict, programme, here.house.catalogue.questionnaires) for verdict in verdicts)
