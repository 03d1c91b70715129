"""The plan, for any programme and any days: unique keys, order, nothing lost when days move, and the local zone."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.catalogue import SHIPPED, read_catalogue
from flows.programme import Programme
from flows.timing.free_days import is_working_day
from flows.timing.plan import Asking, Days, Planned, Reminding, StaffReminder, asking_of, due_at, moment_of, plan
from flows.timing.rhythm import rhythm_problems
from flows.timing.schedule import SendWindow, next_opening
from flows.timing.spans import Span, add_months, after
from tests.flows.plans import GREEN

STOCKHOLM = ZoneInfo("Europe/Stockholm")
OFFICE = SendWindow(time(8), time(19))
TEAM = read_catalogue(SHIPPED).programmes["samverkansteam-finnveden"]
DATES = st.dates(date(2024, 1, 1), date(2032, 12, 31))

SPANS = st.one_of(
    st.builds(Span, months=st.integers(1, 24)),
    st.builds(Span, weeks=st.integers(1, 60)),
    st.builds(Span, days=st.integers(1, 90)),
    st.builds(Span, months=st.integers(1, 6), weeks=st.integers(0, 4), days=st.integers(0, 30)),
)
ANCHORS = st.sampled_from(["referral", "start", "group_start", "planned_end", "closure", "calendar"])
REMINDING = st.builds(Reminding, at_most=st.integers(1, 5), every=SPANS, last_day=st.booleans())
KEYS = st.sampled_from(["a", "b", "asked", "staff", "closure"])
"""The same for forms and for reminders, on purpose."""


def maybe(some: st.SearchStrategy[Span]) -> st.SearchStrategy[Span | None]:
    return st.none() | some


ASKINGS = st.builds(
    Asking,
    questionnaire=KEYS,
    at=ANCHORS,
    after=maybe(SPANS),
    before=maybe(SPANS),
    every=maybe(SPANS),
    open_for=maybe(SPANS),
    reminders=st.none() | REMINDING,
)
STAFF = st.builds(
    StaffReminder,
    key=KEYS,
    text=st.just("Text"),
    to=st.sampled_from(["coach", "coordinator"]),
    at=ANCHORS,
    after=maybe(SPANS),
    before=maybe(SPANS),
    every=maybe(SPANS),
)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Give a programme whose rhythm can be kept."""
    askings, staff = draw(st.lists(ASKINGS, max_size=4)), draw(st.lists(STAFF, max_size=3))
    made = TEAM.model_copy(update={"groups": GREEN.groups})
    kept = [
        each for each in askings if is_sound(made.model_copy(update={"questionnaires": (each,), "staff_reminders": ()}))
    ]
    noted = [
        each for each in staff if is_sound(made.model_copy(update={"questionnaires": (), "staff_reminders": (each,)}))
    ]
    return made.model_copy(
        update={
            "questionnaires": tuple({each.name: each for each in kept}.values()),
            "staff_reminders": tuple({each.key: each for each in noted}.values()),
        }
    )


def is_sound(programme: Programme) -> bool:
    return not any(rhythm_problems(programme))


@st.composite
def courses(draw: st.DrawFn) -> Days:
    """Give days in the order in which they come."""
    referral = draw(DATES)
    start = referral + timedelta(days=draw(st.integers(0, 60)))
    return Days(
        referral=draw(st.sampled_from([referral, None])),
        start=start,
        group_start=draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 60))))),
        planned_end=draw(st.none() | st.just(start + timedelta(days=draw(st.integers(1, 700))))),
        closure=draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 700))))),
    )


def planned(programme: Programme, days: Days) -> tuple[Planned, ...]:
    return plan(programme.questionnaires, programme.staff_reminders, days)


@given(programmes(), courses())
def test_keys_are_unique_days_in_order_and_the_plan_the_same_each_time(programme: Programme, days: Days) -> None:
    found = planned(programme, days)
    assert len({each.key for each in found}) == len(found)
    assert all(earlier.day <= later.day for earlier, later in pairwise(found))
    assert planned(programme, days) == found


@given(programmes(), courses())
def test_nothing_outlives_the_closure_but_what_counts_from_it(programme: Programme, days: Days) -> None:
    assume(days.closure is not None)
    for each in planned(programme, days):
        assert days.closure is not None
        if each.follows_closure:
            assert each.day >= days.closure
        else:
            assert each.day <= days.closure


