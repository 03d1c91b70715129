"""Closing: how an enrolment ended. Everyone who is closed gets the closing survey, also those who dropped out."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from bot.actions.coach.people_of import own_people, person_of
from bot.actions.coach.record import Recording, record
from bot.actions.here import Here, NotAllowed, Refused
from bot.actions.replan import replan
from flows.facts import Fact, FactValue
from flows.timing.plan import Days, plan
from storage import course, enrolments, facts, occasions, runs, tasks
from storage.enrolments import Enrolment, State
from storage.people import Role


class BadClosingDay(Refused):
    """The closing day cannot be; another can."""


class ClosedBeforeStart(BadClosingDay):
    """The closing day lies before the day on which the person began."""


class ClosedInFuture(BadClosingDay):
    """The closing day lies ahead."""


@dataclass(frozen=True)
class Closure:
    """An enrolment to close: the key of its outcome, the day (today, for ``None``), whether a plan took over, facts."""

    enrolment: int
    outcome: str
    day: date | None = None
    handed_over: bool = False
    facts: Mapping[str, FactValue] = field(default_factory=dict)
    """What is known at the end, by the fact's key."""


_GOES_ON = {State.ACTIVE, State.PAUSED}


def closable(here: Here) -> tuple[Enrolment, ...]:
    """Give those of the caller's people who take part."""
    return tuple(enrolment for enrolment in own_people(here) if enrolment.state in _GOES_ON)


def to_close(here: Here, enrolment: int) -> Enrolment:
    """Give an enrolment that the caller may close or has closed.

    :raises NotAllowed: if it is another coach's, the caller is no coach there, or the person never took part
    """
    found = enrolments.by_id(here.unit, enrolment) if here.caller.is_operator else person_of(here, enrolment)
    if found is None or found.state not in {*_GOES_ON, State.CLOSED}:
        raise NotAllowed
    return found


def facts_of_closing(here: Here, enrolment: int) -> tuple[Fact, ...]:
    """Give the facts that are due when one of the caller's people is closed.

    :raises NotAllowed: as ``to_close`` does
    """
    programme = here.programme(to_close(here, enrolment).programme, Role.COACH)
    return tuple(fact for fact in programme.facts_about("person") if fact.due == "end")


def facts_to_ask(here: Here, enrolment: int, given: Mapping[str, FactValue]) -> tuple[Fact, ...]:
    """Give those that are neither recorded nor given, and have a meaning beside what is known.

    :raises NotAllowed: as ``to_close`` does
    """
    known = {**facts.known(here.unit, enrolment), **given}
    due = facts_of_closing(here, enrolment)
    if tasks.open_one(here.unit, "erasure", enrolment):
        return ()
    return tuple(fact for fact in due if known.get(fact.key) is None and fact.applies(known))


def is_asked_at_the_end(here: Here, enrolment: Enrolment, day: date) -> bool:
    """Whether forms come to the person once they are closed on a day.

    None come to one who has stopped or has no chat here, nor where the day lies so far back that they are over.
    """
    programme = here.house.programme(enrolment.programme)
    if programme is None or enrolment.person is None or enrolment.withdrawn_on is not None:
        return False
    planned = plan(programme.questionnaires, (), Days(closure=day))
    return any(each.kind == "offer" and (each.expires or here.today) >= here.today for each in planned)


def usable_day(here: Here, enrolment: Enrolment, day: date) -> date:
    """Give a closing day that can be.

    :raises BadClosingDay: if it lies before the start or ahead
    """
    if day > here.today:
        raise ClosedInFuture
    if enrolment.enrolled_on and day < enrolment.enrolled_on:
        raise ClosedBeforeStart
    return day


def close(here: Here, closure: Closure) -> Enrolment:
    """Close an enrolment and plan what is asked at the end; one that is closed already stays as it is.

    Forms of the start that were not sent in are ended with it.

    :raises NotAllowed: if the caller may not, or there is no such outcome
    :raises BadClosingDay: if the day cannot be
    """
    enrolment = to_close(here, closure.enrolment)
    programme = here.programme(enrolment.programme, Role.COACH)
    if programme.outcome(closure.outcome) is None:
        raise NotAllowed
    if enrolment.state is State.CLOSED:
        return enrolment
    day = usable_day(here, enrolment, closure.day or here.today)
    enrolments.close(here.unit, enrolment.id, closure.outcome, day)
    course.set_handed_over(here.unit, enrolment.id, handed_over=closure.handed_over)
    for run in runs.of_enrolment(here.unit, enrolment.id):
        if run.is_open:
            runs.end(here.unit, run.id)
    occasions.cancel_all(here.unit, enrolment.id, "coach")
    replan(here.unit, here.house, enrolment.id)
    for key, value in closure.facts.items():
        with suppress(NotAllowed):  # a colleague has made it meaningless meanwhile
            record(here, Recording(enrolment.id, key, value))
    here.note("closed", f"enrolment {enrolment.id}")
    return to_close(here, enrolment.id)


def close_reference(here: Here, programme: str, reference: str, outcome: str) -> Enrolment:
    """Close the enrolment with this reference.

    :raises NotAllowed: if there is none, or the caller may not
    """
    found = enrolments.by_reference(here.unit, here.programme(programme, Role.COACH).key, reference)
    if found is None:
        raise NotAllowed
    return close(here, Closure(found.id, outcome))
