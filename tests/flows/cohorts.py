"""Cohorts: people, groups and notes as goals are judged by, and the first look at them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import count

from flows.catalogue import SHIPPED, read_catalogue
from flows.disclosure.minimum import Released, released_anew
from flows.facts import FactValue
from flows.forms.conditions import Answers
from flows.goals.counted_groups import groups_told, wholes
from flows.goals.evaluate import evaluate
from flows.goals.evidence import Evidence, Filled, Group, Note, Person
from flows.goals.judging import Verdict
from flows.goals.kinds import Change, Goal, ShareBeside, Wait
from flows.goals.members import PeopleGoal, over_members, over_people, place_of
from flows.goals.rules import explained
from flows.goals.standings import Standings, counted

CATALOGUE = read_catalogue(SHIPPED)
DAY = date(2026, 6, 30)
_KEYS = count(1)


def people(number: int, outcome: str | None = None, **facts: FactValue) -> tuple[Person, ...]:
    """Give so many people who began in spring; with an outcome they are closed. A fact's ``_`` stands for ``-``."""
    closed = DAY if outcome else None
    known = {key.replace("_", "-"): value for key, value in facts.items()}
    return tuple(
        Person(next(_KEYS), "closed" if outcome else "active", date(2026, 3, 2), closed, outcome=outcome, facts=known)
        for _ in range(number)
    )


def answering(some: Iterable[Person], **forms: Answers) -> tuple[Person, ...]:
    """Give people who sent in linked forms, each named ``form__moment`` with ``_`` for ``-``."""
    answers: dict[Filled, Answers] = {}
    for name, given in forms.items():
        form, _, moment = name.replace("_", "-").partition("--")
        answers[form, moment] = given
    return tuple(replace(person, answers={**person.answers, **answers}) for person in some)


def goals_of(programme: str) -> Iterator[Goal]:
    """Give a shipped programme's goals."""
    yield from CATALOGUE.programmes[programme].goals


def standing(goal: PeopleGoal, some: Iterable[Person]) -> Standings:
    """Give how many stand where for a goal before anything was released."""
    places = (place_of(goal, person) for person in some)
    return counted(
        (place for place in places if place),
        is_breakdown=isinstance(goal, ShareBeside),
        waits=isinstance(goal, Wait),
        pairs=isinstance(goal, Change),
    )


def standings_of(goals: Iterable[Goal], some: Iterable[Person]) -> dict[str, Standings]:
    """Give how many stand where for each goal over people."""
    promised = tuple(goals)
    return {name: standing(goal, some) for name, goal in {**dict(over_people(promised)), **wholes(promised)}.items()}


def first_look(goals: Iterable[Goal], some: tuple[Person, ...], minimum: int = 5) -> Mapping[str, Released]:
    """Give what may be shown when people are looked at for the first time."""
    found = (
        (name, released_anew(None, now.moved, now, minimum))
        for name, goal in over_members(tuple(goals))
        for now in [standing(goal, some)]
    )
    return {name: released for name, released in found if released}


def judged(
    programme: str,
    some: tuple[Person, ...] = (),
    *,
    groups: tuple[Group, ...] = (),
    notes: tuple[Note, ...] = (),
    today: date = DAY,
    is_past: bool = False,
) -> dict[str, Verdict]:
    """Give what a shipped programme's goals come to at the first look, by key."""
    standings = standings_of(goals_of(programme), some)
    told = groups_told(tuple(goals_of(programme)), standings, today, 5)
    evidence = Evidence(today, standings=standings, groups_told=told, groups=groups, notes=notes, is_past=is_past)
    releases = first_look(goals_of(programme), some)
    verdicts = (evaluate(goal, evidence, releases) for goal in goals_of(programme))
    worded = (explained(each, CATALOGUE.programmes[programme], CATALOGUE.questionnaires) for each in verdicts)
    return {verdict.goal.key: verdict for verdict in worded}