@given(programmes(), courses(), st.integers(-300, 300))
def test_keys_stay_when_days_move(programme: Programme, days: Days, by: int) -> None:
    assume(days.planned_end is not None)
    assert days.planned_end is not None
    assert days.start is not None
    moved = Days(**{**vars(days), "planned_end": max(days.start, days.planned_end + timedelta(days=by))})
    before, later = ({each.key: each for each in planned(programme, at)} for at in (days, moved))
    for key in before.keys() & later.keys():
        counted = before[key].moment.startswith("planned_end")
        assert counted or before[key] == later[key]
    once = {each.key for each in before.values() if "#" not in each.moment}
    if days.closure is None:
        assert once == {each.key for each in later.values() if "#" not in each.moment}


@given(programmes(), courses())
def test_reminders_come_between_the_offer_and_the_last_day(programme: Programme, days: Days) -> None:
    found = planned(programme, days)
    offers = {(each.item, each.moment): each for each in found if each.kind == "offer"}
    for each in found:
        if each.audience != "participant":
            continue
        offer = offers[each.item, each.moment]
        assert each.expires == offer.expires
        asking = asking_of(programme.questionnaires, each.item, each.moment)
        assert asking
        if each.kind == "reminder":
            assert offer.day < each.day
            assert each.expires is None or each.day < each.expires
        if each.kind == "last_day":
            assert each.day == each.expires


@given(programmes(), courses())
def test_each_reminder_that_was_promised_is_planned(programme: Programme, days: Days) -> None:
    open_ended = Days(**{**vars(days), "closure": None})
    found = planned(programme, open_ended)
    for offer in (each for each in found if each.kind == "offer"):
        asking = asking_of(programme.questionnaires, offer.item, offer.moment)
        assert asking
        of_form = [each.kind for each in found if (each.item, each.moment) == (offer.item, offer.moment)]
        promised = asking.reminders.at_most if asking.reminders else 0
        if asking.open_for is None:
            assert of_form.count("reminder") == promised
        assert of_form.count("reminder") <= promised
        assert of_form.count("last_day") == bool(asking.reminders and asking.reminders.last_day)


@given(DATES, st.sampled_from([1, 2, 3, 4, 6, 12]), st.integers(30, 1500))
def test_the_calendar_gives_the_first_day_of_every_period_after_the_start(
    start: date, months: int, length: int
) -> None:
    end = start + timedelta(days=length)
    report = StaffReminder(key="rapport", text="Rapport", at="calendar", every=Span(months=months))
    got = [each.day for each in plan([], [report], Days(start=start, closure=end))]
    firsts = [date(year, month, 1) for year in range(2024, 2039) for month in range(1, 13, months)]
    assert got == [day for day in firsts if start < day <= end][:60]


@given(st.dates(date(2024, 1, 1), date(2031, 12, 31)), st.integers(1, 40))
def test_a_month_later_is_the_same_day_or_the_last_and_never_drifts(start: date, times: int) -> None:
    monthly = StaffReminder(key="manad", text="Månad", at="start", every=Span(months=1))
    days = [each.day for each in plan([], [monthly], Days(start=start))]
    assert len(days) == 60
    day = days[times - 1]
    assert (day.year * 12 + day.month) - (start.year * 12 + start.month) == times
    assert day.day == start.day or (day + timedelta(days=1)).day == 1 < day.day < start.day


@pytest.mark.parametrize(
    ("day", "span", "times", "expected"),
    [
        ("2026-08-31", Span(months=6), 1, "2027-02-28"),
        ("2027-08-31", Span(months=6), 1, "2028-02-29"),
        ("2026-11-30", Span(months=3), 1, "2027-02-28"),
        ("2026-11-30", Span(months=3), 2, "2027-05-30"),
        ("2028-02-29", Span(months=12), 1, "2029-02-28"),
        ("2028-02-29", Span(months=12), 4, "2032-02-29"),
        ("2026-12-31", Span(months=2), 1, "2027-02-28"),
        ("2026-12-31", Span(days=1), 1, "2027-01-01"),
        ("2026-12-28", Span(weeks=1), 1, "2027-01-04"),
        ("2026-03-31", Span(months=1), -1, "2026-02-28"),
        ("2026-01-31", Span(months=1, weeks=1, days=1), 1, "2026-03-08"),
        ("2026-01-15", Span(months=13), -1, "2024-12-15"),
    ],
)
def test_spans_end_on_the_days_that_people_expect(day: str, span: Span, times: int, expected: str) -> None:
    assert after(date.fromisoformat(day), span, times) == date.fromisoformat(expected)


