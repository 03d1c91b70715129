"""What is due: occasions whose time has come are offered, if they still hold and the send window is open."""

from datetime import datetime

from bot.house import House
from flows.schedule import next_opening
from storage import enrolments, occasions, outbox, runs
from storage.occasions import Occasion
from storage.unit import Unit

OFFER = "offer"
"""The letter that offers a form; its subject is the run."""


def offer_due(unit: Unit, house: House, now: datetime) -> int:
    """Offer every form that is due; give how many. Outside the send window nothing is offered, and nothing is lost."""
    if next_opening(now, house.window, house.association.zone) > now:
        return 0
    return sum(_offer(unit, house, occasion, now) for occasion in occasions.due(unit, now))


def _offer(unit: Unit, house: House, occasion: Occasion, now: datetime) -> bool:
    enrolment = enrolments.by_id(unit, occasion.enrolment)
    questionnaire = house.catalogue.questionnaires.get(occasion.questionnaire)
    if enrolment is None or enrolment.person is None or questionnaire is None:
        occasions.settle(unit, occasion.id, "cancelled")
        return False
    run = runs.open_run(unit, enrolment.id, questionnaire, occasion.moment)
    outbox.put(unit, f"{OFFER}:{occasion.id}", enrolment.person, OFFER, run, now)
    occasions.settle(unit, occasion.id, "offered")
    return True


def still_offered(unit: Unit, run: int, person: int) -> bool:
    """Whether an offer still holds when it is about to be sent: the form is open, not begun, and the person's."""
    found = runs.of_person(unit, run, person)
    return found is not None and found.is_open and not found.begun
