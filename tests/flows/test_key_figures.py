"""Key figures: who stands in them, when they change, and what is withheld."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.catalogue import SHIPPED, read_catalogue
from flows.figures import OptionCount
from flows.goals.evidence import Person
from flows.reports.key_figures import (
    AFTER,
    BEFORE,
    Counted,
    Distribution,
    Marks,
    Spread,
    counted_anew,
    distribution,
    names,
    spread,
    standings,
)

ENTER = read_catalogue(SHIPPED).programmes["enter"]
BASE = 5
START = date(2026, 1, 1)


def person(key: int, *, days: int | None = None, **facts: str) -> Person:
    known = {name.replace("_", "-"): value for name, value in facts.items()}
    closed = None if days is None else START + timedelta(days=days)
    return Person(
        key, "closed" if closed else "active", START, closed, outcome="arbete" if closed else None, facts=known
    )


def test_a_programme_has_the_key_figures_that_it_has_the_facts_for() -> None:
    assert names(ENTER) == ("outcomes", "livelihood", "throughput")


def test_people_stand_where_enough_is_known_of_them() -> None:
    people = [
        person(1, days=30, kon="kvinna", forsorjning_fore="sjukpenning", forsorjning_efter="lon"),
        person(2, kon="man", forsorjning_fore="sjukpenning", forsorjning_efter="lon"),
        person(3, days=0, forsorjning_fore="lon"),
        replace(person(4, days=9, kon="man", forsorjning_fore="sjukpenning", forsorjning_efter="lon"), protected=True),
    ]
    assert standings("outcomes", people) == {1: ("arbete",), 3: ("arbete",)}
    assert standings("livelihood", people) == {1: (f"{BEFORE}sjukpenning", f"{AFTER}lon")}
    assert standings("throughput", people) == {1: ("30",), 3: ("0",)}


def everybody(*marks: str, start: int = 0) -> dict[int, Marks]:
    return {start + number: (mark,) for number, mark in enumerate(marks)}


def test_nothing_is_shown_of_fewer_people_than_the_base() -> None:
    assert counted_anew("outcomes", None, {}, everybody(*"aaaa"), BASE) is None
    assert counted_anew("outcomes", None, {}, everybody(*"aaaab"), BASE) == Counted(5, {"a": 4, "b": 1})


def test_numbers_change_only_when_that_many_stand_otherwise() -> None:
    then = everybody(*"aaaab")
    last = Counted(5, {"a": 4, "b": 1})
    four_more = then | everybody(*"bbbb", start=5)
    assert counted_anew("outcomes", last, then, four_more, BASE) is None
    assert counted_anew("outcomes", last, then, four_more | {0: ("b",)}, BASE) is None, "four newcomers are told of"
    assert counted_anew("outcomes", last, then, everybody(*"bbbba"), BASE) == Counted(5, {"a": 1, "b": 4})
    assert counted_anew("outcomes", last, then, then | everybody(*"bbbbb", start=5), BASE) == Counted(
        10, {"a": 4, "b": 6}
    )
    assert counted_anew("outcomes", last, then, then, BASE) is None


def test_who_is_erased_stays_counted() -> None:
    last = Counted(5, {"a": 4, "b": 1})
    left = dict.fromkeys(range(3), ("a",))
    now = left | everybody(*"bbbbb", start=10)
    assert counted_anew("outcomes", last, left, now, BASE) == Counted(10, {"a": 4, "b": 6})


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.integers(0, 15), st.sampled_from("abc"), max_size=12), min_size=2, max_size=6))
def test_any_two_looks_differ_by_nobody_or_by_the_base(looks: list[dict[int, str]]) -> None:
    last: Counted | None = None
    then: dict[int, Marks] = {}
    for look in looks:
        now: dict[int, Marks] = {key: (mark,) for key, mark in look.items()}
        new = counted_anew("outcomes", last, then, now, BASE)
        if new:
            moved = sum(then.get(key) != now.get(key) for key in {*then, *now})
            assert moved >= BASE
            assert all(n == 0 or n >= BASE for n in (len({*now} - {*then}), len({*then} - {*now})))
            last, then = new, now
    if last:
        assert last.of >= BASE
        assert sum(last.numbers.values()) == last.of


@pytest.mark.parametrize(
    ("days", "median", "lower", "upper"),
    [
        ([10, 20, 30, 40, 50], 30, 15, 45),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Fraction(11, 2), 3, 8),
        ([7] * 10, 7, 7, 7),
        ([365, 30, 180, 90, 100, 200, 50, 60, 70, 80, 400], 90, 60, 200),
    ],
)
def test_the_spread_is_the_median_and_the_medians_of_the_halves(
    days: list[int], median: Fraction, lower: Fraction, upper: Fraction
) -> None:
    now = everybody(*map(str, days))
    counted = counted_anew("throughput", None, {}, now, BASE)
    assert spread(counted, 1) == Spread(len(days), Fraction(median), Fraction(lower), Fraction(upper))


def test_quartiles_need_the_base_on_each_side_of_the_median() -> None:
    nine, ten = (counted_anew("throughput", None, {}, everybody(*map(str, range(n))), BASE) for n in (9, 10))
    assert spread(nine, BASE) == Spread(9, Fraction(4))
    assert spread(ten, BASE) == Spread(10, Fraction(9, 2), Fraction(2), Fraction(7))
    assert spread(None, BASE) == Spread(withheld="few")


OPTIONS = [("a", "A"), ("b", "B"), ("c", "C")]


def counts(found: Distribution) -> dict[str, int | None]:
    return {option.key: option.count for option in found.options}


def test_small_counts_and_none_are_shown_of_a_whole_programme() -> None:
    found = distribution(OPTIONS, Counted(6, {"a": 5, "b": 1}), BASE)
    assert counts(found) == {"a": 5, "b": 1, "c": 0}
    assert found.options[0] == OptionCount("a", "A", 5, Fraction(5, 6))


def test_an_option_that_is_gone_keeps_its_people() -> None:
    assert counts(distribution(OPTIONS[:1], Counted(6, {"a": 5, "b": 1}), BASE)) == {"a": 5, "b": 1}


def test_what_is_not_enough_or_does_not_add_up_is_withheld_whole() -> None:
    for counted in (None, Counted(4, {"a": 4}), Counted(6, {"a": 7, "b": -1})):
        found = distribution(OPTIONS, counted, BASE)
        assert (found.of, found.withheld, set(counts(found).values())) == (None, "few", {None})


def test_before_and_after_are_told_apart_by_their_marks() -> None:
    counted = Counted(5, {f"{BEFORE}a": 5, f"{AFTER}a": 2, f"{AFTER}b": 3})
    assert counts(distribution(OPTIONS, counted, BASE, before=BEFORE)) == {"a": 5, "b": 0, "c": 0}
    assert counts(distribution(OPTIONS, counted, BASE, before=AFTER)) == {"a": 2, "b": 3, "c": 0}


def test_the_median_lies_in_the_first_option_that_passes_half() -> None:
    middle = distribution(OPTIONS, Counted(10, {"a": 4, "b": 1, "c": 5}), BASE).middle
    assert middle
    assert middle.key == "b"
    assert distribution(OPTIONS, None, BASE).middle is None
