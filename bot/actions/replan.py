"""Planning anew: whenever one of an enrolment's days changes, its occasions follow the plan."""

from bot.house import House
from flows.plan import due_at, plan
from storage import course, enrolments, occasions
from storage.enrolments import State
from storage.unit import Unit

_OVER = {State.DECLINED, State.ERASED}


def replan(unit: Unit, house: House, enrolment_id: int) -> None:
    """Let an enrolment's occasions follow from its days as they are now."""
    enrolment = enrolments.by_id(unit, enrolment_id)
    programme = house.programme(enrolment.programme) if enrolment else None
    if enrolment is None or programme is None or enrolment.state in _OVER:
        return
    planned = plan(programme.questionnaires, programme.staff_reminders, course.days(unit, enrolment))
    zone = house.association.zone
    timed = [(each, due_at(each.day, house.window, zone)) for each in planned]
    occasions.follow(unit, enrolment.id, timed, programme.version)
