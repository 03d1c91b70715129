"""Days that have been, as people write them."""

from datetime import date

import pytest

from flows.swedish.past_days import read_past_day
from flows.swedish.time import Misread

TODAY = date(2026, 7, 1)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("idag", "2026-07-01"),
        ("Igår", "2026-06-30"),
        ("i förrgår", "2026-06-29"),
        ("3 mars", "2026-03-03"),
        ("den 3:e mars", "2026-03-03"),
        ("3/3.", "2026-03-03"),
        ("1 juli", "2026-07-01"),
        ("2 juli", "2025-07-02"),
        ("5 maj 2025", "2025-05-05"),
        ("2024-02-29", "2024-02-29"),
        ("2027-01-01", "2027-01-01"),
        ("i fredags", "2026-06-26"),
        ("förra onsdagen", "2026-06-24"),
        ("för två veckor sedan", "2026-06-17"),
        ("för 1 månad sen", "2026-06-01"),
    ],
)
def test_a_day_is_the_latest_that_the_words_can_mean(text: str, day: str) -> None:
    assert read_past_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["31 februari", "2026-02-31", "2025-02-29", "32/1"])
def test_a_day_that_does_not_exist_is_told(text: str) -> None:
    assert read_past_day(text, TODAY) is Misread.NO_SUCH_DAY


@pytest.mark.parametrize("text", ["", "hej", "3 mars tror jag", "imorgon", "mars"])
def test_what_names_no_such_day_is_not_guessed_at(text: str) -> None:
    assert read_past_day(text, TODAY) is Misread.UNKNOWN
