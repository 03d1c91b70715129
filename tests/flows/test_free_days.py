"""The days on which Sweden rests, held against the library that others keep up to date."""

from datetime import date, timedelta

import holidays

from flows.free_days import free_days


def by_the_library(year: int) -> set[date]:
    bank = set(holidays.country_holidays("SE", years=year))
    [midsummer] = [day for day in bank if day.month == 6 and day.day >= 20]
    return bank | {midsummer - timedelta(days=1), date(year, 12, 24), date(year, 12, 31)}


def test_every_years_free_days_are_the_bank_holidays_and_the_three_great_eves() -> None:
    years = range(2005, 2101)
    assert {year: free_days(year) for year in years} == {year: by_the_library(year) for year in years}
