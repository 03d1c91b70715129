"""Breakdowns as a coordinator sees them: read from the storage, released as whole tables, kept over erasures."""

from dataclasses import replace
from datetime import date

import pytest

from bot.actions.coordinator.breakdown import breakdowns
from bot.actions.here import Caller, NotAllowed
from storage import cohorts, course, enrolments
from storage.course import Referral
from storage.enrolments import State
from storage.people import Grant, Person, Role
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SUMMER, here, look
from tests.figures.dividing import ENTER, SE_IPS, WORK, both, came, cells, close, record, table


@pytest.fixture
def women_and_men(unit: Unit) -> tuple[list[int], list[int]]:
    return both(unit)


@pytest.mark.usefixtures("women_and_men")
def test_people_and_goals_are_told_by_gender(unit: Unit) -> None:
    assert cells(table(unit)) == {"kvinna": (22, 46), "man": (24, 46)}
    assert cells(table(unit, what="closed")) == {"kvinna": (12, 22), "man": (14, 24)}
    assert cells(table(unit, what=WORK)) == {"kvinna": (6, 12), "man": (7, 14)}
    assert table(unit, what=WORK).released_in == "2026-Q2"
    assert table(unit, "ort", what="enrolled").cells == (), "nobody's place is known"


@pytest.mark.usefixtures("women_and_men")
def test_every_sum_is_what_is_shown_of_the_whole(unit: Unit) -> None:
    whole = next(each for each in look(unit, SE_IPS).verdicts if each.goal.key == WORK)

    found = table(unit, what=WORK)

    assert (whole.n, whole.of) == (
        sum(n or 0 for n, _ in cells(found).values()),
        sum(of or 0 for _, of in cells(found).values()),
    )


def test_small_places_are_shown_together_and_it_is_said_why(unit: Unit) -> None:
    for place, number in (("Gislaved", 9), ("Gnosjö", 3), ("Värnamo", 4)):
        came(unit, number, None, place)

    found = table(unit, "ort")

    assert [(cell.key, cell.n, cell.withheld) for cell in found.cells] == [
        ("Gislaved", 9, None),
        ("Gnosjö", None, "few"),
        ("Värnamo", None, "few"),
        ("*", 7, None),
    ]
    assert found.cells[-1].label == "Övriga orter"


def test_one_person_in_a_place_takes_a_neighbour_along(unit: Unit) -> None:
    for place, number in (("Gislaved", 9), ("Gnosjö", 8), ("Värnamo", 1)):
        came(unit, number, None, place)

    assert {cell.key: cell.withheld for cell in table(unit, "ort").cells} == {
        "Gislaved": "complement",
        "Gnosjö": None,
        "Värnamo": "few",
        "*": None,
    }


def test_nothing_is_told_of_too_few(unit: Unit) -> None:
    came(unit, 8, "kvinna")
    came(unit, 4, "man")

    assert {each.cells for each in breakdowns(here(unit), SE_IPS)} == {()}


def test_looks_before_and_after_one_person_are_alike(unit: Unit, women_and_men: tuple[list[int], list[int]]) -> None:
    women, men = women_and_men
    before = breakdowns(here(unit), SE_IPS)

    close(unit, women[12:13], works=1)
    record(unit, men[0], kon="kvinna")
    came(unit, 1, "man")

    assert breakdowns(here(unit), SE_IPS) == before


@pytest.mark.usefixtures("women_and_men")
def test_a_new_table_comes_when_five_stand_otherwise_in_every_cell(unit: Unit) -> None:
    table(unit)
    came(unit, 5, "kvinna")
    assert cells(table(unit)) == {"kvinna": (27, 51), "man": (24, 51)}
    came(unit, 5, "kvinna")
    came(unit, 4, "man")
    assert cells(table(unit)) == {"kvinna": (27, 51), "man": (24, 51)}
    came(unit, 1, "man")
    assert cells(table(unit)) == {"kvinna": (32, 61), "man": (29, 61)}


