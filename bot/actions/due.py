"""What is due: occasions whose time has come are offered or reminded of, if they still hold and the window is open.

Every decision is made anew at this moment from what is stored. After a time when the bot was down, of everything due
for one form only the latest message is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from bot.house import House
from flows.plan import due_at
from flows.programme import Programme
from flows.schedule import next_opening
from flows.spans import after
from storage import enrolments, occasions, outbox, people, runs
from storage.enrolments import Enrolment, State
from storage.occasions import Occasion
from storage.people import Person
from storage.runs import Run
from storage.unit import Unit


class Letter(StrEnum):
    """Kinds of letters about a form; their subject is the run."""

    OFFER = "offer"
    REMINDER = "reminder"
    LAST_DAY = "last_day"


@dataclass(frozen=True)
class _Now:
    """The moment of the tick."""

    unit: Unit
    house: House
    moment: datetime

    @property
    def today(self) -> date:
        return self.moment.astimezone(self.house.association.zone).date()


def send_due(unit: Unit, house: House, now: datetime) -> int:
    """Write a letter for everything that is due to participants; give how many.

    Outside the send window nothing is written, and nothing is lost.
    """
    tick = _Now(unit, house, now)
    _end_expired(tick)
    if next_opening(now, house.window, house.association.zone) > now:
        return 0
    due = sorted(occasions.due(unit, now, "participant"), key=_form)
    return sum(_send_latest(tick, tuple(group)) for _, group in groupby(due, key=_form))


def _form(occasion: Occasion) -> tuple[int, str, str]:
    return occasion.enrolment, occasion.item, occasion.moment


def _end_expired(tick: _Now) -> None:
    for run in runs.expired(tick.unit, tick.today):
        runs.end(tick.unit, run.id)


def _send_latest(tick: _Now, due: tuple[Occasion, ...]) -> bool:
    """Send the latest of what is due for one form, and cancel what it makes needless."""
    *earlier, latest = sorted(due, key=lambda occasion: (occasion.due, occasion.id))
    person, enrolment = _whose(tick, latest)
    if person is None or enrolment is None or not _holds(tick, latest, enrolment):
        _cancel(tick, due)
        return False
    wait = _waits_until(tick, latest, person, enrolment)
    if wait:
        for occasion in due:
            occasions.put_off(tick.unit, occasion.id, wait)
        return False
    run = _run(tick, latest, enrolment)
    if run is None or not run.is_open:
        _cancel(tick, due)
        return False
    _cancel(tick, [each for each in earlier if each.kind != "offer"])
    for each in (*(each for each in earlier if each.kind == "offer"), latest):
        occasions.settle(tick.unit, each.id, "sent", tick.today)
    is_first = any(each.kind == "offer" for each in due)
    kind = Letter.OFFER if is_first else Letter(latest.kind)
    outbox.put(tick.unit, f"occasion:{latest.id}", person.id, kind, run.id, tick.moment)
    return True


def _cancel(tick: _Now, due: Iterable[Occasion]) -> None:
    for occasion in due:
        occasions.settle(tick.unit, occasion.id, "cancelled")


def _whose(tick: _Now, occasion: Occasion) -> tuple[Person | None, Enrolment | None]:
    enrolment = enrolments.by_id(tick.unit, occasion.enrolment)
    person = people.by_id(tick.unit, enrolment.person) if enrolment and enrolment.person else None
    return person, enrolment


def _holds(tick: _Now, occasion: Occasion, enrolment: Enrolment) -> bool:
    """Whether it still means something: the state fits the moment, and its last day has not passed."""
    wanted = State.CLOSED if occasion.moment.startswith("closure") else State.ACTIVE
    fits = enrolment.state is wanted or enrolment.state is State.PAUSED
    return fits and (occasion.expires is None or tick.today <= occasion.expires)


def _waits_until(tick: _Now, occasion: Occasion, person: Person, enrolment: Enrolment) -> datetime | None:
    """Give when to look again where the person is not to be written to now: a pause, or a form offered lately."""
    if person.silent or enrolment.state is State.PAUSED:
        return tick.moment + timedelta(days=1)
    programme = tick.house.programme(enrolment.programme)
    if occasion.kind != "offer" or programme is None or programme.cool_down is None:
        return None
    last = occasions.last_offered(tick.unit, person.id)
    free = after(last, programme.cool_down) if last else None
    return due_at(free, tick.house.window, tick.house.association.zone) if free and free > tick.today else None


def _run(tick: _Now, occasion: Occasion, enrolment: Enrolment) -> Run | None:
    """Give the run of a form; an offer opens it."""
    programme = tick.house.programme(enrolment.programme)
    questionnaire = tick.house.catalogue.questionnaires.get(occasion.item)
    found = runs.of_moment(tick.unit, enrolment.id, occasion.item, occasion.moment)
    if found or questionnaire is None or programme is None:
        return found
    opened = runs.open_run(tick.unit, enrolment.id, questionnaire, occasion.moment)
    runs.set_expiry(tick.unit, opened, _last_day(tick, programme, occasion))
    return runs.by_id(tick.unit, opened)


def _last_day(tick: _Now, programme: Programme, occasion: Occasion) -> date | None:
    """Give the last day to answer, counted from the offer as it was sent: a late offer costs the person no days."""
    asking = next((each for each in programme.questionnaires if each.questionnaire == occasion.item), None)
    return after(tick.today, asking.open_for) if asking and asking.open_for else None


def offer_at_once(unit: Unit, house: House, enrolment: int, today: date) -> None:
    """Open the forms of the start: the person is here, so they are shown and not written about."""
    found = enrolments.by_id(unit, enrolment)
    programme = house.programme(found.programme) if found else None
    for asking in programme.asked_at_once() if programme else ():
        run = runs.open_run(unit, enrolment, house.catalogue.questionnaires[asking.questionnaire], asking.moment)
        runs.set_expiry(unit, run, after(today, asking.open_for) if asking.open_for else None)
        offer = occasions.offer_of(unit, enrolment, asking.questionnaire, asking.moment)
        if offer:
            occasions.settle(unit, offer.id, "sent", today)


def still_holds(unit: Unit, kind: str, run: int, person: Person) -> bool:
    """Whether a letter about a form still holds when it is about to be sent."""
    found = runs.of_person(unit, run, person.id)
    enrolment = enrolments.by_id(unit, found.enrolment) if found else None
    if found is None or enrolment is None or not found.is_open or person.silent:
        return False
    return enrolment.state is not State.PAUSED and not (kind == Letter.OFFER and found.begun)
