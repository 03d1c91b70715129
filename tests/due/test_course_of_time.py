"""A life without disturbance: every occasion comes once, on its day, inside the window, and follows the days."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.actions.replan import replan_all
from bot.house import House
from flows.programme import Programme
from flows.timing.free_days import is_working_day
from storage import enrolments, occasions, tasks
from storage.enrolments import State
from storage.unit import Unit
from tests.due.life import DAY, OFFICE, SLOW, STOCKHOLM, TEAM, Life, at, house


async def test_a_start_is_reminded_of_once_a_week_later(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.through(at("2026-03-02T09:00"), at("2026-04-02T09:00"))
    assert await life.letters() == ["2026-03-09 08:00 reminder start start"]
    assert await life.states(one) == ["offer start sent", "reminder start sent"]


async def test_the_closing_survey_is_offered_reminded_of_twice_and_its_last_day_told_of(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.answered(one, "start start", date(2026, 3, 2))
    await life.closed(one, date(2026, 5, 12))
    await life.through(at("2026-05-12T10:00"), at("2026-08-01T10:00"))
    assert await life.letters() == [
        "2026-05-12 10:00 offer avslut closure",
        "2026-05-19 08:00 reminder avslut closure",
        "2026-05-26 08:00 reminder avslut closure",
        "2026-07-10 08:00 last_day avslut closure",  # the last day is a Saturday
    ]
    assert await life.last_day(one, "avslut closure") == date(2026, 7, 11)
    assert (await life.run(one, "avslut closure")).state == "ended"


async def test_what_falls_on_free_days_comes_on_the_next_working_day(life: Life) -> None:
    one = await life.joined(date(2026, 12, 17))  # a week before Christmas Eve
    await life.closed(one, date(2026, 12, 24))
    await life.through(at("2026-12-17T09:00"), at("2027-01-20T09:00"))
    assert await life.letters() == [
        "2026-12-28 08:00 offer avslut closure",
        "2027-01-04 08:00 reminder avslut closure",  # planned for New Year's Eve
        "2027-01-07 08:00 reminder avslut closure",
    ]


async def test_over_the_nights_on_which_clocks_change_it_stays_eight_o_clock(life: Life) -> None:
    for start in (date(2026, 3, 23), date(2026, 10, 19)):
        await life.joined(start)
    await life.through(at("2026-03-23T09:00"), at("2026-04-01T09:00"))
    await life.through(at("2026-10-19T09:00"), at("2026-10-30T09:00"))
    assert await life.letters() == ["2026-03-30 08:00 reminder start start", "2026-10-26 08:00 reminder start start"]


async def test_nothing_is_written_at_night_at_weekends_or_on_holidays(life: Life) -> None:
    one = await life.joined(date(2026, 3, 26))
    await life.closed(one, date(2026, 3, 27))  # reminders on the Fridays of Easter's weeks
    closed = ["2026-03-27T07:59", "2026-03-27T19:00", "2026-03-28T12:00", "2026-03-29T02:30", "2026-04-03T12:00"]
    assert [await life.tick(at(moment)) for moment in closed] == [0] * 5
    assert await life.tick(at("2026-03-30T08:00")) == 1
    assert [await life.tick(at(moment)) for moment in ("2026-04-04T12:00", "2026-04-06T12:00", "2026-04-07T07:59")] == [
        0
    ] * 3
    assert await life.tick(at("2026-04-07T08:00")) == 1


async def test_occasions_move_with_the_planned_end(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.planned_end(one, date(2026, 6, 1))
    await life.planned_end(one, date(2026, 9, 1))
    await life.through(at("2026-03-02T09:00"), at("2026-09-03T09:00"))
    of_end = [line for line in await life.letters() if line.endswith("planned_end")]
    assert of_end == ["2026-09-01 08:00 offer start planned_end"]


async def test_what_was_snoozed_stays_when_the_days_move_and_comes_when_it_was_asked_for(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    reminder = next(each for each in await occasions_of(life, one) if each.kind == "reminder")
    until = at("2026-03-18T08:00")
    await life.database.write(lambda unit: occasions.put_off(unit, reminder.id, until, snoozed=True))
    await life.planned_end(one, date(2026, 9, 1))
    await life.through(at("2026-03-02T09:00"), at("2026-04-02T09:00"))
    assert await life.letters() == ["2026-03-18 08:00 reminder start start"]


async def test_a_reminder_asked_for_comes_once_beside_the_plan(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    offer = next(each for each in await occasions_of(life, one) if each.kind == "offer")
    for _ in range(2):
        await life.database.write(lambda unit: occasions.ask_for(unit, offer, at("2026-03-03T08:00"), "2026-03-03"))
    await life.replan(one)
    await life.through(at("2026-03-02T09:00"), at("2026-03-20T09:00"))
    assert await life.letters() == ["2026-03-03 08:00 reminder start start", "2026-03-09 08:00 reminder start start"]


async def test_a_reminder_asked_for_on_the_day_of_another_is_one(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    offer = next(each for each in await occasions_of(life, one) if each.kind == "offer")
    await life.database.write(lambda unit: occasions.ask_for(unit, offer, at("2026-03-09T08:00"), "2026-03-09"))
    await life.through(at("2026-03-02T09:00"), at("2026-03-20T09:00"))
    assert await life.letters() == ["2026-03-09 08:00 reminder start start"]


async def test_what_was_cancelled_comes_back_with_the_plan(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2), SLOW)
    await life.planned_end(one, date(2026, 6, 1))
    await life.database.write(lambda unit: occasions.cancel_all(unit, one, "participant"))
    await life.through(at("2026-03-02T09:00"), at("2026-03-10T09:00"))
    assert await life.letters() == []
    await life.replan(one)
    await life.through(at("2026-03-10T10:00"), at("2026-03-10T12:00"))
    assert await life.letters() == ["2026-03-10 10:00 offer start start+1w"]


async def test_of_what_is_planned_for_a_closed_person_only_the_closing_is_left(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.tick(at("2026-05-12T09:00"))
    await life.closed(one, date(2026, 5, 12))
    await life.replan(one)
    left = [(each.audience, each.moment) for each in await occasions_of(life, one) if each.state == "planned"]
    assert left == [("participant", "closure")] * 4


async def test_a_planned_end_makes_no_reminder_come_twice(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    for day in range(20):
        await life.tick(at("2026-03-02T12:00") + day * DAY)
        await life.planned_end(one, date(2026, 9, 1) + day * DAY)
    assert await life.letters() == ["2026-03-09 12:00 reminder start start"]


async def occasions_of(life: Life, enrolment: int) -> tuple[occasions.Occasion, ...]:
    return await life.database.read(lambda unit: occasions.of_enrolment(unit, enrolment))


@pytest.mark.parametrize("state", [State.INVITED, State.WAITING, State.DECLINED])
async def test_who_does_not_take_part_is_not_written_to(state: State, life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.state(one, state)
    await life.through(at("2026-03-02T09:00"), at("2026-03-20T09:00"))
    assert await life.letters() == []


@given(
    start=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    stay=st.integers(0, 100),
    ticks=st.lists(st.integers(1, 24 * 20), min_size=1, max_size=30),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whenever_the_bot_looks_each_occasion_comes_at_most_once_inside_the_window(
    start: date, stay: int, ticks: list[int], life: Life
) -> None:
    one = await life.joined(start)
    await life.closed(one, start + timedelta(days=stay))
    now = datetime.combine(start + timedelta(days=stay), OFFICE.opens or datetime.min.time(), STOCKHOLM)
    for hours in ticks:
        await life.tick(now)
        now += timedelta(hours=hours)
    lines = await life.letters(one)
    assert len({line.split(" ", 2)[0] for line in lines}) == len(lines)
    assert sum("offer" in line for line in lines) <= 1
    assert sum("reminder" in line for line in lines) <= 2
    assert sum("last_day" in line for line in lines) <= 1
    for line in lines:
        written = datetime.strptime(line[:16], "%Y-%m-%d %H:%M").replace(tzinfo=STOCKHOLM)
        assert 8 <= written.hour < 19
        assert is_working_day(written.date())
    keys = await life.keys()
    assert len(set(keys)) == len(keys)


def test_the_programme_of_these_tests_is_sound() -> None:
    assert house().programme(SLOW)


def _changed(shown: House) -> House:
    """Give the house after a start with another file: one more form, already past, and the closing one sooner over."""
    team = shown.catalogue.programmes[TEAM]
    made = team.model_dump(mode="json", exclude_defaults=True)
    made["questionnaires"] = [
        *made["questionnaires"],
        {
            "questionnaire": "avslut",
            "at": "start",
            "after": {"days": 3},
            "reminders": {"at_most": 2, "every": {"weeks": 1}},
        },
        {"questionnaire": "avslut", "at": "start", "after": {"weeks": 3}},
    ]
    made["staff_reminders"] = [{"key": "halvar", "text": "Halvår", "at": "start", "after": {"months": 6}}]
    programmes = {**shown.catalogue.programmes, TEAM: Programme.model_validate(made)}
    return replace(shown, catalogue=replace(shown.catalogue, programmes=programmes))


async def test_a_changed_programme_holds_from_the_next_start_on_and_brings_nothing_up_from_before(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.through(at("2026-03-02T09:00"), at("2026-03-12T09:00"))
    life.house = _changed(life.house)
    for _ in range(2):
        await life.database.write(lambda unit: replan_all(unit, life.house, at("2026-03-12T10:00")))
    await life.planned_end(one, date(2026, 9, 1))  # a later plan brings it up no more than the first
    await life.through(at("2026-03-12T11:00"), at("2026-05-02T09:00"))
    assert await life.letters() == ["2026-03-09 08:00 reminder start start", "2026-03-23 08:00 offer avslut start+3w"]
    coming = [each for each in await occasions_of(life, one) if each.audience == "coach" and each.state == "planned"]
    assert [each.item for each in coming] == ["halvar"]


async def test_who_is_to_be_erased_is_planned_nothing_anew(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))

    def asked_to_be_erased(unit: Unit) -> None:
        enrolments.detach(unit, one)
        tasks.add(unit, "erasure", TEAM, one, at("2026-03-03T10:00"))
        replan_all(unit, _changed(life.house), at("2026-03-03T10:00"))

    await life.database.write(asked_to_be_erased)
    assert {each.state for each in await occasions_of(life, one)} == {"sent", "cancelled"}


def in_state(form: str, state: str) -> House:
    """Give the house in which a form is at this point of its life."""
    there = house()
    forms = there.catalogue.questionnaires
    return replace(
        there,
        catalogue=replace(
            there.catalogue, questionnaires={**forms, form: forms[form].model_copy(update={"state": state})}
        ),
    )


@pytest.mark.parametrize("state", ["draft", "tried", "retired"])
async def test_a_form_that_is_not_live_is_offered_to_nobody_when_its_day_comes(life: Life, state: str) -> None:
    life.house = in_state("avslut", state)
    one = await life.joined(date(2026, 3, 2))
    await life.answered(one, "start start", date(2026, 3, 2))
    await life.closed(one, date(2026, 5, 12))

    await life.through(at("2026-05-12T10:00"), at("2026-08-01T10:00"))

    assert await life.letters() == []


async def test_a_form_that_is_retired_while_somebody_answers_it_is_still_reminded_of(life: Life) -> None:
    one = await life.joined(date(2026, 3, 2))
    await life.answered(one, "start start", date(2026, 3, 2))
    await life.closed(one, date(2026, 5, 12))
    await life.through(at("2026-05-12T10:00"), at("2026-05-13T10:00"))
    life.house = in_state("avslut", "retired")

    await life.through(at("2026-05-13T10:00"), at("2026-05-20T10:00"))

    assert await life.letters() == ["2026-05-12 10:00 offer avslut closure", "2026-05-19 08:00 reminder avslut closure"]
