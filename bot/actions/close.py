"""Closing: how an enrolment ended. Everyone who is closed gets the closing survey, also those who dropped out."""

from dataclasses import dataclass

from bot.actions.here import Here, NotAllowed
from bot.actions.replan import replan
from storage import enrolments, occasions, runs
from storage.enrolments import Enrolment, State
from storage.people import Role


@dataclass(frozen=True)
class Closure:
    """An enrolment to close and the key of its outcome."""

    enrolment: int
    outcome: str


def closable(here: Here) -> tuple[Enrolment, ...]:
    """Give the active enrolments that the caller may close: the caller's own, then those without a coach."""
    own = enrolments.of_coach(here.unit, here.person().id, State.ACTIVE)
    adrift = (
        enrolment
        for programme in here.programmes(Role.COACH)
        for enrolment in enrolments.without_coach(here.unit, programme.key, State.ACTIVE)
    )
    allowed = {programme.key for programme in here.programmes(Role.COACH)}
    return tuple(enrolment for enrolment in (*own, *adrift) if enrolment.programme in allowed)


def to_close(here: Here, enrolment: int) -> Enrolment:
    """Give an enrolment that the caller may close, closed or not.

    :raises NotAllowed: if it is another coach's, or the caller is no coach there
    """
    found = enrolments.by_id(here.unit, enrolment)
    if found is None:
        raise NotAllowed
    here.programme(found.programme, Role.COACH)
    if not here.caller.is_operator and found.coach not in {None, here.caller.id}:
        raise NotAllowed
    return found


def close(here: Here, closure: Closure) -> Enrolment:
    """Close an enrolment and plan what is asked at the end; one that is closed already stays as it is.

    Forms of the start that were not sent in are ended with it.

    :raises NotAllowed: if the caller may not, or there is no such outcome
    """
    enrolment = to_close(here, closure.enrolment)
    programme = here.programme(enrolment.programme, Role.COACH)
    if programme.outcome(closure.outcome) is None or enrolment.state not in {State.ACTIVE, State.CLOSED}:
        raise NotAllowed
    if enrolment.state is State.CLOSED:
        return enrolment
    enrolments.close(here.unit, enrolment.id, closure.outcome, here.today)
    for run in runs.of_enrolment(here.unit, enrolment.id):
        if run.is_open:
            runs.end(here.unit, run.id)
    occasions.cancel_all(here.unit, enrolment.id, "coach")
    replan(here.unit, here.house, enrolment.id)
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
