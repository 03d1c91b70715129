"""Sealing anew with another key: nothing is left out, nothing is done twice, and the old key is needed no more."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import invitations, people, resealing
from storage.resealing import SEALED
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.storage.sealing import NOT_SEALED, blobs, fill, reseal_all

EACH = 60
ALL_BUT_ONE = tuple(each for each in SEALED if each.table != "linked_answers")


@pytest.fixture
def filled(unit: Unit) -> Unit:
    """Give a database with rows in every table that holds anything sealed."""
    unit.run("COMMIT")
    unit.db.execute("PRAGMA foreign_keys = OFF")
    unit.db.execute("PRAGMA ignore_check_constraints = ON")
    unit.db.execute("BEGIN")
    fill(unit, EACH)
    return unit


def test_every_column_of_bytes_is_sealed_anew_or_known_to_hold_nothing_sealed(unit: Unit) -> None:
    sealed = {(each.table, column) for each in SEALED for column in each.columns}
    assert blobs(unit) == {each for each in sealed if each[0] != "expectations"} | NOT_SEALED


def test_afterwards_the_newest_key_alone_opens_everything(filled: Unit, key: str) -> None:
    new = new_key()
    both, alone = (Unit(filled.db, Seal(keys)) for keys in ([new, key], [new]))
    assert resealing.older(both) == {each.table: EACH for each in SEALED}
    assert sum(reseal_all(both)) == EACH * len(SEALED)
    assert resealing.older(alone) == {}
    assert sum(reseal_all(both)) == 0


def test_broken_off_it_goes_on_where_it_was(filled: Unit, key: str) -> None:
    both = Unit(filled.db, Seal([new_key(), key]))
    units = reseal_all(both)
    before = sum(next(units) for _ in range(7))
    assert 0 < before < EACH * len(SEALED)
    assert sum(reseal_all(both)) == EACH * len(SEALED) - before


def test_a_table_that_is_left_out_is_found(filled: Unit, key: str) -> None:
    new = new_key()
    assert sum(reseal_all(Unit(filled.db, Seal([new, key])), ALL_BUT_ONE))
    assert resealing.older(Unit(filled.db, Seal([new]))) == {"linked_answers": EACH}


def test_people_are_found_and_links_open_with_the_new_key_alone(unit: Unit, key: str) -> None:
    new, now = new_key(), datetime(2026, 3, 1, tzinfo=UTC)
    person = people.add(unit, 4711, "sv")
    made = invitations.make(unit, now + timedelta(days=1))
    assert sum(reseal_all(Unit(unit.db, Seal([new, key])))) == 2

    alone = Unit(unit.db, Seal([new]))
    assert people.by_chat(alone, 4711) == person
    assert invitations.find(alone, made.payload, now) == invitations.find(alone, made.code, now) == made
    again = new_key()
    assert sum(reseal_all(Unit(unit.db, Seal([again, new])))) == 2
    assert invitations.find(Unit(unit.db, Seal([again])), made.code, now) == made


def test_what_no_key_opens_is_counted_and_left_alone(unit: Unit) -> None:
    people.add(unit, 4711, "sv")
    other = Unit(unit.db, Seal([new_key()]))
    some = resealing.reseal_some(other, SEALED[0], None)
    assert (some.done, some.lost) == (0, 1)
    assert resealing.older(other) == {"people": 1}
    assert people.by_chat(unit, 4711)
