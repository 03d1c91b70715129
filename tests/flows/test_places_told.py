"""Which places anonymous answers keep when they are released, over every short sequence of looks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from flows.disclosure.minimum import places_told, releasable

MINIMUM = 3
PLACES = ("A", "B", "")
ARRIVALS = tuple(dict(zip(PLACES, counts, strict=True)) for counts in product(range(5), repeat=len(PLACES)))
FEW_ARRIVALS = tuple(each for each in ARRIVALS if max(each.values()) <= 2)


def looks(arrivals: Sequence[dict[str, int]]) -> Iterator[tuple[Counter[str], int, bool]]:
    """Give for each look what was released by place, how many waited before it, and whether any may be released."""
    waiting = Counter[str]()
    for new in arrivals:
        waiting.update(new)
        of = waiting.total()
        if not releasable(of, MINIMUM):
            yield Counter(), of, False
            continue
        told = places_told(waiting, MINIMUM)
        released = Counter[str]()
        for place, n in waiting.items():
            released[place if place in told else ""] += n
        waiting.clear()
        yield released, of, True


@pytest.mark.parametrize("sequences", [product(ARRIVALS, repeat=2), product(FEW_ARRIVALS, repeat=3)])
def test_every_difference_between_looks_is_nobody_or_enough_and_no_total_waits_longer(
    sequences: Iterator[tuple[dict[str, int], ...]],
) -> None:
    with_place = 0
    for arrivals in sequences:
        for released, waited, is_open in looks(arrivals):
            assert released.total() == (waited if is_open else 0)
            assert all(n == 0 or n >= MINIMUM for n in released.values()), arrivals
            with_place += sum(n for place, n in released.items() if place)
    assert with_place > 1000


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        ({"A": 5, "B": 7}, {"A", "B"}),
        ({"A": 5, "B": 7, "": 6}, {"A", "B"}),
        ({"A": 5, "B": 7, "C": 2, "D": 3}, {"A", "B"}),
        ({"A": 5, "B": 7, "C": 1}, {"B"}),
        ({"A": 9, "": 4}, set()),
        ({"A": 4, "B": 4}, set()),
    ],
)
def test_a_place_is_kept_where_enough_share_it_and_none_is_left_over(waiting: dict[str, int], told: set[str]) -> None:
    assert places_told(waiting, 5) == told
