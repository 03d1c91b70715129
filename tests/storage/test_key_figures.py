"""Released key figures: settled quarter by quarter, kept through erasures, gone with the person where linked."""

from datetime import date

from flows.reports.key_figures import Counted, Marks
from storage import enrolments, key_figures
from storage.unit import Unit

BASE = 5
DAY = date(2026, 5, 2)


def people(unit: Unit, *marks: str) -> dict[int, Marks]:
    return {enrolments.invite(unit, "enter", None, None, DAY).id: (mark,) for mark in marks}


def release(unit: Unit, quarter: str, now: dict[int, Marks]) -> Counted | None:
    key_figures.release(unit, "enter", "outcomes", now, (quarter, BASE))
    return key_figures.released(unit, "enter", "outcomes", quarter)


def test_each_quarter_keeps_what_was_shown_last_in_it(unit: Unit) -> None:
    now = people(unit, *"aaaaa")
    assert release(unit, "2026-Q1", now) == Counted(5, {"a": 5})
    now |= people(unit, *"bbbb")
    assert release(unit, "2026-Q2", now) == Counted(5, {"a": 5})
    now |= people(unit, "b")
    assert release(unit, "2026-Q2", now) == Counted(10, {"a": 5, "b": 5})
    assert key_figures.released(unit, "enter", "outcomes", "2026-Q1") == Counted(5, {"a": 5})
    assert key_figures.released(unit, "enter", "outcomes", "2025-Q4") is None


def test_a_quarter_is_not_settled_after_a_later_one_was_shown(unit: Unit) -> None:
    first, later = people(unit, *"aaaaa"), people(unit, *"bbbbb")
    assert release(unit, "2026-Q3", first | later) == Counted(10, {"a": 5, "b": 5})
    assert release(unit, "2026-Q2", first) is None


def test_who_is_erased_stays_counted_and_is_linked_to_nothing(unit: Unit) -> None:
    now = people(unit, *"aaaaa")
    release(unit, "2026-Q1", now)
    gone = next(iter(now))
    enrolments.let_go(unit, gone, enrolments.State.ERASED)
    assert unit.count("SELECT COUNT(*) FROM key_members WHERE enrolment = ?", gone) == 0
    left = {key: marks for key, marks in now.items() if key != gone}
    assert release(unit, "2026-Q1", left | people(unit, *"bbbbb")) == Counted(10, {"a": 5, "b": 5})
