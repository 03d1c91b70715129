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


def crowd(unit: Unit, count: int = 3) -> list[int]:
    return [people.add(unit, chat, "sv").id for chat in range(1, count + 1)]


def put(unit: Unit, person: int, key: str = "offer:1", kind: str = "offer", due: datetime = NOW) -> None:
    outbox.put(unit, key, person, kind, 1, due)


def claimed(unit: Unit, now: datetime = NOW) -> Letter:
    letter = outbox.next_due(unit, now)
    assert letter
    outbox.claim(unit, letter.id)
    return letter


def test_a_letter_is_taken_when_it_is_due_and_by_one_only(unit: Unit, person: int) -> None:
    put(unit, person)

    assert outbox.next_due(unit, NOW - timedelta(seconds=1)) is None
    letter = claimed(unit)
    assert (letter.person, letter.kind, letter.subject, letter.attempts) == (person, "offer", 1, 1)
    assert outbox.next_due(unit, NOW) is None


@pytest.mark.parametrize("state", ["sent", "dropped", "unknown"])
def test_a_key_is_used_once_for_ever(unit: Unit, person: int, state: str) -> None:
    put(unit, person)
    put(unit, person)
    outbox.settle(unit, claimed(unit).id, state)
    put(unit, person)

    assert outbox.next_due(unit, NOW) is None
    assert outbox.counts(unit) == {state: 1, "again": 0}


def test_letters_go_out_in_the_order_in_which_they_are_due(unit: Unit) -> None:
    one, two, three = crowd(unit)
    put(unit, one, "late", due=NOW)
    put(unit, two, "early", due=NOW - MINUTE)
    put(unit, three, "early too", due=NOW - MINUTE)

    assert [claimed(unit).id for _ in range(3)] == [2, 3, 1]


def test_a_persons_next_letter_waits_for_the_one_under_way_and_for_one_to_be_tried_again(unit: Unit) -> None:
    one, two, _ = crowd(unit)
    put(unit, one, "first", due=NOW - MINUTE)
    put(unit, one, "second")
    put(unit, two, "of another")

    first = claimed(unit)
    assert claimed(unit).person == two
    assert outbox.next_due(unit, NOW) is None
    outbox.put_off(unit, first.id, NOW + MINUTE)
    assert outbox.next_due(unit, NOW) is None
    assert claimed(unit, NOW + MINUTE).id == first.id


def test_people_who_may_not_be_written_to_now_hold_up_nobody_else(unit: Unit, person: int) -> None:
    other = people.add(unit, 1, "sv").id
    put(unit, person, "first", due=NOW - MINUTE)
    put(unit, other, "second")

    letter = outbox.next_due(unit, NOW, [person])

    assert letter
    assert letter.person == other
    assert outbox.next_due(unit, NOW, [person, other]) is None


def test_when_the_next_comes_due_can_be_asked(unit: Unit, person: int) -> None:
    assert outbox.due_after(unit, NOW) is None
    put(unit, person)
    put(unit, person, "later", due=NOW + 2 * MINUTE)
    put(unit, person, "soon", due=NOW + MINUTE)

    assert outbox.due_after(unit, NOW) == NOW + MINUTE


def test_a_letter_put_off_comes_back_not_a_moment_too_early_and_counts_its_attempts(unit: Unit, person: int) -> None:
    put(unit, person)
    outbox.put_off(unit, claimed(unit).id, NOW + MINUTE + timedelta(milliseconds=1))

    assert outbox.next_due(unit, NOW + MINUTE) is None
    assert claimed(unit, NOW + MINUTE + timedelta(seconds=1)).attempts == 2


def test_what_a_death_left_open_is_sent_again_or_not_by_its_kind_and_every_unknown_outcome_counts(unit: Unit) -> None:
    one, two, three = crowd(unit)
    put(unit, one, "offer:1", "offer")
    put(unit, two, "reminder:1", "reminder")
    put(unit, three, "offer:2", "offer", NOW + MINUTE)
    claimed(unit)
    claimed(unit)

    assert outbox.recover(unit, ["offer", "invitation"], 2) == 2
    assert outbox.counts(unit) == {"waiting": 2, "unknown": 1, "again": 1}
    assert (claimed(unit).again, outbox.recover(unit, ["offer"], 2)) == (1, 1)
    assert outbox.counts(unit) == {"waiting": 2, "unknown": 1, "again": 2}
    assert (claimed(unit).again, outbox.recover(unit, ["offer"], 2)) == (2, 1)
    assert outbox.counts(unit) == {"waiting": 1, "unknown": 2, "again": 2}
    assert outbox.recover(unit, [], 2) == 0


def test_a_letter_is_gone_with_its_person(unit: Unit, person: int) -> None:
    put(unit, person)

    people.let_go(unit, person)

    assert outbox.counts(unit) == {"again": 0}


def test_a_letter_to_nobody_is_a_fault_and_not_ignored(unit: Unit, person: int) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        put(unit, person + 1)
    with pytest.raises(Exception, match="NOT NULL"):
        outbox.put(unit, "key", person, None, 1, NOW)  # type: ignore[arg-type]  # on purpose
