"""What coordinators note of an invented programme and its places: meetings, scores, what is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.simulate.dials import Dials
from flows.facts import Fact, FactValue, Number
from flows.goals import Score
from flows.members import singles
from flows.programme import Programme

_EVENT_EVERY, _SCORE_EVERY, _DONE_AFTER = 60, 180, 90
"""Days between two of a kind, and after which something is done."""
_AROUND = 0.15
_MOST_SMALL = 6


@dataclass(frozen=True)
class Occasion:
    """Something to note on a day."""

    programme: str
    day: date
    fact: str
    place: str | None
    value: FactValue


def occasions_to_note(programme: Programme, dials: Dials) -> Iterator[Occasion]:
    """Give what is noted of a programme over time."""
    for fact in programme.facts_about("place", "programme"):
        for place in programme.places if fact.about == "place" else (None,):
            random = dials.random(programme.key, fact.key, place or "")
            for day in _days(fact, dials, random):
                yield Occasion(programme.key, day, fact.key, place, _value(programme, fact, day, random))


def _days(fact: Fact, dials: Dials, random: Random) -> Iterator[date]:
    if fact.kind in {"yes_no", "date"}:
        day = dials.since + timedelta(_DONE_AFTER + random.randint(0, 30))
        yield from [day] if day <= dials.until else []
        return
    every = _EVENT_EVERY if fact.kind == "event" else _SCORE_EVERY
    day = dials.since + timedelta(random.randint(1, every))
    while day <= dials.until:
        yield day
        day += timedelta(random.randint(every // 2, every * 3 // 2))


def _value(programme: Programme, fact: Fact, day: date, random: Random) -> FactValue:
    if isinstance(fact, Number):
        return _score(programme, fact, random)
    return day.isoformat() if fact.kind == "date" else True


def _score(programme: Programme, fact: Number, random: Random) -> int:
    """Draw a score around what a goal aims at; what no goal is about is a small number."""
    aims = (goal.target for _, goal in singles(programme.goals) if isinstance(goal, Score) and goal.fact == fact.key)
    aim = next(aims, None)
    if aim is None:
        return random.randint(0, _MOST_SMALL)
    return min(fact.highest, round(aim * random.uniform(1 - _AROUND, 1 + _AROUND)))
