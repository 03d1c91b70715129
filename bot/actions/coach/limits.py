"""What a programme's own limits say about a person. They are told to the coach, who decides: nothing is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.actions.coach.record import Standing
from bot.actions.here import Here
from flows.facts import BIRTH_YEAR, ELSEWHERE, Fact
from flows.limits import AgeRange
from flows.programme import Programme
from flows.timing.spans import Span, after
from storage import course
from storage.enrolments import Enrolment, State


@dataclass(frozen=True)
class OutsideAges:
    """The person is younger or older than those whom the programme is meant for."""

    ages: AgeRange


@dataclass(frozen=True)
class ComesFirst:
    """The person's age is among those that come first."""

    ages: AgeRange


@dataclass(frozen=True)
class OutsidePlaces:
    """The person lives elsewhere than the programme is meant for."""

    places: tuple[str, ...]


@dataclass(frozen=True)
class Full:
    """The programme has as many people as it has room for."""

    people: int
    room: int


@dataclass(frozen=True)
class TimeRunsOut:
    """The longest time in the programme ends soon, or has ended."""

    last: date


Limit: TypeAlias = OutsideAges | ComesFirst | OutsidePlaces | Full | TimeRunsOut
_SOON = Span(months=1)


def limits_of_fact(here: Here, found: Standing, fact: Fact) -> Iterator[Limit]:
    """Give what the programme's limits say about a fact that stands."""
    value, programme = found.value(fact.key), found.programme
    if fact.key == BIRTH_YEAR and type(value) is int and programme.ages:
        this_year = here.today.year - value  # the day is not known: whoever is of age before or after it is
        ages, first = programme.ages, programme.ages.priority
        if not any(ages.holds(age) for age in (this_year - 1, this_year)):
            yield OutsideAges(ages)
        elif first and any(first.holds(age) for age in (this_year - 1, this_year)):
            yield ComesFirst(first)
    if fact.kind == "place" and value == ELSEWHERE:
        yield OutsidePlaces(programme.places)


def limits_of_room(here: Here, programme: Programme) -> Iterator[Limit]:
    """Tell that the programme is full, if it is."""
    taken, room = places_taken(here, programme), programme.capacity
    if room and taken is not None and taken >= room.people:
        yield Full(taken, room.people)


def places_taken(here: Here, programme: Programme) -> int | None:
    """Give how many of the programme's places are taken, in the period that they are for; ``None`` without limit."""
    if programme.capacity is None:
        return None
    begun = {"year": here.today.replace(month=1, day=1), "half_year": _half_year(here.today)}.get(
        programme.capacity.per
    )
    return course.places_taken(here.unit, programme.key, begun)


def limits_of_time(here: Here, programme: Programme, enrolment: Enrolment) -> Iterator[Limit]:
    """Tell that the longest time ends within a month, or has ended."""
    goes_on = enrolment.state in {State.ACTIVE, State.PAUSED}
    if goes_on and programme.longest and enrolment.enrolled_on:
        last = after(enrolment.enrolled_on, programme.longest)
        if here.today >= after(last, _SOON, -1):
            yield TimeRunsOut(last)


def _half_year(day: date) -> date:
    return day.replace(month=1 if day.month <= 6 else 7, day=1)  # noqa: PLR2004  # months, as they are