@pytest.mark.usefixtures("women_and_men")
def test_a_day_shows_the_tables_released_before_its_quarter_ended(unit: Unit) -> None:
    table(unit)
    came(unit, 6, "kvinna")

    now, then = table(unit, now=SUMMER), table(unit, now=SUMMER, until=date(2026, 7, 31))

    assert (cells(now), now.released_in) == ({"kvinna": (28, 52), "man": (24, 52)}, "2026-Q2")
    assert (cells(then), then.released_in) == (cells(now), "2026-Q2")
    assert table(unit, now=SUMMER, until=date(2026, 6, 29)).cells == ()


@pytest.mark.usefixtures("women_and_men")
def test_a_quarter_that_ended_unseen_has_its_tables(unit: Unit) -> None:
    assert table(unit, now=SUMMER, until=date(2026, 6, 30)).released_in == "2026-Q2"


def test_an_erasure_changes_no_table_and_leaves_no_trace_of_the_person(
    unit: Unit, women_and_men: tuple[list[int], list[int]]
) -> None:
    women, _ = women_and_men
    before = breakdowns(here(unit), SE_IPS)

    enrolments.let_go(unit, women[0], State.ERASED)

    assert unit.count("SELECT COUNT(*) FROM breakdown_members WHERE enrolment = ?", women[0]) == 0
    assert breakdowns(here(unit), SE_IPS) == before
    came(unit, 5, "kvinna")
    assert cells(table(unit)) == {"kvinna": (27, 51), "man": (24, 51)}


def test_people_with_protected_identity_are_in_no_table(unit: Unit) -> None:
    people = came(unit, 10, "kvinna") + came(unit, 10, "man")
    course.protect(unit, people[0], "kvinna", 1980)

    assert cells(table(unit)) == {"kvinna": (9, 19), "man": (10, 19)}


def test_groups_are_a_dimension_where_there_are_groups(unit: Unit) -> None:
    assert "grupp" not in {each.dimension for each in breakdowns(here(unit), SE_IPS)}
    for name in ("Höst", "Vår"):
        cohort = cohorts.add(unit, SE_IPS, name, DAY)
        for _ in range(6):
            enrolment = enrolments.invite(unit, SE_IPS, None, None, DAY).id
            course.refer(unit, enrolment, Referral(cohort=cohort))
            enrolments.start(unit, enrolment, DAY)

    assert cells(table(unit, "grupp")) == {"Höst": (6, 12), "Vår": (6, 12)}


@pytest.mark.parametrize(
    "caller",
    [
        Caller(7, Person(1, 7, "sv", reachable=True, grants=(Grant(Role.COACH, SE_IPS),))),
        Caller(7, Person(1, 7, "sv", reachable=True, grants=(Grant(Role.COORDINATOR, ENTER),))),
        Caller(7, None),
    ],
)
def test_breakdowns_are_refused_to_all_but_those_who_answer_for_the_programme(unit: Unit, caller: Caller) -> None:
    with pytest.raises(NotAllowed):
        breakdowns(replace(here(unit), caller=caller), SE_IPS)


@pytest.mark.usefixtures("women_and_men")
def test_a_clock_that_goes_back_over_a_quarter_takes_nothing_back(unit: Unit) -> None:
    table(unit, now=SUMMER)
    came(unit, 6, "kvinna")
    seen = table(unit, now=SUMMER)
    came(unit, 6, "kvinna")

    assert (cells(seen), seen.released_in) == ({"kvinna": (28, 52), "man": (24, 52)}, "2026-Q3")
    assert table(unit) == seen
    assert cells(table(unit, now=SUMMER)) == {"kvinna": (34, 58), "man": (24, 58)}


@pytest.mark.parametrize("key", HOUSE.catalogue.programmes)
def test_every_programme_has_its_tables(unit: Unit, key: str) -> None:
    programme = HOUSE.catalogue.programmes[key]
    came(unit, 8, "kvinna", programme=key)
    came(unit, 8, "man", programme=key)

    found = breakdowns(here(unit), key)

    assert {each.dimension for each in found} >= set(programme.breakdowns)
    by_gender = [each for each in found if (each.dimension, each.what) == ("kon", "enrolled")]
    assert [cells(each) for each in by_gender] == [{"kvinna": (8, 16), "man": (8, 16)}] * (
        "kon" in programme.breakdowns
    )
