"""What is due: occasions whose time has come are offered or reminded of, if they still hold and the window is open.

Every decision is made anew at this moment from what is stored. After a time when the bot was down, of everything due
for one form only the latest message is sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.house import House
from bot.taking_part import version_in, waits_for_a_choice
from flows.programme import Programme
from flows.timing.plan import asking_of, due_at, follows_closure
from flows.timing.schedule import last_opening_day, next_opening
from flows.timing.spans import after
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


ASK_AGAIN = "ask_again"
"""The letter that asks about a changed text of taking part; its subject is the enrolment."""


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
    return sum(_send_latest(tick, due) for due in _due(tick))


def send_some_due(unit: Unit, house: House, now: datetime, most: int) -> bool:
    """Do the same for so many forms at most; tell whether there is more."""
    tick = _Now(unit, house, now)
    found = _due(tick)
    for due in found[:most]:
        _send_latest(tick, due)
    return len(found) > most


def _due(tick: _Now) -> list[list[Occasion]]:
    """Give what is due by form, earliest first. What nobody may answer any more is ended before."""
    _end_expired(tick)
    if next_opening(tick.moment, tick.house.window, tick.house.association.zone) > tick.moment:
        return []
    forms: dict[tuple[int, str, str], list[Occasion]] = {}
    for occasion in occasions.due(tick.unit, tick.moment, "participant"):
        forms.setdefault((occasion.enrolment, occasion.item, occasion.moment), []).append(occasion)
    return list(forms.values())


def _end_expired(tick: _Now) -> None:
    for run in runs.expired(tick.unit, tick.today):
        runs.end(tick.unit, run.id)


@dataclass(frozen=True)
class _Matter:
    """All that is due for one form, earliest first, and whom it concerns. ``run`` is there once it was offered."""

    due: Sequence[Occasion]
    person: Person
    enrolment: Enrolment
    programme: Programme
    run: Run | None

    @property
    def offer(self) -> Occasion | None:
        """The offer, if the form is to be offered now."""
        return next((each for each in self.due if each.kind == "offer"), None)


def _matter(tick: _Now, due: Sequence[Occasion]) -> _Matter | None:
    first = due[0]
    enrolment = enrolments.by_id(tick.unit, first.enrolment)
    person = people.by_id(tick.unit, enrolment.person) if enrolment and enrolment.person else None
    programme = tick.house.programme(enrolment.programme) if enrolment else None
    if enrolment is None or person is None or programme is None:
        return None
    return _Matter(due, person, enrolment, programme, runs.of_moment(tick.unit, enrolment.id, first.item, first.moment))


def _send_latest(tick: _Now, due: Sequence[Occasion]) -> bool:
    """Send one letter for all that is due for one form, and settle the rest of it."""
    matter = _matter(tick, due)
    if matter is None or not _holds(tick, matter):
        _settle(tick, due, "cancelled")
        return False
    wait = _waits_until(tick, matter)
    if wait:
        _put_off(tick, due, wait)
        return False
    run = matter.run or (_opened(tick, matter) if matter.offer else None)
    if run is None:  # a reminder of what still waits to be offered has had its time
        _settle(tick, due, "irrelevant")
        return False
    return _write(tick, matter, run)


def _write(tick: _Now, matter: _Matter, run: Run) -> bool:
    """Write the offer, or else the latest word about a form. A last day that is ahead is told of when it comes."""
    ahead = _notice_ahead(tick, run)
    told = [each for each in matter.due if not (ahead and each.kind == "last_day")]
    if ahead:
        _put_off(tick, (each for each in matter.due if each.kind == "last_day"), ahead)
    if not told:
        return False
    said = matter.offer or told[-1]
    _settle(tick, told, "irrelevant")
    _settle(tick, [said], "sent")
    outbox.put(tick.unit, f"occasion:{said.id}", matter.person.id, Letter(said.kind), run.id, tick.moment)
    return True


def _settle(tick: _Now, due: Iterable[Occasion], state: str) -> None:
    for occasion in due:
        occasions.settle(tick.unit, occasion.id, state, tick.today)


def _put_off(tick: _Now, due: Iterable[Occasion], until: datetime) -> None:
    for occasion in due:
        occasions.put_off(tick.unit, occasion.id, until)


def _opens(tick: _Now, day: date) -> datetime:
    return due_at(day, tick.house.window, tick.house.association.zone)


def _holds(tick: _Now, matter: _Matter) -> bool:
    """Whether it still means something: the state fits the moment, and the form's last day has not passed."""
    state, latest = matter.enrolment.state, matter.due[-1]
    if matter.enrolment.withdrawn_on is not None:
        return False
    wanted = State.CLOSED if follows_closure(latest.moment) else State.ACTIVE
    if state not in {wanted, State.PAUSED}:
        return False
    if matter.run:
        return _is_answerable(tick.unit, matter.run, tick.today)
    return tick.house.is_offered(latest.item) and (latest.expires is None or tick.today <= latest.expires)


