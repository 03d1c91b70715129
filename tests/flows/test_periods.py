"""Periods: how they are written, which comes before, and which are over."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reports.periods import (
    WHOLE_TIME,
    Kind,
    Period,
    Unfit,
    last_closed,
    of_kind,
    quarters_until,
    read_period,
    to_choose_from,
)

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2026-07", "month", "2026-07-01", "2026-07-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2026-Q3", "quarter", "2026-07-01", "2026-09-30"),
        ("2026-q1", "quarter", "2026-01-01", "2026-03-31"),
        (" 2026-H1 ", "half_year", "2026-01-01", "2026-06-30"),
        ("2025-h2", "half_year", "2025-07-01", "2025-12-31"),
        ("2025", "year", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_written_period_has_its_days(text: str, kind: Kind, first: str, last: str) -> None:
    found = read_period(text, TODAY)
    assert found == Period(text.strip().upper(), kind, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["all", "ALL", "allt"])
def test_the_whole_time_has_no_days(text: str) -> None:
    found = read_period(text, TODAY)
    assert found is WHOLE_TIME
    assert found.before() is None
    assert not found.is_closed(date.max)
    assert found.until(TODAY) == TODAY


@pytest.mark.parametrize(
    "text",
    ["", "bananer", "2026-13", "2026-Q5", "2026-H3", "26-Q1", "2026-7", "2026Q3", "2026-Q3; DROP", "0000", "٢٠٢٦"],
)
def test_nonsense_is_told_apart_from_what_lies_ahead(text: str) -> None:
    assert read_period(text, TODAY) is Unfit.UNKNOWN


@pytest.mark.parametrize("text", ["2026-12", "2027-Q1", "2027-H1", "2027", "2999-12"])
def test_what_has_not_begun_lies_ahead(text: str) -> None:
    assert read_period(text, TODAY) is Unfit.AHEAD


def test_what_began_today_is_under_way() -> None:
    found = read_period("2026-12", date(2026, 12, 1))
    assert isinstance(found, Period)
    assert not found.is_closed(date(2026, 12, 31))
    assert found.is_closed(date(2027, 1, 1))
    assert found.until(date(2026, 12, 9)) == date(2026, 12, 9)
    assert found.until(date(2027, 1, 9)) == date(2026, 12, 31)


@settings(max_examples=50)
@given(
    st.sampled_from(["month", "quarter", "half_year", "year"]),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)),
)
def test_periods_of_a_kind_lie_end_to_end_and_read_as_they_are_written(kind: Kind, day: date) -> None:
    period = of_kind(kind, day)
    assert read_period(period.key, date(2100, 1, 1)) == period
    assert period.first
    assert period.last
    assert period.first <= day <= period.last
    before = period.before()
    assert before
    assert before.kind == kind
    assert before.last == period.first - timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "key"), [("month", "2026-10"), ("quarter", "2026-Q3"), ("half_year", "2026-H1"), ("year", "2025")]
)
def test_the_last_closed_of_each_kind(kind: Kind, key: str) -> None:
    assert last_closed(kind, TODAY).key == key


def test_the_last_closed_quarter_is_offered_first_and_each_once() -> None:
    offered = [period.key for period in to_choose_from(TODAY)]
    assert offered == ["2026-Q3", "2026-10", "2026-H1", "2025", "2026-Q4", "2026", "all"]


def test_quarters_in_a_row_end_with_the_one_of_the_day() -> None:
    assert [each.key for each in quarters_until(date(2026, 2, 3), 3)] == ["2025-Q3", "2025-Q4", "2026-Q1"]
