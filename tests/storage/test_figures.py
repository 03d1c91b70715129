"""Figures about people: everyone counted once, now and as it was when a day ended."""

from datetime import UTC, date, datetime, time

import pytest

from flows.timing.plan import Planned
from storage import enrolments, figures, occasions, people, runs
from storage.enrolments import State
from storage.responses import Responses, responses
from storage.unit import Unit
from tests.storage.forms import form

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 15) for month in (1, 2, 3, 4))
NOBODY = dict.fromkeys(figures.PEOPLE, 0)


def invite(unit: Unit, chat: int | None = None, day: date = JANUARY) -> int:
    made = enrolments.invite(unit, "enter", None, None, day).id
    if chat:
        enrolments.bind(unit, made, people.add(unit, chat, "sv").id)
    return made


def started(unit: Unit, chat: int, day: date = FEBRUARY) -> int:
    made = invite(unit, chat)
    enrolments.start(unit, made, day)
    return made


def closed(unit: Unit, chat: int, day: date = MARCH) -> int:
    made = started(unit, chat)
    enrolments.close(unit, made, "arbete", day)
    return made


def offered(unit: Unit, enrolment: int, item: str, moment: str, day: date) -> None:
    planned = Planned(day, f"{item}:{moment}", "offer", "participant", item, moment)
    occasions.follow(unit, enrolment, [(planned, datetime.combine(day, time(8), UTC))], "rule")
    offer = occasions.offer_of(unit, enrolment, item, moment)
    assert offer
    occasions.settle(unit, offer.id, "sent", day)


def test_everyone_is_counted_once_by_their_state(unit: Unit) -> None:
    invite(unit)
    invite(unit, 1)
    enrolments.let_go(unit, invite(unit, 2), State.DECLINED)
    started(unit, 3)
    people.set_reachable(unit, people.add(unit, 4, "sv").id, reachable=False)
    started(unit, 4)
    closed(unit, 5)
    enrolments.let_go(unit, closed(unit, 6), State.ERASED)
    enrolments.invite(unit, "nya-vagar", None, None, JANUARY)

    found = figures.people(unit, "enter")

    expected = {"invited": 2, "declined": 1, "active": 1, "unreachable": 1, "closed": 1, "erased": 1}
    assert found == NOBODY | expected
    assert tuple(found) == figures.PEOPLE


@pytest.mark.parametrize("state", ["waiting", "paused"])
def test_those_who_wait_or_pause_are_counted_as_that_enrolled_or_not(unit: Unit, state: str) -> None:
    unit.run("UPDATE enrolments SET state = ? WHERE id = ?", state, started(unit, 1))
    unit.run("UPDATE enrolments SET state = ? WHERE id = ?", state, invite(unit, 2))

    assert figures.people(unit, "enter") == NOBODY | {state: 2}


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (date(2026, 1, 14), None),
        (JANUARY, "invited"),
        (date(2026, 2, 14), "invited"),
        (FEBRUARY, "active"),
        (date(2026, 3, 14), "active"),
        (MARCH, "closed"),
        (APRIL, "closed"),
    ],
)
def test_until_a_day_each_is_counted_by_what_was_so_when_it_ended(unit: Unit, until: date, state: str | None) -> None:
    closed(unit, 1)

    assert figures.people(unit, "enter", until) == NOBODY | ({state: 1} if state else {})


def test_who_was_closed_without_ever_starting_was_invited_until_then(unit: Unit) -> None:
    enrolments.close(unit, invite(unit, 1), "avbrott", MARCH)

    assert figures.people(unit, "enter", FEBRUARY) == NOBODY | {"invited": 1}
    assert figures.people(unit, "enter", MARCH) == NOBODY | {"closed": 1}


def test_responses_count_who_was_asked_and_who_sent_in_until_a_day(unit: Unit) -> None:
    first, second = form("start", linked=True), form("avslut")
    idle, one, other = (invite(unit) for _ in range(3))
    runs.open_run(unit, idle, first, "start")
    for enrolment in (one, other):
        runs.finish(unit, runs.open_run(unit, enrolment, first, "start"), FEBRUARY)
    runs.finish(unit, runs.open_run(unit, other, second, "closure"), MARCH)
    offered(unit, one, "avslut", "closure", FEBRUARY)
    runs.open_run(unit, one, second, "closure")

    start, end = Responses("start", "start", 3, 2), Responses("avslut", "closure", 2, 1)
    assert responses(unit, "enter") == (end, start)
    assert responses(unit, "enter", FEBRUARY) == (Responses("avslut", "closure", 1, 0), start)
    assert responses(unit, "enter", JANUARY) == (Responses("start", "start", 1, 0),)
    assert responses(unit, "nya-vagar") == ()
