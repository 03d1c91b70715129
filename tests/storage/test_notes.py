"""The small notes: updates seen, wrong guesses, what a next text is for, tasks, the audit log."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import audit, enrolments, expectations, guesses, people, tasks, updates
from storage.seal import Seal, new_key
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_update_has_its_effect_once_whatever_order_ids_come_in(unit: Unit) -> None:
    ids = [7, 8, 3, 2**40]

    assert [updates.first_time(unit, number, NOW) for number in ids] == [True] * 4
    assert [updates.first_time(unit, number, NOW) for number in reversed(ids)] == [False] * 4


def test_updates_are_forgotten_after_two_days_but_not_while_telegram_may_deliver_them_again(unit: Unit) -> None:
    updates.first_time(unit, 7, NOW)
    day = timedelta(days=1)
    updates.forget_old(unit, NOW + day + 22 * day / 24)
    assert not updates.first_time(unit, 7, NOW)

    updates.forget_old(unit, NOW + 2 * day + SECOND)

    assert updates.first_time(unit, 7, NOW)


def test_of_an_update_no_more_than_its_hour_is_kept(unit: Unit) -> None:
    updates.first_time(unit, 7, NOW)

    assert [tuple(row) for row in unit.rows("SELECT * FROM updates")] == [(7, "2026-03-01T12:00:00Z", 0)]


def test_updates_whose_replies_got_through_are_known(unit: Unit) -> None:
    for number in (7, 8):
        updates.first_time(unit, number, NOW)
    updates.set_answered(unit, [7, 9])

    assert [updates.is_answered(unit, number) for number in (7, 8, 9)] == [True, False, False]


def test_an_update_put_aside_keeps_its_kind_and_its_exceptions_class(unit: Unit) -> None:
    updates.put_aside(unit, "K7QX", "message", "ValueError", NOW)

    assert [tuple(row) for row in unit.rows("SELECT * FROM failures")] == [
        ("K7QX", "message", "ValueError", "2026-03-01T12:34:56Z")
    ]


def test_guessing_is_slowed_for_the_guesser_alone_and_for_an_hour(unit: Unit) -> None:
    for number in range(guesses.AT_MOST):
        assert not guesses.lately(unit, 1, NOW).are_too_many, number
        guesses.note(unit, 1, NOW)

    assert guesses.lately(unit, 1, NOW).are_too_many
    assert guesses.lately(unit, 1, NOW + guesses.WITHIN).are_too_many
    assert not guesses.lately(unit, 2, NOW).are_too_many
    assert not guesses.lately(unit, 1, NOW + guesses.WITHIN + SECOND).are_too_many


def test_a_change_of_keys_does_not_forgive_guesses(unit: Unit, key: str) -> None:
    for _ in range(guesses.AT_MOST - 1):
        guesses.note(unit, 1, NOW)
    later = Unit(unit.db, Seal([new_key(), key]))
    guesses.note(later, 1, NOW)

    assert guesses.lately(later, 1, NOW).are_too_many


def test_guesses_that_no_longer_count_are_forgotten(unit: Unit) -> None:
    guesses.note(unit, 1, NOW)
    guesses.note(unit, 2, NOW + guesses.WITHIN)
    assert unit.count("SELECT COUNT(*) FROM guesses") == 2

    guesses.forget_old(unit, NOW + guesses.WITHIN + SECOND)

    assert unit.count("SELECT COUNT(*) FROM guesses") == 1


def test_the_last_expectation_holds_until_it_is_cleared(unit: Unit) -> None:
    person = people.add(unit, 4711, "sv").id
    assert expectations.expected(unit, person) is None
    expectations.expect(unit, person, "reference", "enter")
    expectations.expect(unit, person, "outcome", "12")
    assert expectations.expected(unit, person) == ("outcome", "12")

    expectations.clear(unit, person)

    assert expectations.expected(unit, person) is None


def test_a_task_is_given_once_for_each_enrolment(unit: Unit) -> None:
    one, other = (enrolments.invite(unit, "enter", None, None, NOW.date()).id for _ in range(2))
    for enrolment in (one, one, other):
        tasks.add(unit, "erasure", "enter", enrolment, NOW)

    assert tasks.count(unit, "erasure", "enter") == 2
    assert tasks.count(unit, "erasure", "nya-vagar") == tasks.count(unit, "other", "enter") == 0


@pytest.mark.parametrize("actor", [1, None])
def test_the_audit_log_keeps_who_did_what_to_what_and_when(unit: Unit, actor: int | None) -> None:
    audit.note(unit, NOW, actor, "closed", "enrolment 7")

    assert [tuple(row) for row in unit.rows("SELECT at, actor, action, subject FROM audit")] == [
        ("2026-03-01T12:34:56Z", actor, "closed", "enrolment 7")
    ]
