"""The course of an enrolment, its group, its coach's stand-in, tasks and own reminders."""

from datetime import UTC, date, datetime, timedelta

import pytest

from flows.timing.plan import Days
from storage import cohorts, course, enrolments, own_reminders, people, stand_ins, tasks
from storage.course import Referral
from storage.enrolments import Enrolment, State
from storage.unit import Unit

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@pytest.fixture
def coach(unit: Unit) -> int:
    return people.add(unit, 1, "sv").id


@pytest.fixture
def other(unit: Unit) -> int:
    return people.add(unit, 2, "sv").id


@pytest.fixture
def enrolment(unit: Unit, coach: int) -> int:
    return enrolments.invite(unit, "enter", coach, "K 17", DAY).id


def load(unit: Unit, enrolment: int) -> Enrolment:
    found = enrolments.by_id(unit, enrolment)
    assert found
    return found


def test_all_days_are_given_to_the_plan(unit: Unit, enrolment: int) -> None:
    assert course.days(unit, load(unit, enrolment)) == Days()
    group = cohorts.add(unit, "enter", "Vår", DAY + WEEK)
    course.refer(unit, enrolment, Referral(DAY - WEEK, waiver=True, cohort=group))
    enrolments.start(unit, enrolment, DAY)
    course.set_planned_end(unit, enrolment, DAY + 10 * WEEK)
    enrolments.close(unit, enrolment, "arbete", DAY + 9 * WEEK)

    days = course.days(unit, load(unit, enrolment))

    assert days == Days(DAY - WEEK, DAY, DAY + WEEK, DAY + 10 * WEEK, DAY + 9 * WEEK)
    assert load(unit, enrolment).waiver


def test_a_referral_puts_in_the_line_and_changes_nobody_who_takes_part(unit: Unit, enrolment: int) -> None:
    course.refer(unit, enrolment, Referral(waits=True))
    assert load(unit, enrolment).state is State.WAITING
    course.set_state(unit, enrolment, State.ACTIVE)
    course.refer(unit, enrolment, Referral(DAY, waits=True))
    assert (load(unit, enrolment).state, load(unit, enrolment).referred_on) == (State.ACTIVE, None)


def test_an_enrolment_is_paused_moved_and_handed_over(unit: Unit, enrolment: int, other: int) -> None:
    course.set_state(unit, enrolment, State.PAUSED)
    course.move(unit, enrolment, other)
    course.set_handed_over(unit, enrolment, handed_over=True)
    found = load(unit, enrolment)
    assert (found.state, found.coach, found.handed_over) == (State.PAUSED, other, True)


def test_a_group_is_made_once_and_counts_those_who_are_in_it(unit: Unit, enrolment: int) -> None:
    group = cohorts.add(unit, "enter", "Vår", DAY)
    assert cohorts.add(unit, "enter", "Vår", DAY + WEEK) == group
    later = cohorts.add(unit, "enter", "Höst", DAY + 26 * WEEK)
    cohorts.add(unit, "nya-vagar", "Vår", DAY)
    course.refer(unit, enrolment, Referral(cohort=group))
    gone = enrolments.invite(unit, "enter", None, None, DAY).id
    course.refer(unit, gone, Referral(cohort=group))
    assert [(each.id, each.people) for each in cohorts.of_programme(unit, "enter")] == [(later, 0), (group, 2)]

    enrolments.let_go(unit, gone, State.DECLINED)

    found = cohorts.by_id(unit, group)
    assert found
    assert (found.name, found.starts_on, found.people) == ("Vår", DAY, 1)
    assert cohorts.by_id(unit, 99) is None


def test_a_protected_person_is_kept_by_sex_and_year_alone(unit: Unit, enrolment: int) -> None:
    course.protect(unit, enrolment, "kvinna", 1980)
    found = load(unit, enrolment)
    assert (found.protected, found.state, found.enrolled_on) == (True, State.ACTIVE, DAY)


def test_a_stand_in_sees_a_coachs_people_to_the_end_of_the_day(unit: Unit, coach: int, other: int) -> None:
    third = people.add(unit, 3, "sv").id
    stand_ins.set_stand_in(unit, coach, third, DAY)
    stand_ins.set_stand_in(unit, coach, other, DAY + WEEK)
    assert stand_ins.coaches_of(unit, other, DAY + WEEK) == {coach, other}
    assert stand_ins.coaches_of(unit, other, DAY + WEEK + timedelta(days=1)) == {other}
    assert stand_ins.coaches_of(unit, third, DAY) == {third}
    assert stand_ins.coaches_of(unit, coach, DAY) == {coach}

    stand_ins.end(unit, coach)

    assert stand_ins.coaches_of(unit, other, DAY) == {other}


def test_a_task_is_open_once_for_a_person_and_can_come_again_when_it_is_done(
    unit: Unit, enrolment: int, coach: int
) -> None:
    assert tasks.add(unit, "contact", "enter", enrolment, NOW, DAY)
    assert not tasks.add(unit, "contact", "enter", enrolment, NOW, DAY + WEEK)
    assert tasks.add(unit, "erasure", "enter", enrolment, NOW)
    (task,) = tasks.of_coach(unit, "contact", [coach])
    assert (task.due_on, task.taken, task.done) == (DAY, False, False)
    assert (tasks.count(unit, "contact", "enter"), tasks.count(unit, "contact", "nya-vagar")) == (1, 0)

    tasks.take(unit, task.id)
    taken = tasks.by_id(unit, task.id)
    tasks.finish(unit, task.id)

    assert taken
    assert (taken.taken, taken.done) == (True, False)
    assert tasks.of_coach(unit, "contact", [coach]) == ()
    assert tasks.of_coach(unit, "erasure", []) == ()
    assert tasks.add(unit, "contact", "enter", enrolment, NOW)


def test_an_own_reminder_is_made_once_an_update_sealed_and_its_owners(unit: Unit, coach: int, other: int) -> None:
    for update in (7, 7, 8):
        own_reminders.add(unit, coach, f"Ring Åsa {update}", NOW + update * WEEK, update)
    first, second = own_reminders.of_person(unit, coach)
    assert (first.words, second.words) == ("Ring Åsa 7", "Ring Åsa 8")
    assert own_reminders.by_id(unit, first.id, other) is None
    assert own_reminders.by_id(unit, first.id, coach) == first
    row = unit.row("SELECT words FROM own_reminders WHERE id = ?", first.id)
    assert row
    assert b"Ring" not in row["words"]


def test_an_own_reminder_is_due_at_its_time_until_it_is_settled(unit: Unit, coach: int) -> None:
    own_reminders.add(unit, coach, "Sent", NOW + WEEK, None)
    own_reminders.add(unit, coach, "Tidigt", NOW, None)
    assert own_reminders.due(unit, NOW - WEEK) == ()
    assert [each.words for each in own_reminders.due(unit, NOW + WEEK)] == ["Tidigt", "Sent"]

    own_reminders.settle(unit, own_reminders.due(unit, NOW)[0].id, "sent")

    assert own_reminders.due(unit, NOW) == ()
    assert [each.words for each in own_reminders.of_person(unit, coach)] == ["Sent"]
