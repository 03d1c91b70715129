"""A participant's wish for contact: a task for those who look after them, taken by one, and then done."""

from bot.actions.coach.carers import carers
from bot.actions.coach.follow_ups import CONTACT, next_working_day
from bot.actions.coach.people_of import person_of
from bot.actions.here import Here, NotAllowed
from flows.timing.schedule import next_opening
from storage import enrolments, outbox, tasks
from storage.enrolments import Enrolment, State
from storage.people import Person
from storage.tasks import Task


def own(here: Here) -> tuple[Enrolment, ...]:
    """Give the caller's enrolments in which contact can be asked for: those that go on, or else closed, or else all."""
    found = enrolments.of_person(here.unit, here.person().id)
    going_on = tuple(each for each in found if each.state in {State.ACTIVE, State.PAUSED})
    return going_on or tuple(each for each in found if each.state is State.CLOSED) or found


def ask(here: Here, enrolment: int) -> None:
    """Ask for contact, without a reason; asking twice is asking once, unless nobody came by the day that was said.

    :raises NotAllowed: if the enrolment is not the caller's
    """
    found = next((each for each in own(here) if each.id == enrolment), None)
    if found is None:
        raise NotAllowed
    by = next_working_day(here.today)
    tasks.add(here.unit, CONTACT, found.programme, found.id, here.now, by)
    task = asked(here, enrolment)
    if task.due_on and task.due_on < here.today:
        tasks.renew(here.unit, task.id, by)
        tell(here, task, found, f":{by}")
    else:
        tell(here, task, found)


def asked(here: Here, enrolment: int) -> Task:
    """Give the wish for contact that waits.

    :raises NotAllowed: if none does
    """
    task = tasks.open_one(here.unit, CONTACT, enrolment)
    if task is None:
        raise NotAllowed
    return task


def tell(here: Here, task: Task, enrolment: Enrolment, word: str = "") -> None:
    """Write to all who look after the person now, each once.

    :param word: tells it from the time before, where the person has asked again
    """
    opening = next_opening(here.now, here.house.window, here.house.association.zone)
    for carer in carers(here, enrolment):
        outbox.put(here.unit, f"contact:{task.id}:{carer.id}{word}", carer.id, CONTACT, task.id, opening)


def find(here: Here, task: int) -> tuple[Task, Enrolment]:
    """Give a wish for contact of someone whom the caller looks after, open or done.

    :raises NotAllowed: if there is none, or it is another coach's
    """
    found = tasks.by_id(here.unit, task)
    if found is None or found.kind != CONTACT:
        raise NotAllowed
    return found, person_of(here, found.enrolment)


def take(here: Here, task: int) -> None:
    """Take it on; the person is told, once.

    :raises NotAllowed: if it is another coach's
    """
    found, enrolment = find(here, task)
    if found.taken or found.done:
        return
    tasks.take(here.unit, task)
    if enrolment.person:
        opening = next_opening(here.now, here.house.window, here.house.association.zone)
        outbox.put(here.unit, f"taken:{task}:{found.due_on}", enrolment.person, "taken", task, opening)


def finish(here: Here, task: int) -> None:
    """Keep that the person has had contact.

    :raises NotAllowed: if it is another coach's
    """
    find(here, task)
    tasks.finish(here.unit, task)


def waits_for(here: Here, task: int, person: Person) -> Task | None:
    """Give the caller's wish for contact that a letter to them is about, if it is still theirs."""
    found = tasks.by_id(here.unit, task)
    enrolment = enrolments.by_id(here.unit, found.enrolment) if found else None
    takes_part = enrolment is not None and enrolment.person == person.id and enrolment.withdrawn_on is None
    return found if takes_part else None
