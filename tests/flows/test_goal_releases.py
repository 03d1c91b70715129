"""Goals over people are shown anew only when enough people stand otherwise, and never because someone was erased."""

from collections import Counter
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.disclosure.minimum import Released, released_anew
from flows.goals.standings import Cell, Standing, Standings

MINIMUM = 3


def _standing(counts: bool | None) -> Standing:  # noqa: FBT001  # whether someone counts is a value here
    return "" if counts is None else "counted" if counts else "not counted"


def standings(
    then: Mapping[int, bool], now: Mapping[int, bool], *, outside: int = 0, is_breakdown: bool = False
) -> Standings:
    """Count where people stand, person by person."""
    cells = Counter(Cell(_standing(now.get(key)), 0, _standing(then.get(key))) for key in then.keys() | now.keys())
    cells[Cell("outside", 0, "")] = outside
    return Standings(cells, is_breakdown)


class Shown:
    """Remembers what was shown last and who stood where then, as storage does."""

    def __init__(self) -> None:
        self.last: Released | None = None
        self.then: dict[int, bool] = {}

    def look(self, counted: dict[int, bool], *, outside: int = 0, is_same_rule: bool = True) -> Released | None:
        now = standings(self.then, counted, outside=outside)
        new = released_anew(self.last, now.moved, now, MINIMUM, is_same_rule=is_same_rule)
        if new:
            self.last, self.then = new, dict(counted)
        return self.last

    def erase(self, key: int) -> None:
        self.then.pop(key, None)


STANDINGS = (None, False, True)
"""Where one person stands: in no base, in it and not counted, in it and counted."""


def standing(people: tuple[bool | None, ...]) -> dict[int, bool]:
    return {key: counts for key, counts in enumerate(people) if counts is not None}


def test_no_two_looks_at_four_people_differ_in_fewer_than_the_minimum() -> None:
    for before, after in product(product(STANDINGS, repeat=4), repeat=2):
        shown = Shown()
        first, second = shown.look(standing(before)), shown.look(standing(after))
        moved = sum(one is not other for one, other in zip(before, after, strict=True))
        assert first is None or first.of >= MINIMUM
        assert first is None or first == second or moved >= MINIMUM, (before, after)
        assert (second is None) == (len(standing(before)) < MINIMUM and len(standing(after)) < MINIMUM)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([*STANDINGS, "erased", "look"])), max_size=60))
def test_no_order_of_events_shows_few_people_and_an_erasure_shows_nothing_new(
    events: list[tuple[int, bool | str | None]],
) -> None:
    shown, people, gone = Shown(), dict[int, bool | None](), set[int]()
    before = shown.look({})
    moved = set[int]()
    for key, event in events:
        if event == "look":
            after = shown.look({each: counts for each, counts in people.items() if counts is not None})
            if after != before:
                assert after is not None
                assert after.of >= MINIMUM
                assert before is None or len(moved) >= MINIMUM
                moved.clear()
            before = after
        elif event == "erased":
            shown.erase(key)
            people.pop(key, None)
            gone.add(key)
            moved.discard(key)
        elif key not in gone and (event is None or isinstance(event, bool)):
            people[key] = event
            moved.add(key)


def test_what_was_counted_of_the_erased_stays_in_for_good() -> None:
    shown = Shown()
    assert shown.look(dict.fromkeys(range(6), True)) == Released(6, 6)
    for key in (0, 1):
        shown.erase(key)

    assert shown.look(dict.fromkeys(range(2, 6), True)) == Released(6, 6)
    assert shown.look(dict.fromkeys(range(2, 8), True)) == Released(6, 6), "two more are too few"
    assert shown.look(dict.fromkeys(range(2, 9), True)) == Released(9, 9)


@pytest.mark.parametrize(("outside", "is_shown"), [(0, True), (1, False), (2, False), (3, True)])
def test_few_people_outside_the_base_hide_it(outside: int, is_shown: bool) -> None:  # noqa: FBT001  # a table's column
    assert (Shown().look(dict.fromkeys(range(5), True), outside=outside) is not None) is is_shown


@pytest.mark.parametrize(("women", "men", "is_shown"), [(3, 3, True), (3, 2, False), (4, 0, True), (1, 9, False)])
def test_a_group_of_few_people_hides_the_breakdown(women: int, men: int, is_shown: bool) -> None:  # noqa: FBT001  # a table's column
    counted = dict.fromkeys(range(women), True) | dict.fromkeys(range(women, women + men), False)

    now = standings({}, counted, is_breakdown=True)
    released = released_anew(None, now.moved, now, MINIMUM)

    assert (released is not None) is is_shown


def test_a_new_rule_shows_the_same_numbers_at_once_and_others_only_from_enough_people() -> None:
    people = dict.fromkeys(range(5), True)
    shown = Shown()
    shown.look(people)

    def under_a_new_rule(counted: dict[int, bool]) -> Released | None:
        now = standings(shown.then, counted)
        return released_anew(shown.last, now.moved, now, MINIMUM, is_same_rule=False)

    assert under_a_new_rule(people) == Released(5, 5)
    assert under_a_new_rule(people | {0: False, 1: False}) is None
    assert under_a_new_rule(people | dict.fromkeys(range(3), False)) == Released(2, 5)
