"""Copies of the last days, and one a week of the last weeks: none older, and the newest always."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.timing.keeping import Keeping

FRIDAY = date(2026, 11, 27)


def back(*days: int) -> set[date]:
    return {FRIDAY - timedelta(days=day) for day in days}


@pytest.mark.parametrize(
    ("keeping", "kept"),
    [
        (Keeping(7, 4), {0, 1, 2, 3, 4, 5, 6, 12, 19}),  # before the last days the Sundays, three weeks back
        (Keeping(2, 0), {0, 1}),
        (Keeping(1, 1), {0}),
        (Keeping(10, 1), set(range(10))),
    ],
)
def test_which_of_many_are_kept(keeping: Keeping, kept: set[int]) -> None:
    assert keeping.kept(back(*range(100)), FRIDAY) == back(*kept)


def test_the_newest_is_kept_however_old_it_is() -> None:
    assert Keeping().kept(back(300, 400), FRIDAY) == back(300)
    assert Keeping().kept((), FRIDAY) == set()


@given(st.sets(st.integers(0, 60)), st.integers(1, 9), st.integers(0, 6))
def test_what_is_kept_once_more_was_kept_before_and_is_young(ages: set[int], days: int, weeks: int) -> None:
    keeping, copies = Keeping(days, weeks), back(*ages)
    kept = keeping.kept(copies, FRIDAY)
    assert keeping.kept(kept, FRIDAY) == kept <= copies
    newest = max(copies, default=FRIDAY)
    assert all(FRIDAY - day < timedelta(days=max(days, 7 * weeks)) for day in kept - {newest})
