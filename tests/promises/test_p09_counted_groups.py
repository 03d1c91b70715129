"""P9: of counts of groups, such as who began in each place, no number of one to four is shown or can be computed.

How many began in all is known. Every small programme is tried, with one, two and three places that are counted; and the
same is seen through the doors that people have.
"""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from bot.actions.coordinator.explain import GOAL, address, explain
from bot.paper.status_json import as_json
from flows.disclosure.hiding import Part
from flows.goals import counted_groups
from flows.goals.counted_groups import groups_told
from flows.goals.kinds import Goal, PeopleCount
from flows.goals.standings import Cell, Standings
from storage.unit import Unit
from tests.figures.answering import DAY, SUMMER, enrolled, here, look
from tests.figures.dividing import record
from tests.flows.tables import splits
from tests.flows.test_tables_by_trying import MINIMUM, Hidden, told
from tests.promises.telling import Tell
from tests.waiting import kept_nowhere_for_long

FULL, SMALL = pytest.mark.proof, pytest.mark.small
NYA_VAGAR, PLACES = "nya-vagar", ("gislaved", "gnosjo")
LEAST = 5


def count_of(key: str, **said: object) -> PeopleCount:
    about = {"text": key, "source": "påhittat", "people": "enrolled"}
    group = {"fact": "ort", "one_of": [key]}
    return PeopleCount.model_validate({"key": key, "kind": "people_count", **about, "among": group, **said})


def began(number: int) -> Standings:
    return Standings({Cell("by day", DAY.toordinal(), ""): number})


def looks(people: int, places: int) -> Iterator[tuple[tuple[Hashable, ...], Hidden]]:
    """Look at every programme in which so many began at most, in so many places that are counted or elsewhere."""
    goals = tuple(map(count_of, "abc"[:places]))
    for split in splits(people, places + 1):
        came = dict(zip("abcd", split, strict=False))
        standings = {**{goal.key: began(came[goal.key]) for goal in goals}, "/enrolled": began(sum(split))}
        shown = tuple((key, came[key]) for key in sorted(groups_told(goals, standings, DAY, MINIMUM)))
        small = {("began", key, 0): n for key, n in came.items() if 0 < n < MINIMUM}
        yield (sum(split), *shown), small


def small_left_out_alone(parts: dict[str, Part], minimum: int) -> set[str]:
    return {key for key, part in parts.items() if not part.may_be_shown(minimum)}


@pytest.mark.parametrize("people", [pytest.param(10, marks=SMALL), pytest.param(20, marks=FULL)])
@pytest.mark.parametrize("places", [1, 2, 3])
def test_of_no_small_programme_can_a_small_group_be_told(
    places: int, people: int, monkeypatch: pytest.MonkeyPatch, record_property: Tell
) -> None:
    number, found = told(looks(people, places))
    shown = sum(len(seen) > 1 for seen, _ in looks(people, places))
    monkeypatch.setattr(counted_groups, "hidden", small_left_out_alone)
    _, found_alone = told(looks(people, places))
    monkeypatch.setattr(counted_groups, "hidden", lambda *_: {})
    _, uncontrolled = told(looks(people, places))

    assert found == 0
    assert shown > people
    assert uncontrolled == number > found_alone > people
    record_property(
        "P9",
        f"counts of {places} groups, up to {people} people, minimum {MINIMUM}: {number} small numbers, {found} can be"
        f" told; if only the small were hidden {found_alone}, if all were shown {uncontrolled}",
    )


@pytest.mark.parametrize(
    "other",
    [
        {"among": {"fact": "ort", "one_of": ["a", "b"]}},
        {"per": "half_year"},
        {"among": {"all": [{"fact": "ort", "one_of": ["a"]}, {"fact": "kon", "one_of": ["man"]}]}},
    ],
)
def test_groups_that_overlap_are_not_counted_beside_each_other(other: dict[str, object]) -> None:
    """Their difference may be of a few."""
    one, two, apart = count_of("a"), count_of("a", **other).model_copy(update={"key": "two"}), count_of("c")
    standings = {"a": began(20), "two": began(22), "c": began(20), "/enrolled": began(60)}

    def seen(*goals: Goal) -> set[str]:
        return set(groups_told(goals, standings, DAY, LEAST))

    assert (seen(one), seen(two), seen(one, apart)) == ({"a"}, {"two"}, {"a", "c"})
    assert not seen(one, two)
    by_gender = count_of("two", among={"fact": "kon", "one_of": ["man"]})
    assert seen(one, by_gender) == {"a", "two"}, "what is counted by another fact overlaps as tables do"


def counts(unit: Unit, until: date | None = None) -> list[tuple[Any, ...]]:
    """Give each place's number, judgement and value as JSON says them."""
    goals: Any = as_json(look(unit, NYA_VAGAR, SUMMER, until))["goals"]
    [places] = [goal for goal in goals if goal["key"] == "inskrivna-per-ort"]
    return [(part["n"], part["verdict"], part.get("value")) for part in places["parts"]]


def come(unit: Unit, day: date, **places: int) -> None:
    for place, number in places.items():
        for _ in range(number):
            record(unit, enrolled(unit, NYA_VAGAR, day), ort=place)


@pytest.fixture
def unit() -> Iterator[Unit]:
    with kept_nowhere_for_long() as unit:
        yield unit


def test_what_is_shown_of_places_hides_few_and_those_beside_them(
    unit: Unit, monkeypatch: pytest.MonkeyPatch, record_property: Tell
) -> None:
    withheld = [(None, "too_few", None)] * 2
    come(unit, DAY, Gislaved=60, Gnosjö=4, annan=9)
    few = counts(unit)
    about = address(NYA_VAGAR, GOAL, "inskrivna-per-ort")
    left_out = [str(each) for each in explain(here(unit, SUMMER), about).explanation.left_out]
    assert all("annars kunde en grupp på färre" in each for each in left_out), left_out
    assert len(left_out) == len(PLACES)
    come(unit, DAY + timedelta(days=1), Gnosjö=1)

    assert few == counts(unit, DAY) == withheld
    assert counts(unit) == [(60, "met", 60), (5, "not_met", 5)]
    come(unit, DAY + timedelta(days=2), annan=4)
    assert counts(unit) == [(60, "met", 60), (5, "not_met", 5)], "thirteen others"

    monkeypatch.setattr(counted_groups, "hidden", lambda *_: {})
    assert counts(unit, DAY) == [(60, "met", 60), (4, "not_met", 4)], "the four are seen without the control"
    record_property("P9", "counts by place: 4 of 73 hidden with those beside them, in the status and looking back")
