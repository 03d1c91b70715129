"""Two tables together, over every small programme: no hidden number can be told by who knows the rule and sees both."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import product
from typing import TypeAlias

import pytest

from flows.disclosure import released_table
from flows.disclosure.breakdown import CLOSED, ENROLLED, Dimension
from flows.disclosure.hiding import Part, total
from flows.disclosure.released_table import Candidate, Last, ReleasedTable, released_anew
from flows.disclosure.shown_table import Beside
from flows.goals.standings import Standing
from tests.flows.tables import splits

MINIMUM = 3
_CELLS = ("ort", "abc"), ("kon", "km")
PLACE, GENDER = (Dimension(key, key, "Övriga", tuple((cell, cell) for cell in cells)) for key, cells in _CELLS)
_HOW: tuple[Standing, ...] = ("counted", "not counted")
Programme: TypeAlias = tuple[int, ...]
Hidden: TypeAlias = dict[tuple[str, str, int], int]
"""The small numbers that are hidden, by table, cell and size."""
Look: TypeAlias = tuple[Hashable, Hidden]
"""What is shown of a programme, and what is not."""


def shown(table: ReleasedTable | None) -> Hashable:
    if table is None:
        return None
    alone = tuple((cell, part) for cell, part in table.parts.items() if cell not in table.hidden)
    return alone, tuple(table.hidden.items()), total(table.parts, tuple(table.hidden))


def small(name: str, table: ReleasedTable | None) -> Hidden:
    sizes = (
        {(name, cell, which): table.parts[cell].sizes[which] for cell in table.hidden for which in range(3)}
        if table
        else {}
    )
    return {key: size for key, size in sizes.items() if 0 < size < MINIMUM}


def told(looks: Iterable[Look]) -> tuple[int, int]:
    """Count the small hidden numbers of all looks, and those that are the same wherever the same is shown."""
    alike: dict[Hashable, list[Hidden]] = defaultdict(list)
    for seen, hidden in looks:
        alike[seen].append(hidden)
    every = [(hidden, key, others) for others in alike.values() for hidden in others for key in hidden]
    return len(every), sum({other.get(key) for other in others} == {hidden[key]} for hidden, key, others in every)


def by_place_and_gender(people: Programme) -> Look:
    """Look at a programme whose people are given for each place and gender."""
    of = [(place, gender) for (place, gender), n in zip(product("abc", "km"), people, strict=True) for _ in range(n)]
    places, genders = (
        Candidate(dimension, ENROLLED, {key: (cells[number], "counted") for key, cells in enumerate(of)})
        for number, dimension in enumerate((PLACE, GENDER))
    )
    first = released_anew(places, None, Beside(), MINIMUM, "2026-Q1")
    beside = Beside([places.shown(first.hidden)]) if first else Beside()
    second = released_anew(genders, None, beside, MINIMUM, "2026-Q1")
    return (shown(first), shown(second)), small("ort", first) | small("kon", second)


def enrolled_and_closed(people: Programme) -> Look:
    """Look at who came and who is closed, of people given for each place as closed and not."""
    of = [(cell, how) for (cell, how), n in zip(product("abc", _HOW), people, strict=True) for _ in range(n)]
    everybody = Candidate(PLACE, ENROLLED, {key: (cell, "counted") for key, (cell, _) in enumerate(of)})
    closed = Candidate(PLACE, CLOSED, dict(enumerate(of)))
    first = released_anew(everybody, None, Beside(), MINIMUM, "2026-Q1")
    beside = Beside([everybody.shown(first.hidden)]) if first else Beside()
    second = released_anew(closed, None, beside, MINIMUM, "2026-Q1")
    return (shown(first), shown(second)), small("enrolled", first) | small("closed", second)


def over_two_quarters(people: Programme) -> Look:
    """Look at the places of a programme in two quarters, of which the second has some more people."""
    before, more = people[:3], people[3:]
    first = _places(before, None)
    last = Last(first, _positions(before)) if first else None
    second = _places(tuple(a + b for a, b in zip(before, more, strict=True)), last)
    return (shown(first), shown(second)), small("first", first) | small("second", second)


def _positions(people: Programme) -> dict[Hashable, tuple[str, Standing]]:
    return {(cell, key): (cell, "counted") for cell, n in zip("abc", people, strict=True) for key in range(n)}


def _places(people: Programme, last: Last | None) -> ReleasedTable | None:
    return released_anew(Candidate(PLACE, ENROLLED, _positions(people)), last, Beside(), MINIMUM, "2026-Q1")


def test_by_place_and_by_gender_together_no_small_number_can_be_told() -> None:
    assert told(map(by_place_and_gender, splits(9, 6))) == (5004, 0)


def test_by_who_came_and_who_is_closed_together_no_small_number_can_be_told() -> None:
    assert told(map(enrolled_and_closed, splits(11, 6))) == (15912, 0)


@pytest.mark.proof
def test_over_two_quarters_no_small_number_can_be_told() -> None:
    assert told(map(over_two_quarters, splits(11, 6))) == (14934, 0)


@pytest.mark.proof
def test_if_cells_hidden_before_were_shown_at_will_some_could_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(released_table, "uncovers", lambda *_: False)

    assert told(map(over_two_quarters, splits(11, 6))) == (15042, 116)


def test_if_small_cells_were_left_out_and_no_more_most_could_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def few_alone(parts: dict[str, Part], minimum: int, *_: object) -> dict[str, str]:
        return {key: "few" for key, part in parts.items() if not part.may_be_shown(minimum)}

    monkeypatch.setattr(released_table, "hidden", few_alone)

    assert told(map(by_place_and_gender, splits(9, 6))) == (16740, 12744)
