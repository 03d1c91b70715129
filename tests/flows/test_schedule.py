"""When a message may be sent: the window, working days, and nights on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.timing.free_days import is_working_day
from flows.timing.schedule import SendWindow, last_quarter_closed, next_opening, quarter

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = SendWindow(time(8), time(19))
EVERY_DAY = SendWindow(time(8), time(19), working_days_only=False)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize("text", ["08:00-19:00", " 08:00 - 19:00 ", "08:00–19:00"])
def test_a_window_is_read(text: str) -> None:
    assert SendWindow.parse(text, working_days_only=True) == OFFICE
    assert SendWindow.parse(text, working_days_only=False) == EVERY_DAY


@pytest.mark.parametrize("text", ["always", "Always", " always "])
def test_always_means_holidays_too(text: str) -> None:
    window = SendWindow.parse(text, working_days_only=True)
    christmas = local("2026-12-25T03:00")
    assert window == SendWindow(None, None, working_days_only=False)
    assert next_opening(christmas, window, STOCKHOLM) == christmas


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8-19",
        "08:00",
        "08:00-",
        "08:00-19:00-20:00",
        "08.00-19.00",
        "08:00-24:00",
        "08:60-19:00",
        "08:00+01:00-19:00",
    ],
)
def test_a_window_that_cannot_be_read_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 08:00-19:00, or write always"):
        SendWindow.parse(text, working_days_only=True)


@pytest.mark.parametrize("text", ["19:00-08:00", "08:00-08:00"])
def test_a_window_opens_before_it_closes(text: str) -> None:
    with pytest.raises(ValueError, match="must open before it closes, as 08:00-19:00 does"):
        SendWindow.parse(text, working_days_only=True)


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-03-04T12:00", "2026-03-04T12:00"),
        ("2026-03-04T08:00", "2026-03-04T08:00"),
        ("2026-03-04T07:59:59", "2026-03-04T08:00"),
        ("2026-03-04T18:59:59", "2026-03-04T18:59:59"),
        ("2026-03-04T19:00", "2026-03-05T08:00"),
        ("2026-03-06T19:00", "2026-03-09T08:00"),  # Friday evening to Monday
        ("2026-03-08T12:00", "2026-03-09T08:00"),  # Sunday
        ("2026-04-02T20:00", "2026-04-07T08:00"),  # over Easter
        ("2026-06-19T20:00", "2026-06-22T08:00"),  # over midsummer
        ("2026-12-24T20:00", "2026-12-28T08:00"),  # over Christmas
        ("2026-12-31T19:00", "2027-01-04T08:00"),  # over the year's end: 1 January is a Friday
        ("2026-01-05T21:00", "2026-01-07T08:00"),  # over Epiphany
        ("2026-03-28T20:00", "2026-03-30T08:00"),  # over the night that loses an hour
        ("2026-10-24T20:00", "2026-10-26T08:00"),  # over the night that has one more
    ],
)
def test_a_message_waits_for_the_next_opening(now: str, opening: str) -> None:
    assert next_opening(local(now), OFFICE, STOCKHOLM) == local(opening)


def test_the_answer_is_in_the_zone_of_the_question() -> None:
    winter = next_opening(datetime(2026, 3, 28, 20, tzinfo=UTC), EVERY_DAY, STOCKHOLM)
    summer = next_opening(datetime(2026, 3, 29, 20, tzinfo=UTC), EVERY_DAY, STOCKHOLM)
    assert (winter, winter.tzinfo) == (datetime(2026, 3, 29, 6, tzinfo=UTC), UTC)
    assert summer == datetime(2026, 3, 30, 6, tzinfo=UTC)
    assert next_opening(datetime(2026, 3, 27, 20, tzinfo=UTC), EVERY_DAY, STOCKHOLM).hour == 7


def test_in_the_hour_that_comes_twice_an_opening_is_never_past() -> None:
    night = SendWindow(time(2, 30), time(5), working_days_only=False)
    second_ten_past_two = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert next_opening(second_ten_past_two, night, STOCKHOLM) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_opening_in_the_hour_that_is_lost_comes_within_it() -> None:
    night = SendWindow(time(2, 30), time(5), working_days_only=False)
    before = datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
    assert next_opening(before, night, STOCKHOLM).astimezone(STOCKHOLM).time() == time(3, 30)


def test_a_window_that_a_night_lacks_opens_the_night_after() -> None:
    night = SendWindow(time(2), time(2, 15), working_days_only=False)
    opening = next_opening(datetime(2026, 3, 29, 0, 59, tzinfo=UTC), night, STOCKHOLM)
    assert opening == datetime(2026, 3, 30, 0, 0, tzinfo=UTC)


def is_open(moment: datetime, window: SendWindow) -> bool:
    """Say it again in the plainest words."""
    here = moment.astimezone(STOCKHOLM)
    opens, closes = window.opens, window.closes
    assert opens is not None
    assert closes is not None
    return opens <= here.time() < closes and (not window.working_days_only or is_working_day(here.date()))


QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
WINDOWS = (
    st.lists(st.sampled_from(QUARTERS), min_size=2, max_size=2, unique=True)
    .map(sorted)
    .flatmap(lambda hours: st.builds(SendWindow, st.just(hours[0]), st.just(hours[1]), st.booleans()))
)
CLOCK_CHANGES = st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
MOMENTS = st.one_of(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # hypothesis adds the zone
    st.builds(lambda change, minutes: change + timedelta(minutes=minutes), CLOCK_CHANGES, st.integers(-300, 300)),
)


@given(MOMENTS, WINDOWS)
def test_an_opening_is_open_never_past_and_stays(now: datetime, window: SendWindow) -> None:
    opening = next_opening(now, window, STOCKHOLM)
    assert opening >= now
    assert is_open(opening, window)
    assert next_opening(opening, window, STOCKHOLM) == opening


@given(MOMENTS.map(lambda moment: moment.replace(second=0, microsecond=0)), WINDOWS)
@example(datetime(2026, 10, 25, 0, 59, tzinfo=UTC), SendWindow(time(0), time(2, 15), working_days_only=False))
def test_nothing_is_open_between_now_and_the_opening(now: datetime, window: SendWindow) -> None:
    opening = next_opening(now, window, STOCKHOLM)
    steps = [now + timedelta(minutes=15 * step) for step in range(int((opening - now) / timedelta(minutes=15)))]
    lost_hour = datetime(2026, 3, 29, 1, tzinfo=UTC)
    has_closed = window.closes is not None and now.astimezone(STOCKHOLM).time() >= window.closes
    for moment in steps:
        comes_again = has_closed and moment.astimezone(STOCKHOLM).fold
        is_odd = lost_hour <= moment < lost_hour + timedelta(hours=1) or comes_again
        assert moment == opening or is_odd or not is_open(moment, window), moment


def test_a_window_that_closed_in_the_hour_that_comes_twice_opens_no_second_time_that_night() -> None:
    night = SendWindow(time(0), time(2, 15), working_days_only=False)
    first_one_to_three = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)
    assert next_opening(first_one_to_three, night, STOCKHOLM) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)


def test_bank_holidays_and_weekends_are_no_working_days() -> None:
    free = [
        "2026-01-01",
        "2026-01-06",
        "2026-04-03",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2025-06-06",
        "2026-12-25",
    ]
    assert not any(is_working_day(date.fromisoformat(day)) for day in [*free, "2026-03-07", "2026-03-08"])
    worked = ["2026-01-02", "2026-01-05", "2026-04-02", "2026-04-07", "2026-05-15", "2026-06-05"]
    assert all(is_working_day(date.fromisoformat(day)) for day in worked)


@pytest.mark.parametrize("year", [2008, 2026, 2038, 2049])
def test_free_days_are_those_of_a_library_that_others_keep(year: int) -> None:
    """Among them this century's earliest and latest Easter, and both of the calendar's exceptions."""
    known = holidays.country_holidays("SE", years=year)
    midsummer = next(date(year, 6, day) for day in range(20, 27) if date(year, 6, day).isoweekday() == 6)
    eves = {midsummer - timedelta(days=1), date(year, 12, 24), date(year, 12, 31)}
    for day in (date(year, 1, 1) + timedelta(days=number) for number in range(366)):
        assert is_working_day(day) is (day.isoweekday() < 6 and day not in known and day not in eves), day


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_nobody_is_free_for_longer_than_five_days(day: date) -> None:
    assert any(is_working_day(day + timedelta(days=more)) for more in range(6))


@pytest.mark.parametrize(
    ("day", "name"),
    [("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2026-04-01", "2026-Q2"), ("2026-12-31", "2026-Q4")],
)
def test_quarters_are_named(day: str, name: str) -> None:
    assert quarter(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("until", "name"),
    [
        ("2026-09-30", "2026-Q3"),
        ("2026-09-29", "2026-Q2"),
        ("2026-10-01", "2026-Q3"),
        ("2026-12-31", "2026-Q4"),
        ("2026-01-01", "2025-Q4"),
        ("2026-03-30", "2025-Q4"),
    ],
)
def test_a_quarter_is_closed_when_its_last_day_is_over(until: str, name: str) -> None:
    assert last_quarter_closed(date.fromisoformat(until)) == name


def test_quarters_close_in_order_through_a_year() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    changes = [later for earlier, later in pairwise(days) if last_quarter_closed(earlier) != last_quarter_closed(later)]
    assert changes == [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


@pytest.mark.parametrize("day", [date(2026, 6, 19), date(2025, 6, 20), date(2026, 12, 24), date(2026, 12, 31)])
def test_the_three_great_eves_are_no_working_days(day: date) -> None:
    assert not is_working_day(day)
    assert is_working_day(day - timedelta(days=1))
