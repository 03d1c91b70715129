"""What two looks differ in, which goals are near their day, and quarters."""

from dataclasses import replace
from datetime import date

import pytest

from flows.goals.changes import changes, deadline, near
from flows.goals.judging import Verdict
from flows.goals.kinds import AnswerShare, Deliverable, Parts, PeopleCount, Score
from flows.timing.schedule import last_day, quarter, quarters_closed

SHARE = AnswerShare.model_validate(
    {
        "key": "nytta",
        "kind": "answer_share",
        "text": "75 % har nytta",
        "source": "påhittat",
        "questionnaire": "avslut",
        "question": "nytta",
        "counted": ["helt"],
        "target": "0.75",
    }
)
COUNT = PeopleCount.model_validate(
    {"key": "nya", "kind": "people_count", "text": "57 nya", "source": "påhittat", "people": "enrolled", "target": 57}
)
DONE = Deliverable.model_validate(
    {"key": "beskriven", "kind": "deliverable", "text": "Beskriven", "source": "x", "fact": "f", "by": "2026-09-30"}
)
SCORE = Score.model_validate(
    {
        "key": "poang",
        "kind": "score",
        "text": "90 poäng",
        "source": "x",
        "fact": "f",
        "places": ["A"],
        "by": "2026-10-15",
        "target": 90,
    }
)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
MET, NOT_MET = Verdict(SHARE, "met", 8, 10), Verdict(SHARE, "not_met", 7, 10)


@pytest.mark.parametrize(
    ("then", "now", "is_change"),
    [
        (MET, MET, False),
        (MET, NOT_MET, True),
        (MET, replace(MET, n=9, of=12), True),
        (Verdict(SHARE, "too_few"), MET, True),
        (Verdict(SHARE, "not_asked"), Verdict(SHARE, "too_few"), False),
        (Verdict(COUNT, "not_met", 3, value=3, period=YEAR), Verdict(COUNT, "not_met", 4, value=4, period=YEAR), True),
        (Verdict(COUNT, "not_met", 3, value=3), Verdict(COUNT, "not_met", 1, value=1, period=YEAR), False),
    ],
)
def test_a_change_is_another_verdict_or_another_number_of_the_same_period(
    then: Verdict, now: Verdict, *, is_change: bool
) -> None:
    assert [(each.then, each.now) for each in changes([then], [now])] == ([(then, now)] if is_change else [])


def test_a_new_goal_and_one_that_is_gone_are_no_changes() -> None:
    assert changes([MET], [Verdict(COUNT, "not_met", 3, value=3)]) == ()


def test_a_goal_changes_with_its_parts() -> None:
    whole = Parts.model_construct(key="hela", text="Allt", source="x", kind="parts", parts=(SHARE, COUNT))
    then = Verdict(whole, "not_met", 0, 2, parts=(NOT_MET, Verdict(COUNT, "not_met", 3, value=3)))
    now = Verdict(whole, "not_met", 0, 2, parts=(NOT_MET, Verdict(COUNT, "not_met", 4, value=4)))

    assert len(changes([then], [now])) == 1
    assert changes([then], [then]) == ()


def test_a_goal_is_near_in_the_last_month_before_its_day_while_it_is_not_met() -> None:
    goes_on = Verdict(DONE, "not_met", 0, 1, goes_on=True)
    counted = Verdict(COUNT, "not_met", 3, value=3, period=YEAR, goes_on=True)
    scored = Verdict(SCORE, "not_asked", goes_on=True)
    goals = (goes_on, counted, scored, MET)

    assert [deadline(each) for each in goals] == [date(2026, 9, 30), date(2026, 12, 31), date(2026, 10, 15), None]
    assert near(goals, date(2026, 8, 30)) == ()
    assert near(goals, date(2026, 8, 31)) == (goes_on,)
    assert near(goals, date(2026, 9, 30)) == (goes_on, scored)
    assert near(goals, date(2026, 12, 31)) == (counted,)
    assert deadline(replace(goes_on, judgement="met")) is deadline(replace(goes_on, goes_on=False)) is None


def test_a_goal_of_parts_is_near_when_the_first_of_them_is() -> None:
    whole = Parts.model_construct(key="hela", text="Allt", source="x", kind="parts", parts=(DONE, SCORE))
    parts = (Verdict(DONE, "met", 1, 1), Verdict(SCORE, "not_asked", goes_on=True))

    assert deadline(Verdict(whole, "not_asked", 1, 2, parts=parts, goes_on=True)) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 30), ("2025-Q4", "2026-Q1", "2026-Q2")),
        (date(2026, 10, 1), ("2026-Q1", "2026-Q2", "2026-Q3")),
        (date(2027, 1, 1), ("2026-Q2", "2026-Q3", "2026-Q4")),
    ],
)
def test_quarters_are_closed_from_the_day_after_their_last(today: date, expected: tuple[str, ...]) -> None:
    assert quarters_closed(today, 3) == expected


def test_the_last_day_of_a_quarter_lies_in_it() -> None:
    named = {f"{year}-Q{number}" for year in (2024, 2025) for number in range(1, 5)}
    assert {quarter(last_day(each)) for each in named} == named
    assert last_day("2024-Q1") == date(2024, 3, 31)
    assert last_day("2026-Q4") == date(2026, 12, 31)