@given(DATES, st.integers(-200, 200), st.integers(0, 200))
def test_months_keep_order_and_come_back_up_to_a_shorter_month(day: date, months: int, more: int) -> None:
    assert add_months(day, months) <= add_months(day + timedelta(days=more), months)
    back = add_months(add_months(day, months), -months)
    assert timedelta(0) <= day - back <= timedelta(days=3)
    assert add_months(day, 0) == day


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-28", "2026-03-30T06:00Z"),  # Saturday, before the night that loses an hour
        ("2026-03-27", "2026-03-27T07:00Z"),
        ("2026-10-25", "2026-10-26T07:00Z"),  # Sunday, the night that has an hour more
        ("2026-10-23", "2026-10-23T06:00Z"),
        ("2026-12-24", "2026-12-28T07:00Z"),  # Christmas Eve
        ("2026-12-31", "2027-01-04T07:00Z"),
        ("2028-02-29", "2028-02-29T07:00Z"),
    ],
)
def test_a_day_is_due_when_its_window_opens_by_the_local_clock(day: str, due: str) -> None:
    assert due_at(date.fromisoformat(day), OFFICE, STOCKHOLM) == datetime.fromisoformat(due)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-03-04", "2026-03-04T07:00Z"),
        ("2026-03-08", "2026-03-06T07:00Z"),  # Sunday: told on Friday
        ("2026-03-29", "2026-03-27T07:00Z"),  # the Sunday that lacks an hour
        ("2026-04-06", "2026-04-02T06:00Z"),  # Easter Monday: told on Thursday
        ("2026-12-26", "2026-12-23T07:00Z"),
        ("2027-01-01", "2026-12-30T07:00Z"),
    ],
)
def test_a_last_day_is_told_of_before_it_has_passed(day: str, due: str) -> None:
    last = date.fromisoformat(day)
    notice = Planned(last, "a:closure:last-day", "last_day", "participant", "a", "closure", last)
    assert moment_of(notice, OFFICE, STOCKHOLM) == datetime.fromisoformat(due)


@given(DATES, st.sampled_from(["offer", "reminder", "last_day", "staff"]), st.booleans())
def test_what_is_due_is_due_when_messages_are_sent(day: date, kind: str, every_day: bool) -> None:  # noqa: FBT001  # hypothesis passes it by name
    window = SendWindow(time(8), time(19), working_days_only=not every_day)
    each = Planned(day, "a:start", kind, "participant", "a", "start", day)  # type: ignore[arg-type]  # any of the kinds
    due = moment_of(each, window, STOCKHOLM)
    here = due.astimezone(STOCKHOLM)
    assert next_opening(due, window, STOCKHOLM) == due
    assert here.time() == time(8)
    assert every_day or is_working_day(here.date())
    assert (here.date() <= day) if kind == "last_day" else (here.date() >= day)
    assert abs((here.date() - day).days) <= 6
    assert moment_of(each, SendWindow(None, None), STOCKHOLM).astimezone(UTC) <= datetime.combine(
        day, time(0), STOCKHOLM
    ).astimezone(UTC)


def test_a_form_and_a_reminder_of_the_same_name_are_told_apart() -> None:
    asking = Asking(questionnaire="start", at="start")
    reminder = StaffReminder(key="start", text="Start", at="start")
    keys = [each.key for each in plan([asking], [reminder], Days(start=date(2026, 3, 2)))]
    assert keys == ["start:start", "start:start:staff"]


def test_a_form_asked_at_several_moments_is_found_by_its_own() -> None:
    first, later = (Asking(questionnaire="a", at="start", after=span) for span in (None, Span(months=3)))
    monthly = Asking(questionnaire="a", at="referral", every=Span(months=1))
    for moment, asking in (("start", first), ("start+3m", later), ("referral#7", monthly), ("closure", None)):
        assert asking_of([first, later, monthly], "a", moment) is asking
    assert asking_of([first], "b", "start") is None


def test_a_reminder_on_the_last_day_is_left_to_the_notice() -> None:
    reminding = Reminding(at_most=3, every=Span(weeks=1), last_day=True)
    asking = Asking(questionnaire="a", at="start", open_for=Span(weeks=2), reminders=reminding)
    got = [(each.day.isoformat(), each.kind) for each in plan([asking], [], Days(start=date(2026, 3, 2)))]
    assert got == [("2026-03-02", "offer"), ("2026-03-09", "reminder"), ("2026-03-16", "last_day")]


def test_who_stays_past_the_planned_end_is_followed_up_to_the_closure() -> None:
    monthly = StaffReminder(key="manad", text="Månad", at="start", every=Span(months=1))
    days = Days(start=date(2026, 3, 2), planned_end=date(2026, 5, 2), closure=date(2026, 7, 2))
    assert [each.day.month for each in plan([], [monthly], days)] == [4, 5, 6, 7]
