"""A year of Grön rehabilitering with dropouts: five groups, four moments each, days going by as they do.

All answers are invented. What the goals ought to come to is worked out here from the raw values by plain arithmetic.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import mean, stdev
from typing import Any

import pytest

from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewGroup, NewParticipant, invite
from bot.actions.coordinator.report import Asked, report
from bot.actions.coordinator.settle import settle_quarters
from bot.actions.coordinator.status import Look, Status, status
from bot.actions.due import send_due
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.participant import answer as answering
from bot.actions.participant import join
from bot.actions.participant.answer import Given
from bot.actions.participant.forms import open_forms
from bot.actions.participant.join import Choice, Entry
from bot.actions.participant.send_in import send_in
from bot.chat.coordinator.status_screen import status_text
from bot.paper.status_json import as_json
from flows.reports.report import figures_from, written
from flows.timing.plan import Days, plan
from flows.timing.spans import add_months
from locales.translator import translator
from storage import people
from storage.unit import Unit
from tests.cohorts.acting import HOUSE

PROGRAMME = "gron-rehabilitering"
QUESTIONS = ("valbefinnande", "smarta", "arbetsformaga", "vardkontakter")
MOMENTS = ("start", "closure", "closure+6m", "closure+12m")
STARTS = (date(2029, 1, 15), date(2029, 2, 12), date(2029, 4, 9), date(2029, 8, 20), date(2029, 9, 17))
LAST_DAY = date(2031, 3, 3)

Values = dict[str, int]


@dataclass
class One:
    """An invented person: the day of starting, and what they answer at each moment at which they do."""

    number: int
    starts: date
    answers: dict[str, Values] = field(default_factory=dict)

    @property
    def closes(self) -> date:
        return self.starts + timedelta(weeks=10)

    def day(self, moment: str) -> date:
        """Give the day of answering: three days after being asked."""
        months = int(moment.removeprefix("closure+").removesuffix("m")) if "+" in moment else 0
        asked = self.starts if moment == "start" else add_months(self.closes, months)
        return asked + timedelta(days=5)


def group(first: int, starts: date, random: Random) -> list[One]:
    """Invent a group of six who get better, of whom the first is lost after half a year and the second after a year."""
    found = [One(first + number, starts) for number in range(6)]
    for number, one in enumerate(found):
        can, goes = random.randint(20, 60), random.randint(0, 12)
        for after, moment in enumerate(MOMENTS):
            if number < after - 1:
                continue
            one.answers[moment] = {
                "valbefinnande": min(100, 30 + 12 * after + random.randint(-8, 8)),
                "smarta": max(1, 7 - after + random.randint(-1, 1)),
                "arbetsformaga": min(100, can + 7 * after + random.randint(0, 5)),
                "vardkontakter": max(0, goes - 2 * after),
            }
    return found


def everybody() -> list[One]:
    """Invent five groups; two people never answered the first form, and one answers nothing at all."""
    random = Random("Grön rehabilitering")  # noqa: S311  # invented people
    found = [one for number, starts in enumerate(STARTS) for one in group(number * 6 + 1, starts, random)]
    for one in found[5::6]:
        del one.answers["start"]
    found[3].answers.clear()
    return found


@dataclass
class Year:
    """Lets invented people live through the programme, day by day, in one unit of work."""

    unit: Unit
    people: list[One]
    enrolled: dict[int, int] = field(default_factory=dict)
    until: date = date.min

    def operator(self, day: date) -> Here:
        return Here(self.unit, HOUSE, OPERATOR, datetime.combine(day, time(12), UTC))

    def live(self, until: date) -> None:
        """Go through the days on which something happens, and the first of each quarter."""
        for day in sorted(each for each in self._days() if self.until < each <= until):
            settle_quarters(self.operator(day))
            for one in self.people:
                self._pass(one, day)
            send_due(self.unit, HOUSE, self.operator(day).now)
        self.until = until

    def _days(self) -> Iterable[date]:
        quarters = {date(year, month, 1) for year in (2029, 2030, 2031) for month in (1, 4, 7, 10)}
        of_people = {day for one in self.people for day in self._of(one)}
        return quarters | of_people

    @staticmethod
    def _of(one: One) -> Iterator[date]:
        yield from (one.starts, one.closes)
        for moment in MOMENTS:
            yield from (one.day(moment), one.day(moment) - timedelta(days=5), one.day(moment) + timedelta(days=70))

    def _pass(self, one: One, day: date) -> None:
        if day == one.starts:
            self._join(one, day)
        if day == one.closes:
            close(self.operator(day), Closure(self.enrolled[one.number], "genomford"))
        for moment, values in one.answers.items():
            if day == one.day(moment):
                self._answer(one, day, values)

    def _join(self, one: One, day: date) -> None:
        here = self.operator(day)
        invited = invite(here, NewParticipant(PROGRAMME, f"G-{one.number}", group=NewGroup(f"Grupp {day}", day)))
        self.enrolled[one.number] = invited.enrolment.id
        join.enter(self._as(one, day), Entry(invited.invitation.payload, "sv"))
        join.choose(self._as(one, day), Choice(invited.enrolment.id, takes_part=True))

    def _as(self, one: One, day: date) -> Here:
        return replace(self.operator(day), caller=Caller(one.number, people.by_chat(self.unit, one.number)))

    def _answer(self, one: One, day: date, values: Values) -> None:
        here = self._as(one, day)
        [form] = open_forms(here)
        for index, question in enumerate(form.questionnaire.questions):
            assert answering.answer(here, Given(form.run.id, index, values[question.key])) is None
        assert send_in(here, form.run.id)

    def look(self, until: date | None = None) -> Status:
        return status(self.operator(self.until), Look(PROGRAMME, until))

    def goals(self) -> dict[str, dict[str, Any]]:
        return {goal["key"]: goal for goal in as_json(self.look())["goals"]}  # type: ignore[attr-defined]  # JSON

    def words(self) -> str:
        return status_text(translator("sv"), self.look()).replace("\u00a0", " ")


def pairs(some: list[One], question: str, moment: str) -> list[tuple[int, int]]:
    """Give the raw values of those who answered at the start and at a later moment."""
    return [
        (one.answers["start"][question], one.answers[moment][question])
        for one in some
        if {"start", moment} <= one.answers.keys()
    ]


T_975 = {24: 2.0687, 19: 2.1009, 14: 2.1604}
"""Student's t at 97.5 %, by the number of pairs, from a printed table."""


