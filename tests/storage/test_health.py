"""Health: a sound database has no problems; each problem says what to do."""

from datetime import UTC, datetime

from storage import health, outbox, people, updates
from storage.seal import Seal, new_key
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_sound_database_has_no_problems(unit: Unit) -> None:
    assert health.problems(unit) == ()
    people.add(unit, 4711, "sv")
    assert health.problems(unit) == ()


def test_rows_that_point_to_nothing_are_told(unit: Unit) -> None:
    unit.run("COMMIT")
    unit.db.execute("PRAGMA foreign_keys = OFF")
    unit.db.execute("BEGIN")
    outbox.put(unit, "key", 99, "offer", 1, NOW)

    assert health.problems(unit) == ("1 rows point to nothing; restore a backup",)


def test_damage_is_told(unit: Unit) -> None:
    unit.run("COMMIT")
    unit.db.execute("PRAGMA writable_schema = ON")
    unit.db.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'audit'")
    unit.db.execute("PRAGMA writable_schema = RESET")
    unit.db.execute("BEGIN")

    problems = health.problems(unit)

    assert problems
    assert all("the database is damaged" in problem and "restore a backup" in problem for problem in problems)


def test_a_mistaken_key_is_told_for_the_oldest_and_the_newest(unit: Unit, key: str) -> None:
    other = new_key()
    people.add(unit, 1, "sv")
    assert "add the old key" in str(health.unreadable(Unit(unit.db, Seal([other]))))
    later = Unit(unit.db, Seal([other, key]))
    people.add(later, 2, "sv")

    assert health.unreadable(later) is None
    for only in (other, key):
        assert health.problems(Unit(unit.db, Seal([only])))[0].startswith("people cannot be read: ")


def test_counts_are_for_the_operator(unit: Unit) -> None:
    person = people.add(unit, 4711, "sv").id
    outbox.put(unit, "one", person, "offer", 1, NOW)
    outbox.put(unit, "two", person, "offer", 1, NOW)
    outbox.claim(unit, 1)
    updates.put_aside(unit, "K7QX", "message", "ValueError", NOW)

    assert health.counts(unit) == {
        "outbox waiting": 1,
        "outbox claimed": 1,
        "outbox again": 0,
        "updates put aside": 1,
    }
