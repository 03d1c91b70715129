"""Grön rehabilitering amid its year, its plan and its report; the whole year on phones stands in tests/year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.actions.coach.close import Closure, close
from bot.actions.coach.invite import NewGroup, NewParticipant, invite
from bot.actions.coordinator.report import Asked, report
from bot.actions.coordinator.settle import settle_quarters
from bot.actions.coordinator.status import Look, Status, status
from bot.actions.due import send_due
from bot.actions.here import OPERATOR, Caller, Here
from bot.actions.participant import answer as answering
from bot.actions.participant import choice, join
from bot.actions.participant.answer import Given
from bot.actions.participant.choice import Choice
from bot.actions.participant.forms import open_forms
from bot.actions.participant.join import Entry
from bot.actions.participant.send_in import send_in
from bot.chat.coordinator.status_screen import status_text
from bot.paper.status_json import as_json
from flows.reports.report import figures_from, written
from flows.timing.plan import Days, plan
from locales.translator import translator
from storage import people
from storage.unit import Unit
from tests.cohorts.acting import HOUSE
from tests.cohorts.gron import LAST_DAY, MOMENTS, PROGRAMME, One, Values, everybody


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
        choice.choose(self._as(one, day), Choice(invited.enrolment.id, takes_part=True))

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


def lived(unit: Unit) -> Year:
    """Let everybody's year go by; each quarter's close releases what has gathered, and so does the look at the end."""
    year = Year(unit, everybody())
    year.live(LAST_DAY)
    return year


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
