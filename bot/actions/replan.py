"""Planning anew: whenever one of an enrolment's days changes, or the programme, its occasions follow the plan."""

from datetime import datetime

from bot.house import House
from flows.programme import Programme
from flows.timing.plan import Planned, moment_of, plan
from storage import course, enrolments, occasions, tasks
from storage.enrolments import Enrolment, State
from storage.unit import Unit

_OVER = {State.DECLINED, State.ERASED}


def replan_all(unit: Unit, house: House, now: datetime) -> None:
    """Let all enrolments follow their programmes as these are now; to be done at the start.

    What a changed programme would have asked for before is not asked for afterwards.
    """
    for programme in house.catalogue.programmes.values():
        for enrolment in occasions.planned_by_another(unit, programme.key, programme.version):
            replan(unit, house, enrolment, since=now)


def replan(unit: Unit, house: House, enrolment_id: int, *, since: datetime | None = None) -> None:
    """Let an enrolment's occasions follow from its days as they are now; of one that is to be erased nothing does.

    :param since: when the programme began to be as it is, where that is why
    """
    enrolment = enrolments.by_id(unit, enrolment_id)
    programme = house.programme(enrolment.programme) if enrolment else None
    if enrolment is None or programme is None or enrolment.state in _OVER:
        return
    if tasks.open_one(unit, "erasure", enrolment.id):
        return
    zone = house.association.zone
    timed = [(each, moment_of(each, house.window, zone)) for each in _left_to_do(unit, programme, enrolment)]
    occasions.follow(unit, enrolment.id, timed, programme.version, since=since)


def _left_to_do(unit: Unit, programme: Programme, enrolment: Enrolment) -> tuple[Planned, ...]:
    """Give the plan; of a closed enrolment only what counts from the closure, for the rest is nobody's any more.

    In an archived programme there is none.
    """
    if programme.archived:
        return ()
    planned = plan(programme.questionnaires, programme.staff_reminders, course.days(unit, enrolment))
    if enrolment.withdrawn_on is not None:
        planned = tuple(each for each in planned if each.audience != "participant")
    is_closed = enrolment.state is State.CLOSED
    return tuple(each for each in planned if each.follows_closure or not is_closed)
