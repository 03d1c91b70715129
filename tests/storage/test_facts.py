"""Facts and notes in the memory: the newest holds, the history says who and when, erasing leaves nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from storage import enrolments, facts, notes, people
from storage.enrolments import State
from storage.facts import Recorded
from storage.notes import Note
from storage.unit import Unit

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PROGRAMME = "enter"


@pytest.fixture
def coach(unit: Unit) -> int:
    return people.add(unit, 1, "sv").id


@pytest.fixture
def enrolment(unit: Unit) -> int:
    return enrolments.invite(unit, PROGRAMME, None, None, NOW.date()).id


def test_the_newest_holds_and_the_history_says_who_and_when(unit: Unit, enrolment: int, coach: int) -> None:
    first = Recorded("skapa", "ja", coach, NOW)
    second = Recorded("skapa", "nej", None, NOW + timedelta(days=1))
    for each in (first, Recorded("arbetsformaga", False, coach, NOW), second):  # noqa: FBT003  # a fact's value
        facts.record(unit, enrolment, each)
    assert facts.known(unit, enrolment) == {"arbetsformaga": False, "skapa": "nej"}
    assert facts.present(unit, enrolment)["skapa"] == second
    assert facts.history(unit, enrolment, "skapa") == (first, second)


def test_what_is_taken_away_holds_no_more(unit: Unit, enrolment: int, coach: int) -> None:
    facts.record(unit, enrolment, Recorded("manader-arbete", 3, coach, NOW))
    facts.record(unit, enrolment, Recorded("manader-arbete", None, coach, NOW))
    assert facts.known(unit, enrolment) == {} == facts.known_of_touched(unit, PROGRAMME)
    assert [each.value for each in facts.history(unit, enrolment, "manader-arbete")] == [3, None]


def test_the_facts_of_those_touched_are_given_by_enrolment(unit: Unit, enrolment: int) -> None:
    other = enrolments.invite(unit, PROGRAMME, None, None, NOW.date()).id
    elsewhere = enrolments.invite(unit, "nya-vagar", None, None, NOW.date()).id
    for each, value in ((enrolment, "man"), (other, "kvinna"), (elsewhere, "man"), (enrolment, "kvinna")):
        facts.record(unit, each, Recorded("kon", value, None, NOW))
    assert facts.known_of_touched(unit, PROGRAMME) == {enrolment: {"kon": "kvinna"}, other: {"kon": "kvinna"}}


@pytest.mark.parametrize("state", [State.ERASED, State.DECLINED])
def test_nothing_recorded_outlives_the_person(unit: Unit, enrolment: int, state: State) -> None:
    facts.record(unit, enrolment, Recorded("kon", "man", None, NOW))
    enrolments.let_go(unit, enrolment, state)
    assert facts.history(unit, enrolment, "kon") == ()


def test_notes_come_by_day_and_in_the_order_noted(unit: Unit, coach: int) -> None:
    late = Note(PROGRAMME, "programtrohet", "Gnosjö", date(2026, 11, 2), 92, coach, NOW, 7)
    early = replace(late, day=date(2026, 11, 1), place=None, fact="mote", value=True, made_by_update=None)
    ids = [notes.add(unit, each) for each in (late, early)]
    assert notes.of_programme(unit, PROGRAMME) == (replace(early, id=ids[1]), replace(late, id=ids[0]))
    assert notes.made_by(unit, 7) == notes.by_id(unit, ids[0])
    notes.remove(unit, ids[0])
    assert notes.by_id(unit, ids[0]) is None