def lived(unit: Unit) -> Year:
    """Let everybody's year go by; each quarter's close releases what has gathered, and so does the look at the end."""
    year = Year(unit, everybody())
    year.live(LAST_DAY)
    return year


def test_the_year_ends_with_what_the_raw_values_come_to(unit: Unit) -> None:
    year = lived(unit)
    goals = year.goals()

    for key, question, better in (("arbetsformaga", "arbetsformaga", 1), ("vardkonsumtion", "vardkontakter", -1)):
        raw = pairs(year.people, question, "closure+12m")
        before, later = (mean(each) for each in zip(*raw, strict=True))
        reached = better * (later - before) / before
        assert goals[key]["pairs"]["of"] == len(raw) == 14
        assert goals[key]["value"] == pytest.approx((later - before) / before)
        assert (goals[key]["verdict"], reached >= 0.3) == ("met", True)
    assert any(before == 0 for before, _ in pairs(year.people, "vardkontakter", "closure")), "zero at the start counts"

    for wave, moment, number in (
        ("i-slutet", "closure", 24),
        ("efter-sex-manader", "closure+6m", 19),
        ("efter-ett-ar", "closure+12m", 14),
    ):
        assert [part["key"] for part in goals[wave]["parts"]] == list(QUESTIONS)
        for part in goals[wave]["parts"]:
            raw = pairs(year.people, part["key"], moment)
            assert len(raw) == part["pairs"]["of"] == number
            change = [later - before for before, later in raw]
            half = T_975[number] * stdev(change) / number**0.5
            assert part["pairs"]["before"] == pytest.approx(mean(before for before, _ in raw))
            assert part["pairs"]["change"] == pytest.approx(mean(change))
            assert part["pairs"]["interval"] == pytest.approx([mean(change) - half, mean(change) + half], abs=0.02)


def test_who_is_lost_between_the_moments_is_said_and_how_a_change_is_read(unit: Unit) -> None:
    """Six of thirty never answered at the start, five of them later; one in six is lost each half-year."""
    words = lived(unit).words()
    last = words[words.index("Före kursen och tolv månader efter") : words.index("Personer")]

    assert "Före: 24 av 30 har svarat." in last
    assert "Efter: 19 av 30 har svarat." in last
    assert "10 har bara svarat före: 10 fick frågorna igen utan att svara." in last
    assert "5 har bara svarat efter." in last
    assert "Procenten är förändringen av medelvärdet, inte medelvärdet av varje pars förändring." in words
    assert "mål −30 %" in words


def test_half_a_year_after_the_first_groups_those_who_are_to_be_asked_are_not_lost(unit: Unit) -> None:
    year = Year(unit, everybody())
    year.live(date(2029, 11, 5))
    words = year.words()
    wave = words[words.index("Före kursen och sex månader efter") : words.index("Före kursen och tolv månader efter")]

    assert "är kvar i insatsen" in wave
    assert "har inte fått frågorna igen eller kan svara än" in wave


def test_forms_and_reunions_come_three_six_and_twelve_months_after_the_course() -> None:
    programme = HOUSE.catalogue.programmes[PROGRAMME]
    days = Days(start=date(2029, 1, 15), closure=date(2029, 8, 31))

    planned = plan(programme.questionnaires, programme.staff_reminders, days)

    reunions = [each.day for each in planned if each.item.startswith("atertraff-")]
    forms = [each.day for each in planned if each.kind == "offer"]
    assert reunions == [date(2029, 11, 30), date(2030, 2, 28), date(2030, 8, 31)]
    assert forms == [date(2029, 1, 15), date(2029, 8, 31), date(2030, 2, 28), date(2030, 8, 31)]


def test_a_report_keeps_pairs_and_those_who_are_lost_as_they_were(unit: Unit) -> None:
    year = lived(unit)
    found = report(year.operator(year.until), Asked(PROGRAMME, "2030-Q4"))
    kept = figures_from(written(found.figures))
    waves = [verdict for verdict in kept.end.verdicts if verdict.lost]
    assert kept == found.figures
    assert [part.pairs.of for part in waves[0].parts if part.pairs] == [24] * 4