def _is_answerable(unit: Unit, run: Run, today: date) -> bool:
    last = runs.last_day(unit, run.id)
    return run.is_open and (last is None or today <= last)


def _waits_until(tick: _Now, matter: _Matter) -> datetime | None:
    """Give when to look again where the person is not to be written to now: a pause, or a form offered lately."""
    if waits_for_a_choice(tick.house, matter.enrolment):
        _ask_again(tick, matter)
        return _opens(tick, tick.today + timedelta(days=1))
    if matter.person.silent or matter.enrolment.state is State.PAUSED:
        return _opens(tick, tick.today + timedelta(days=1))
    if matter.run or not matter.offer or matter.programme.cool_down is None:
        return None
    last = occasions.last_offered(tick.unit, matter.person.id)
    free = after(last, matter.programme.cool_down) if last else None
    return _opens(tick, free) if free and free > tick.today else None


def _ask_again(tick: _Now, matter: _Matter) -> None:
    """Ask about a changed text, once; until it is answered everything else waits."""
    if matter.person.silent or matter.enrolment.state is State.PAUSED or matter.enrolment.agreed_in is None:
        return
    version = version_in(tick.house.association, matter.enrolment.agreed_in)
    key = f"{ASK_AGAIN}:{matter.enrolment.id}:{version}"
    outbox.put(tick.unit, key, matter.person.id, ASK_AGAIN, matter.enrolment.id, tick.moment)


def _notice_ahead(tick: _Now, run: Run) -> datetime | None:
    """Give when the form's last day is to be told of, if that lies ahead: it was offered later than planned."""
    last = runs.last_day(tick.unit, run.id)
    day = last_opening_day(last, tick.house.window) if last else None
    return _opens(tick, day) if day and day > tick.today else None


def _opened(tick: _Now, matter: _Matter) -> Run | None:
    """Open the form. Its last day is counted from the offer as it was sent: a late offer costs the person no days."""
    item, moment = matter.due[-1].item, matter.due[-1].moment
    opened = runs.open_run(tick.unit, matter.enrolment.id, tick.house.catalogue.questionnaires[item], moment)
    asking = asking_of(matter.programme.questionnaires, item, moment)
    runs.set_expiry(tick.unit, opened, after(tick.today, asking.open_for) if asking and asking.open_for else None)
    return runs.by_id(tick.unit, opened)


def offer_at_once(unit: Unit, house: House, enrolment: int, today: date) -> None:
    """Open the forms of the start: the person is here, so they are shown and not written about."""
    found = enrolments.by_id(unit, enrolment)
    programme = house.programme(found.programme) if found else None
    for asking in programme.asked_at_once() if programme else ():
        if not house.is_offered(asking.questionnaire):
            continue
        run = runs.open_run(unit, enrolment, house.catalogue.questionnaires[asking.questionnaire], asking.moment)
        runs.set_expiry(unit, run, after(today, asking.open_for) if asking.open_for else None)
        offer = occasions.offer_of(unit, enrolment, asking.questionnaire, asking.moment)
        if offer:
            occasions.settle(unit, offer.id, "sent", today)


def still_holds(unit: Unit, kind: str, run: int, person: Person, today: date) -> bool:
    """Whether a letter about a form still holds when it is about to be sent."""
    found = runs.of_person(unit, run, person.id)
    enrolment = enrolments.by_id(unit, found.enrolment) if found else None
    if found is None or enrolment is None or person.silent or not _is_answerable(unit, found, today):
        return False
    if enrolment.withdrawn_on is not None:
        return False
    return enrolment.state is not State.PAUSED and not (kind == Letter.OFFER and found.begun)
