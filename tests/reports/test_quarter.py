"""The quarter's close, step by step: which reports are frozen, who is written to, and that it happens once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.actions.coordinator.quarter import give_the_quarters_summary
from storage import enrolments, people
from storage.people import Grant, Role
from storage.unit import Unit
from tests.figures.answering import here
from tests.harness import PROGRAMME
from tests.reports.lives import ENTER, two_quarters

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def coordinator(unit: Unit, chat: int, *programmes: str) -> int:
    made = people.add(unit, chat, "sv")
    people.grant(unit, made.id, [Grant(Role.COORDINATOR, each) for each in programmes or ("",)])
    return made.id


def step(unit: Unit, at: str) -> bool:
    return give_the_quarters_summary(here(unit, datetime.fromisoformat(at).replace(tzinfo=STOCKHOLM)))


def letters(unit: Unit) -> list[str]:
    return [row["key"] for row in unit.rows("SELECT key FROM outbox WHERE kind = 'quarter' ORDER BY id")]


def frozen(unit: Unit) -> list[tuple[str, str]]:
    return [tuple(row) for row in unit.rows("SELECT programme, period FROM reports ORDER BY id")]


def test_it_is_done_on_the_first_working_day_from_the_coordinators_hour_on_and_once(unit: Unit) -> None:
    two_quarters(unit)
    one, other = coordinator(unit, 1, ENTER), coordinator(unit, 2)
    coordinator(unit, 3, PROGRAMME)
    people.set_digest_hour(unit, other, 10)
    for early in ("2026-06-30T12:00", "2026-07-01T07:59"):  # the first of July 2026 is a Wednesday
        assert not step(unit, early)
    assert (letters(unit), frozen(unit)) == ([], [])
    assert step(unit, "2026-07-01T08:00")
    assert (letters(unit), frozen(unit)) == ([f"quarter:{one}:2026-Q2"], [(ENTER, "2026-Q2")])
    assert not step(unit, "2026-07-01T10:00")
    assert not step(unit, "2026-07-02T10:00")
    assert letters(unit) == [f"quarter:{one}:2026-Q2", f"quarter:{other}:2026-Q2"]
    assert frozen(unit) == [(ENTER, "2026-Q2")]


@pytest.mark.parametrize("day", ["2027-01-01T10:00", "2027-01-02T10:00", "2027-01-03T10:00", "2026-10-15T10:00"])
def test_free_days_pass_and_after_two_weeks_it_is_old_news(unit: Unit, day: str) -> None:
    two_quarters(unit)
    coordinator(unit, 1)
    assert not step(unit, day)
    assert letters(unit) == []


def test_a_programme_in_which_nothing_goes_on_is_told_of_no_more(unit: Unit) -> None:
    two_quarters(unit)
    coordinator(unit, 1)
    assert step(unit, "2026-10-01T09:00")
    unit.run(
        "UPDATE enrolments SET state = 'closed', closed_on = '2026-11-01', outcome = 'annat' WHERE state = 'active'"
    )
    assert step(unit, "2027-01-04T09:00")
    assert not step(unit, "2027-04-01T09:00")
    assert [key.rpartition(":")[2] for key in letters(unit)] == ["2026-Q3", "2026-Q4"]


def test_where_everybody_was_invited_after_the_quarter_there_is_nothing_to_tell(unit: Unit) -> None:
    coordinator(unit, 1)
    enrolments.invite(unit, ENTER, None, None, datetime.fromisoformat("2026-07-01").date())
    assert not step(unit, "2026-07-01T09:00")
    assert (letters(unit), frozen(unit)) == ([], [])
