"""What the bot starts itself: planned once, sent once, and never left in two minds after a death."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import outbox, people
from storage.outbox import Letter
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(unit: Unit) -> int:
    return people.add(unit, 4711, "sv").id


def put(unit: Unit, person: int, key: str = "offer:1", kind: str = "offer", due: datetime = NOW) -> None:
    outbox.put(unit, key, person, kind, 1, due)


def claimed(unit: Unit, now: datetime = NOW) -> Letter:
    letter = outbox.claim(unit, now)
    assert letter
    return letter


def test_a_letter_is_taken_when_it_is_due_and_by_one_only(unit: Unit, person: int) -> None:
    put(unit, person)

    assert outbox.claim(unit, NOW - timedelta(seconds=1)) is None
    letter = claimed(unit)
    assert (letter.person, letter.kind, letter.subject, letter.attempts) == (person, "offer", 1, 1)
    assert outbox.claim(unit, NOW) is None


@pytest.mark.parametrize("state", ["sent", "dropped", "unknown"])
def test_a_key_is_used_once_for_ever(unit: Unit, person: int, state: str) -> None:
    put(unit, person)
    put(unit, person)
    outbox.settle(unit, claimed(unit).id, state)
    put(unit, person)

    assert outbox.claim(unit, NOW) is None
    assert outbox.counts(unit) == {state: 1, "again": 0}


def test_letters_go_out_in_the_order_in_which_they_are_due(unit: Unit, person: int) -> None:
    put(unit, person, "late", due=NOW)
    put(unit, person, "early", due=NOW - MINUTE)
    put(unit, person, "early too", due=NOW - MINUTE)

    assert [claimed(unit).id for _ in range(3)] == [2, 3, 1]


def test_people_who_may_not_be_written_to_now_hold_up_nobody_else(unit: Unit, person: int) -> None:
    other = people.add(unit, 1, "sv").id
    put(unit, person, "first", due=NOW - MINUTE)
    put(unit, other, "second")

    letter = outbox.claim(unit, NOW, [person])

    assert letter
    assert letter.person == other
    assert outbox.claim(unit, NOW, [person]) is None


def test_a_letter_put_off_comes_back_and_counts_its_attempts(unit: Unit, person: int) -> None:
    put(unit, person)
    outbox.put_off(unit, claimed(unit).id, NOW + MINUTE)

    assert outbox.claim(unit, NOW) is None
    assert claimed(unit, NOW + MINUTE).attempts == 2


def test_what_a_death_left_open_is_sent_once_more_or_never_again_by_its_kind(unit: Unit, person: int) -> None:
    put(unit, person, "offer:1", "offer")
    put(unit, person, "reminder:1", "reminder")
    put(unit, person, "offer:2", "offer", NOW + MINUTE)
    claimed(unit)
    claimed(unit)

    assert outbox.recover(unit, ["offer", "invitation"]) == 2
    assert outbox.counts(unit) == {"waiting": 2, "unknown": 1, "again": 1}
    assert claimed(unit).kind == "offer"

    assert outbox.recover(unit, ["offer", "invitation"]) == 1
    assert outbox.counts(unit) == {"waiting": 1, "unknown": 2, "again": 1}
    assert outbox.recover(unit, []) == 0


def test_a_letter_is_gone_with_its_person(unit: Unit, person: int) -> None:
    put(unit, person)

    people.let_go(unit, person)

    assert outbox.counts(unit) == {"again": 0}


def test_a_letter_to_nobody_is_a_fault_and_not_ignored(unit: Unit, person: int) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        put(unit, person + 1)
    with pytest.raises(Exception, match="NOT NULL"):
        outbox.put(unit, "key", person, None, 1, NOW)  # type: ignore[arg-type]  # on purpose
