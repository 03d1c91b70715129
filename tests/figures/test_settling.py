"""A quarter's close: what had gathered by then counts in that quarter, whether anybody looked or not."""

from datetime import date, datetime

import pytest

from bot.actions.coordinator.settle import settle_quarter, settle_quarters
from bot.actions.coordinator.status import Status
from bot.scheduler import take_steps
from flows.forms.conditions import Answer
from storage import enrolments
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, JULY, SPRING, SUMMER, enrolled, here, look, send_in, send_in_linked

AGREES: dict[str, Answer] = {"narmare-arbete": "instammer"}
SE_IPS = "stod-till-arbete"
JUNE, AUGUST = date(2026, 6, 30), date(2026, 8, 31)
"""Days by which the second quarter is over, and the third is not."""


def tick(unit: Unit, now: datetime) -> bool:
    return take_steps(here(unit, now), (settle_quarters,))


def of(status: Status, key: str = "narmare-arbete") -> int | None:
    return next(each.of for form in status.forms for each in form.figures if each.key == key)


def counted(unit: Unit, until: date | None = None, programme: str = "enter", key: str = "narmare-arbete") -> int | None:
    return of(look(unit, programme, now=SUMMER, until=until), key)


def test_what_gathered_counts_in_the_quarter_that_ended_though_nobody_looked_in_it(unit: Unit) -> None:
    tick(unit, SPRING)
    for _ in range(6):
        send_in(unit, AGREES)

    assert tick(unit, JULY), "anonymous answers became numbers, so the disk must forget them"
    assert not tick(unit, JULY)
    for _ in range(5):
        send_in(unit, AGREES, day=SUMMER.date())

    assert (counted(unit, JUNE), counted(unit)) == (6, 11)
    assert not tick(unit, SUMMER)
    assert counted(unit, JUNE) == 6


def test_a_remainder_that_was_too_small_counts_in_the_next(unit: Unit) -> None:
    tick(unit, SPRING)
    for _ in range(4):
        send_in(unit, AGREES)
    assert not tick(unit, JULY)
    send_in(unit, AGREES, day=SUMMER.date())

    assert (counted(unit, JUNE), counted(unit)) == (None, 5)


def test_linked_forms_sent_in_after_the_close_do_not_count_in_it_however_late_it_is_settled(unit: Unit) -> None:
    tick(unit, SPRING)
    for day, number in ((JUNE, 5), (SUMMER.date(), 6)):
        for _ in range(number):
            send_in_linked(unit, "samverkansteam-finnveden", {"hur-nara": 7}, day=day)

    assert counted(unit, JUNE, "samverkansteam-finnveden", "hur-nara") == 5
    assert counted(unit, None, "samverkansteam-finnveden", "hur-nara") == 11


def test_people_count_as_they_stood_on_the_last_day(unit: Unit) -> None:
    tick(unit, SPRING)
    for day in (DAY, SUMMER.date()):
        for _ in range(6):
            enrolments.close(unit, enrolled(unit, SE_IPS), "arbete" if day == DAY else "annat", day)

    def seen(until: date | None) -> tuple[int | None, int | None]:
        goal = next(
            each for each in look(unit, SE_IPS, SUMMER, until).verdicts if each.goal.key == "arbete-eller-studier"
        )
        return goal.n, goal.of

    assert (seen(JUNE), seen(AUGUST), seen(None)) == ((6, 6), (6, 6), (6, 12))


def test_of_several_quarters_that_passed_unseen_the_last_is_settled(unit: Unit) -> None:
    tick(unit, SPRING)
    for _ in range(6):
        send_in_linked(unit, "samverkansteam-finnveden", {"hur-nara": 7})
    next_spring = datetime.fromisoformat("2027-04-01T00:05:00+02:00")
    tick(unit, next_spring)

    def until(day: date) -> int | None:
        return of(look(unit, "samverkansteam-finnveden", next_spring, day), "hur-nara")

    assert (until(date(2026, 12, 31)), until(date(2027, 3, 31))) == (None, 6)


def test_anonymous_answers_of_an_unwatched_time_are_given_to_no_quarter_that_is_over(unit: Unit) -> None:
    """Nobody knows when they came: the first time that a programme is settled they wait for the present quarter."""
    for _ in range(6):
        send_in(unit, AGREES)
        send_in_linked(unit, "samverkansteam-finnveden", {"hur-nara": 7})

    assert (counted(unit, JUNE), counted(unit)) == (None, 6)
    assert counted(unit, JUNE, "samverkansteam-finnveden", "hur-nara") == 6


def test_numbers_seen_in_this_quarter_before_it_was_watched_stay(unit: Unit) -> None:
    """As after an upgrade: somebody looked in August, and the first tick settles the second quarter after that."""
    for day, number in ((DAY, 6), (SUMMER.date(), 5)):
        for _ in range(number):
            enrolments.close(unit, enrolled(unit, SE_IPS), "arbete", day)
    look(unit, SE_IPS, SUMMER)
    before = unit.rows("SELECT * FROM goal_releases")
    unit.run("DELETE FROM quarters_settled")
    unit.run("DELETE FROM goal_releases WHERE quarter = '2026-Q2'")
    unit.run("INSERT INTO touched SELECT programme, id FROM enrolments")

    tick(unit, SUMMER)

    kept = unit.rows("SELECT * FROM goal_releases")
    assert [(row["quarter"], row["n"], row["base"]) for row in kept] == [("2026-Q3", 11, 11)]
    assert len(before) == 2


@pytest.mark.parametrize("programme", sorted(HOUSE.catalogue.programmes))
def test_every_programme_can_be_settled_and_a_clock_that_goes_back_settles_nothing_anew(
    programme: str, unit: Unit
) -> None:
    settle_quarter(here(unit, SUMMER), HOUSE.catalogue.programmes[programme])
    before = unit.count("SELECT COUNT(*) FROM goal_releases")
    for _ in range(6):
        enrolments.close(unit, enrolled(unit, programme, date(2026, 3, 1)), "annat", date(2026, 3, 2))

    settle_quarter(here(unit, SPRING), HOUSE.catalogue.programmes[programme])

    assert unit.count("SELECT COUNT(*) FROM goal_releases") == before == 0
