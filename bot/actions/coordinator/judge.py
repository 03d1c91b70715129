"""Judging: what a programme's goals come to. Goals over people are released in batches, as answers are."""

from collections.abc import Iterable
from datetime import date

from bot.actions.coordinator.settle import release_goals
from bot.actions.here import Here
from flows.figures import QuestionFigure
from flows.goals.counted_groups import groups_told, wholes
from flows.goals.evaluate import evaluate
from flows.goals.evidence import Evidence
from flows.goals.judging import Verdict
from flows.goals.members import over_people
from flows.goals.rules import explained
from flows.goals.standings import Standings
from flows.programme import Programme
from flows.timing.schedule import last_quarter_closed
from storage import evidence, goal_releases, standings
from storage.responses import responses
from storage.unit import FOREVER


def judged(
    here: Here, programme: Programme, questions: Iterable[QuestionFigure], until: date | None
) -> tuple[Verdict, ...]:
    """Give what the goals come to now, or came to on a day, after releasing new numbers that may be shown.

    :param questions: the figures that may be shown of the forms that anybody was asked
    """
    unit, key = here.unit, programme.key
    now, today = release_goals(here, programme), until or here.today
    stood = _standings_until(here, programme, now, until) if until else now
    found = Evidence(
        today=today,
        questions=tuple(questions),
        standings=stood,
        groups_told=groups_told(programme.goals, stood, today, here.house.minimum_base),
        groups=evidence.groups(unit, key),
        notes=evidence.noted(unit, key),
        responses={each.of: (each.asked, each.answered) for each in responses(unit, key, until)},
        is_past=until is not None and until < here.today,
    )
    rules = {name: goal.rule for name, goal in over_people(programme.goals)}
    releases = goal_releases.released(unit, key, rules, last_quarter_closed(until) if until else FOREVER)
    verdicts = (evaluate(goal, found, releases) for goal in programme.goals)
    return tuple(explained(verdict, programme, here.house.catalogue.questionnaires) for verdict in verdicts)


def _standings_until(here: Here, programme: Programme, now: dict[str, Standings], until: date) -> dict[str, Standings]:
    """Leave out the goals that were about nobody then; numbers come from what was released then, counts have days."""
    goals = {**dict(over_people(programme.goals)), **wholes(programme.goals)}
    return {
        name: now[name] for name, goal in goals.items() if standings.stood(here.unit, programme.key, name, goal, until)
    }
