"""A simulation goes through its days; on each the people and their staff do what they do, and the post is read."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random

from bot.actions.coach.invite import going_on
from bot.actions.coach.record import Recording, record
from bot.actions.coordinator.settle import settle_quarters
from bot.actions.coordinator.status import Look, status
from bot.actions.due import Letter, send_due
from bot.actions.here import OPERATOR, Here, NoAssessment
from bot.actions.staff import Unknown
from bot.house import House
from bot.simulate import acts
from bot.simulate.acts import Someone
from bot.simulate.dials import Dials, leaning
from bot.simulate.filling import Filler, Good, good_answers
from bot.simulate.known import Knowing
from bot.simulate.lives import Life, lives
from bot.simulate.noting import Occasion, Told, occasions_to_note, words_to_note
from bot.simulate.truth import Asked, Truth
from flows.programme import Programme
from flows.timing.schedule import SendWindow
from storage import outbox, runs
from storage.people import INVENTED
from storage.runs import Run
from storage.unit import Unit

_NOON = time(12)
_ANY_TIME = SendWindow.parse("always", working_days_only=False)
_SLOWEST = 12
"""Days after which the last have answered what they were asked."""

_Act = Callable[[Here], None]


@dataclass
class _One:
    """An invented person on the way through a programme."""

    programme: Programme
    life: Life
    random: Random
    good: Good
    truth: Truth
    someone: Someone
    before: dict[str, int] = field(default_factory=dict)

    def knowing(self, satisfaction: float, today: date) -> Knowing:
        return Knowing(self.programme, self.life, self.random, leaning(self.random, satisfaction), today)


class Simulation:
    """Invented people of some programmes. The same dials and definitions give the same lives, whenever it is run."""

    def __init__(self, house: House, dials: Dials, programmes: Iterable[Programme], now: datetime) -> None:
        """Plan everything; nothing is stored yet.

        :param now: the end: the last thing happens no later
        """
        self._house = replace(house, window=_ANY_TIME)
        self._dials, self._now = dials, now
        self._order, self._numbers, self._begun = count(), count(1), count(-1, -1)
        self._due: list[tuple[date, int, _Act]] = []
        self._people: dict[int, _One] = {}
        """By enrolment."""
        found = tuple(programmes)
        self.truths = {programme.key: Truth(programme.key) for programme in found}
        self._plan(found)

    def days(self) -> Iterator[date]:
        """Give the days, first to last."""
        for number in range((self._dials.until - self._dials.since).days + 1):
            yield self._dials.since + timedelta(number)

    def live(self, days: Iterable[date], unit: Unit) -> None:
        """Let days pass, one after the other."""
        for day in days:
            self._pass(day, unit)

    def _pass(self, day: date, unit: Unit) -> None:
        moment = datetime.combine(day, _NOON, self._house.association.zone)
        here = Here(unit, self._house, OPERATOR, min(moment, self._now))
        settle_quarters(here)
        while self._due and self._due[0][0] <= day:
            heapq.heappop(self._due)[-1](here)
        send_due(unit, self._house, here.now)
        self._read_post(here)
        if day == self._dials.until:
            for key in self.truths:
                status(here, Look(key))

    def _at(self, day: date, act: _Act) -> None:
        if day <= self._dials.until:
            heapq.heappush(self._due, (day, next(self._order), act))

    def _plan(self, programmes: tuple[Programme, ...]) -> None:
        with_people = [programme for programme in programmes if programme.has_participants]
        for number, programme in enumerate(with_people):
            share = len(range(number, self._dials.participants, len(with_people)))
            for life in lives(programme, share, self._dials):
                self._at(life.invited, partial(self._invite, programme, life))
                self.truths[programme.key].live(life, self._dials.until)
        for programme in programmes:
            for occasion in occasions_to_note(programme, self._dials):
                self._at(occasion.day, partial(self._note, occasion))
            for told in words_to_note(programme, self._dials):
                self._at(told.day, partial(self._tell, told))

    def _invite(self, programme: Programme, life: Life, here: Here) -> None:
        someone = acts.invited(here, life, INVENTED + next(self._numbers))
        random = self._dials.random(programme.key, life.number, "living")
        truth = self.truths[programme.key]
        one = self._people[someone.enrolment] = _One(programme, life, random, good_answers(programme), truth, someone)
        if life.declines:
            self._at(life.invited, partial(acts.decided, someone=someone, takes_part=False))
        if life.joined:
            self._at(life.joined, partial(self._join, one))
        if life.left:
            self._at(life.left, partial(self._close, one))

    def _join(self, one: _One, here: Here) -> None:
        acts.decided(here, one.someone, takes_part=True)
        acts.recorded(here, one.someone, one.knowing(self._dials.satisfaction_on(here.today), here.today))
        for run in runs.of_enrolment(here.unit, one.someone.enrolment):
            self._offer(here, run, one)

    def _close(self, one: _One, here: Here) -> None:
        knowing = one.knowing(self._dials.satisfaction_on(here.today), here.today)
        known = acts.closed(here, one.someone, knowing)
        for fact in acts.known_later(knowing, known):
            day = here.today + timedelta(one.random.randint(2, 20))
            recording = Recording(one.someone.enrolment, fact, day.isoformat())
            self._at(day, partial(_record, recording))

    def _read_post(self, here: Here) -> None:
        """Read what the bot wrote: nothing of it goes out, and who is offered a form decides whether to answer."""
        while letter := outbox.next_due(here.unit, here.now):
            outbox.settle(here.unit, letter.id, "dropped")
            run = runs.by_id(here.unit, letter.subject) if letter.kind == Letter.OFFER else None
            if run:
                self._offer(here, run, self._people[run.enrolment])

    def _offer(self, here: Here, run: Run, one: _One) -> None:
        one.truth.offered[_asked(run)] += 1
        if one.random.random() < self._dials.response_rate:
            day = here.today + timedelta(one.random.randint(0, _SLOWEST))
            self._at(day, partial(self._fill_in, one, run.id))

    def _fill_in(self, one: _One, run: int, here: Here) -> None:
        """Answer a form, unless it was ended meanwhile."""
        found = runs.by_id(here.unit, run)
        if found is None or not found.is_open:
            return
        satisfied = leaning(one.random, self._dials.satisfaction_on(here.today))
        filler = Filler(one.random, satisfied, one.good, here.today, one.before)
        one.truth.fill_in(_asked(found), acts.filled_in(acts.as_person(here, one.someone), run, filler))

    def _tell(self, told: Told, here: Here) -> None:
        acts.told(here, told, next(self._begun))
        self.truths[told.programme].notes[told.kind] += 1

    def _note(self, occasion: Occasion, here: Here) -> None:
        acts.noted(here, occasion, next(self._begun))
        self.truths[occasion.programme].notes[occasion.fact] += 1


def _asked(run: Run) -> Asked:
    return run.questionnaire, run.moment.partition("#")[0]


def _record(recording: Recording, here: Here) -> None:
    record(here, recording)


def programmes_in_use(house: House, keys: tuple[str, ...]) -> tuple[Programme, ...]:
    """Give the programmes with these keys, or all that may invite or invite nobody.

    :raises Unknown: if there is no such programme
    :raises Archived: if one of those named is over
    :raises NoAssessment: if one of those named may not use Telegram
    """
    for key in keys:
        if house.programme(key) is None:
            raise Unknown(f"there is no programme '{key}'; write one of {', '.join(house.catalogue.programmes)}")
    found = [each for each in house.catalogue.programmes.values() if each.key in keys or not (keys or each.archived)]
    fit = tuple(each for each in found if not each.has_participants or house.may_use_telegram(each.key))
    for programme in fit:
        going_on(programme)
    if keys and len(fit) < len(found):
        raise NoAssessment
    return fit
