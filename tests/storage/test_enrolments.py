"""Enrolments: one time in one programme, with a reference that is the coach's alone."""

from datetime import UTC, date, datetime

import pytest

from flows.timing.plan import Planned
from storage import cohorts, course, enrolments, invitations, linked, occasions, people, runs, tasks, updates
from storage.course import Referral
from storage.enrolments import ReferenceTaken, State
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.storage.forms import form

DAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def invite(unit: Unit, reference: str | None = None, programme: str = "enter", coach: int | None = None) -> int:
    return enrolments.invite(unit, programme, coach, reference, DAY).id


def test_an_enrolment_is_invited_bound_started_and_closed(unit: Unit) -> None:
    person = people.add(unit, 4711, "sv").id
    one = enrolments.invite(unit, "enter", None, "K-17", DAY)
    assert (one.state, one.reference, one.person) == (State.INVITED, "K-17", None)

    enrolments.bind(unit, one.id, person)
    enrolments.start(unit, one.id, DAY)
    assert [(each.state, each.person) for each in enrolments.of_person(unit, person)] == [(State.ACTIVE, person)]

    enrolments.close(unit, one.id, "arbete", date(2026, 9, 1))
    (closed,) = enrolments.of_person(unit, person)
    assert (closed.state, closed.outcome, closed.closed_on) == (State.CLOSED, "arbete", date(2026, 9, 1))


@pytest.mark.parametrize("same", ["K 17 Å", "k 17 å", "  K   17\tå ", "K 17 A\u030a"])
def test_a_reference_is_taken_in_its_programme_whatever_case_and_spaces(same: str, unit: Unit) -> None:
    first = invite(unit, "K 17 Å")

    with pytest.raises(ReferenceTaken):
        invite(unit, same)
    found = enrolments.by_reference(unit, "enter", same)
    assert found
    assert found.id == first
    assert invite(unit, same, "nya-vagar") != first


def test_a_reference_is_taken_also_if_it_was_kept_with_an_old_key(unit: Unit, key: str) -> None:
    invite(unit, "K 17")
    later = Unit(unit.db, Seal([new_key(), key]))

    with pytest.raises(ReferenceTaken):
        invite(later, "k 17")


def test_references_may_be_left_out_any_number_of_times(unit: Unit) -> None:
    assert len({invite(unit, None), invite(unit, None), invite(unit, ""), invite(unit, "  ")}) == 4
    assert enrolments.by_reference(unit, "enter", "K 17") is None


def test_an_update_delivered_twice_finds_what_it_made(unit: Unit) -> None:
    made = enrolments.invite(unit, "enter", None, None, DAY, update=99)

    assert enrolments.made_by(unit, 99) == made
    assert enrolments.made_by(unit, 98) is None


def test_what_an_update_made_is_forgotten_with_the_update_for_its_number_may_come_again(unit: Unit) -> None:
    updates.first_time(unit, 99, NOW)
    enrolments.invite(unit, "enter", None, None, DAY, update=99)
    updates.forget_old(unit, NOW)
    assert enrolments.made_by(unit, 99)

    updates.forget_old(unit, NOW + 2 * updates.KEPT_FOR)

    assert enrolments.made_by(unit, 99) is None
    again = enrolments.invite(unit, "enter", None, None, DAY, update=99)
    assert enrolments.made_by(unit, 99) == again


def test_a_coach_sees_their_own_and_those_without_a_coach_are_seen_apart(unit: Unit) -> None:
    coach, other = people.add(unit, 1, "sv").id, people.add(unit, 2, "sv").id
    own, adrift, elsewhere = invite(unit, coach=coach), invite(unit), invite(unit, programme="nya-vagar")
    invite(unit, coach=other)

    assert [each.id for each in enrolments.of_coach(unit, coach, State.INVITED)] == [own]
    assert enrolments.of_coach(unit, coach, State.ACTIVE) == ()
    assert [each.id for each in enrolments.without_coach(unit, "enter", State.INVITED)] == [adrift]
    assert [each.id for each in enrolments.without_coach(unit, "nya-vagar", State.INVITED)] == [elsewhere]


def full_life(unit: Unit) -> int:
    """Make an enrolment with everything that can hang on one."""
    person, questionnaire = people.add(unit, 4711, "sv").id, form("start", linked=True)
    one = enrolments.invite(unit, "enter", people.add(unit, 1, "sv").id, "K 17", DAY, update=99).id
    invitations.use(unit, invitations.make(unit, NOW, enrolment=one).id, person)
    course.refer(unit, one, Referral(referred_on=DAY, waiver=True, cohort=cohorts.add(unit, "enter", "Höst", DAY)))
    enrolments.bind(unit, one, person)
    enrolments.start(unit, one, DAY)
    linked.keep(unit, runs.open_run(unit, one, questionnaire, "start"), "egna-ord", "Mitt liv", is_words=True)
    course.set_planned_end(unit, one, DAY)
    course.set_handed_over(unit, one, handed_over=True)
    course.protect(unit, one, "kvinna", 1980)
    enrolments.close(unit, one, "arbete", DAY)
    offer = Planned(DAY, "avslut:closure", "offer", "participant", "avslut", "closure")
    occasions.follow(unit, one, [(offer, NOW)], "v1")
    tasks.add(unit, "erasure", "enter", one, NOW)
    return one


def test_letting_go_leaves_nothing_but_the_state_the_programme_and_the_day_of_inviting(unit: Unit) -> None:
    one = full_life(unit)

    enrolments.let_go(unit, one, State.ERASED)

    row = unit.row("SELECT * FROM enrolments WHERE id = ?", one)
    assert row
    kept = {column: row[column] for column in row.keys() if row[column]}  # noqa: SIM118  # a row is no mapping
    assert kept.pop("counts_as") == kept["state"]
    assert kept == {"id": one, "programme": "enter", "state": "erased", "invited_on": "2026-03-01"}
    for table in ("runs", "linked_answers", "invitations", "occasions", "tasks", "facts", "standings"):
        assert unit.count(f"SELECT COUNT(*) FROM {table}") == 0, table


def test_detaching_lets_go_of_the_chat_and_of_what_was_to_come_and_keeps_the_rest(unit: Unit) -> None:
    one = full_life(unit)

    enrolments.detach(unit, one)

    left = enrolments.by_id(unit, one)
    assert left
    assert (left.person, left.reference, left.outcome) == (None, "K 17", "arbete")
    assert occasions.due(unit, NOW, "participant") == ()
    assert unit.count("SELECT COUNT(*) FROM linked_answers") == 1
