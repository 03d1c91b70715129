"""Runs: forms that keep the version they were begun in, found by their owner only, with linked answers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage import enrolments, linked, people, runs, unlinked
from storage.unit import Unit
from tests.storage.forms import form

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = NOW.date()


@pytest.fixture
def person(unit: Unit) -> int:
    return people.add(unit, 4711, "sv").id


@pytest.fixture
def enrolment(unit: Unit, person: int) -> int:
    made = enrolments.invite(unit, "enter", None, None, DAY).id
    enrolments.bind(unit, made, person)
    return made


def open_(unit: Unit, enrolment: int, moment: str = "start") -> int:
    return runs.open_run(unit, enrolment, form("start", linked=True), moment)


def test_a_form_is_opened_once_for_each_moment(unit: Unit, enrolment: int) -> None:
    first = open_(unit, enrolment)

    assert open_(unit, enrolment) == first
    assert open_(unit, enrolment, "closure") != first
    assert [run.moment for run in runs.of_enrolment(unit, enrolment)] == ["start", "closure"]


def test_a_run_keeps_the_version_that_it_was_begun_in(unit: Unit, enrolment: int) -> None:
    begun, later = form(scales=2), form(scales=3)
    old = runs.by_id(unit, runs.open_run(unit, enrolment, begun, "start"))
    same = runs.by_id(unit, runs.open_run(unit, enrolment, later, "start"))
    new = runs.by_id(unit, runs.open_run(unit, enrolment, later, "closure"))

    assert old
    assert new
    assert same == old
    assert runs.definition(unit, old.version) == begun
    assert runs.definition(unit, new.version) == later
    with pytest.raises(KeyError):
        runs.definition(unit, "no such version")


def test_a_run_is_its_owners_only(unit: Unit, enrolment: int, person: int) -> None:
    run = open_(unit, enrolment)
    stranger = people.add(unit, 2, "sv").id

    found = runs.of_person(unit, run, person)
    assert found
    assert found == runs.by_id(unit, run)
    assert runs.of_person(unit, run, stranger) is None
    assert runs.of_person(unit, run + 1, person) is None
    assert runs.open_of_person(unit, stranger) == ()


def test_what_was_last_touched_comes_first_then_the_oldest(unit: Unit, enrolment: int, person: int) -> None:
    one, two, three, four = (open_(unit, enrolment, moment) for moment in ("a", "b", "c", "d"))
    runs.touch(unit, three, NOW)
    runs.touch(unit, two, NOW + timedelta(seconds=1), reopened="skala-1")
    runs.finish(unit, one, DAY)

    assert [(run.id, run.begun, run.reopened) for run in runs.open_of_person(unit, person)] == [
        (two, True, "skala-1"),
        (three, True, None),
        (four, False, None),
    ]


def test_a_form_left_for_now_stays_open_but_is_no_longer_begun(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    runs.touch(unit, run, NOW, reopened="skala-1")
    runs.leave(unit, run)

    left = runs.by_id(unit, run)

    assert left
    assert (left.is_open, left.begun, left.reopened) == (True, False, None)


def test_forms_whose_screens_may_be_missing_are_known_until_they_are_shown(unit: Unit, enrolment: int) -> None:
    one, two, three = (open_(unit, enrolment, moment) for moment in ("a", "b", "c"))
    runs.owe(unit, one)
    runs.owe(unit, two)
    runs.owe(unit, three)
    runs.owe(unit, two, is_owed=False)
    runs.finish(unit, three, DAY)

    assert [run.id for run in runs.owed(unit)] == [one, three]


def test_a_form_sent_in_keeps_its_day_and_no_time_whatever_comes_late(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    runs.touch(unit, run, NOW, reopened="skala-1")
    runs.finish(unit, run, DAY)
    runs.touch(unit, run, NOW)
    runs.finish(unit, run, date(2027, 1, 1))

    row = unit.row("SELECT state, finished_on, touched, reopened FROM runs WHERE id = ?", run)

    assert row
    assert tuple(row) == ("sent", "2026-03-01", None, None)


def test_a_form_that_is_ended_keeps_no_answer(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    linked.keep(unit, run, "skala-1", 3, is_words=False)
    unlinked.keep_draft(unit, run, "skala-1", 3)

    runs.end(unit, run)

    ended = runs.by_id(unit, run)
    assert ended
    assert not ended.is_open
    assert linked.answers(unit, run) == unlinked.draft(unit, run) == {}


def test_the_message_that_shows_a_form_is_kept(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    runs.show_in(unit, run, 7)
    runs.show_in(unit, run, 8)

    shown = runs.by_id(unit, run)

    assert shown
    assert shown.message == 8


def test_linked_answers_come_back_as_they_were_and_the_last_one_counts(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    linked.keep(unit, run, "skala-0", 3, is_words=False)
    linked.keep(unit, run, "skala-0", 7, is_words=False)
    linked.keep(unit, run, "skala-1", None, is_words=False)
    linked.keep(unit, run, "lappen", answer=True, is_words=False)
    linked.keep(unit, run, "egna-ord", "Åäö", is_words=True)

    assert linked.answers(unit, run) == {"skala-0": 7, "skala-1": None, "lappen": True, "egna-ord": "Åäö"}

    linked.keep(unit, run, "egna-ord", None, is_words=True)
    linked.keep_only(unit, run, {"skala-0": 7, "egna-ord": None})
    assert linked.answers(unit, run) == {"skala-0": 7, "egna-ord": None}


def test_words_are_sealed_and_leave_nothing_readable(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    linked.keep(unit, run, "egna-ord", "hemligt", is_words=True)

    row = unit.row("SELECT answer, words FROM linked_answers")

    assert row
    assert row["answer"] == '""'
    assert b"hemligt" not in row["words"]


def test_a_form_that_was_sent_in_can_not_be_ended(unit: Unit, enrolment: int) -> None:
    run = open_(unit, enrolment)
    linked.keep(unit, run, "egna-ord", "Mitt liv", is_words=True)
    runs.finish(unit, run, DAY)

    runs.end(unit, run)

    found = runs.by_id(unit, run)
    assert found
    assert found.state == "sent"
    assert linked.answers(unit, run) == {"egna-ord": "Mitt liv"}


def test_forms_expire_after_their_last_day(unit: Unit, enrolment: int) -> None:
    one, other = open_(unit, enrolment), open_(unit, enrolment, "closure")
    runs.set_expiry(unit, one, DAY)
    assert (runs.last_day(unit, one), runs.last_day(unit, other)) == (DAY, None)
    assert runs.expired(unit, DAY) == ()
    assert [run.id for run in runs.expired(unit, DAY + timedelta(days=1))] == [one]
    runs.finish(unit, one, DAY)
    assert runs.expired(unit, DAY + timedelta(days=1)) == ()
