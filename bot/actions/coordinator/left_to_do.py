"""What is left to do among staff before a period ends: a coordinator's checklist, and when it is sent.

Seeds: Samverkan i GGV(V), "delta i minst ett möte per halvår med respektive Arenagrupp".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.coach.at_work import at_work
from bot.actions.here import Here
from flows.goals.evaluate import evaluate, period_of
from flows.goals.evidence import Evidence
from flows.goals.kinds import Activities
from flows.programme import Programme
from storage import evidence, outbox
from storage.people import Role

LETTER = "left"
"""The kind of letter; its subject is the ordinal of the period's last day."""
_AHEAD = timedelta(days=30)
"""How long before a period's end it is told what is left: time enough to hold a meeting."""


@dataclass(frozen=True)
class Left:
    """A goal that a programme does not meet yet, the places where it is not met (if it is about places), until when."""

    programme: Programme
    goal: Activities
    places: tuple[str, ...]
    last: date


def left_to_do(here: Here, programmes: Iterable[Programme]) -> tuple[Left, ...]:
    """Give what is left of goals whose period ends soon."""
    return tuple(found for each in programmes for found in _left(here, each))


def remind_of_what_is_left(here: Here) -> None:
    """Write to each coordinator in whose programmes anything is left shortly before a period ends, once a period."""
    found = left_to_do(here, here.house.catalogue.programmes.values())
    for person in at_work(here, Role.COORDINATOR) if found else ():
        for last in {each.last for each in found if person.may(Role.COORDINATOR, each.programme.key)}:
            outbox.put(here.unit, f"{LETTER}:{person.id}:{last}", person.id, LETTER, last.toordinal(), here.now)


def _ending(here: Here, programme: Programme) -> Iterator[tuple[Activities, date]]:
    """Give the goals that something is to be done for by a day that is near."""
    for goal in programme.goals:
        if not isinstance(goal, Activities) or goal.target is None:
            continue
        period = period_of(goal.per, here.today)
        if period and period[1] - here.today <= _AHEAD:
            yield goal, period[1]


def _left(here: Here, programme: Programme) -> Iterator[Left]:
    ending = tuple(_ending(here, programme))
    if not ending:
        return
    noted = Evidence(today=here.today, notes=evidence.noted(here.unit, programme.key))
    for goal, last in ending:
        verdict = evaluate(goal, noted, {})  # nothing of a person is counted, so nothing is to be released
        if verdict.judgement != "met":
            places = tuple(part.goal.text for part in verdict.parts if part.judgement != "met")
            yield Left(programme, goal, places, last)
