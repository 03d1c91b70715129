"""A coach who knows their own people, who of them answered and where they live, against anonymous figures by place."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import groupby, product
from random import Random
from typing import NamedTuple

from flows.disclosure.audit import People, recoverable
from flows.disclosure.minimum import places_told, releasable

MINIMUM = 5
PLACES, OPTIONS, COACHES = ("Gislaved", "Gnosjö", "Vaggeryd", ""), ("ja", "nej"), range(3)
Told = Callable[[Mapping[str, int], int], frozenset[str]]


class Respondent(NamedTuple):
    """Somebody who sent an anonymous form in."""

    key: int
    place: str
    coach: int


def batches(chance: Random, told: Told) -> list[list[Respondent]]:
    """Let people answer, with looks now and then; give those whose answers were released as one number each time."""
    waiting: list[Respondent] = []
    found: list[list[Respondent]] = []
    for key in range(60):
        waiting.append(Respondent(key, chance.choices(PLACES, (6, 4, 1, 1))[0], chance.choice(COACHES)))
        if chance.random() < 1 / 6 and releasable(len(waiting), MINIMUM):
            found += folded(waiting, told)
            waiting.clear()
    return found


def folded(waiting: list[Respondent], told: Told) -> list[list[Respondent]]:
    """Give those who are told with a place, place by place, and those who are told without."""
    kept = told(Counter(each.place for each in waiting), MINIMUM)

    def place(each: Respondent) -> str:
        return each.place if each.place in kept else ""

    return [list(of) for _, of in groupby(sorted(waiting, key=place), place)]


def known_to(coach: int, released: list[list[Respondent]]) -> int:
    """Count the answers of fewer than the minimum of their own people that a coach can compute from all looks.

    They know who is behind each number, and that each of their own gave one answer.
    """
    own = [[each for each in batch if each.coach == coach] for batch in released]
    published = [chose(batch, option) for batch, option in product(released, OPTIONS)]
    gave_one = [chose([each], *OPTIONS) for batch in own for each in batch]
    secrets = [chose(batch, option) for batch, option in product(own, OPTIONS) if 0 < len(batch) < MINIMUM]
    return len(recoverable([*published, *gave_one], secrets))


def chose(people: list[Respondent], *options: str) -> People:
    return frozenset(product((each.key for each in people), options))


def computed(told: Told) -> tuple[int, int]:
    """Count what coaches can compute over many histories, and the numbers told with a place."""
    histories = [batches(Random(seed), told) for seed in range(20)]  # noqa: S311  # to be repeated, not to be secret
    return sum(known_to(coach, released) for released in histories for coach in COACHES), sum(map(len, histories))


def test_no_coach_can_compute_what_their_people_answered_from_figures_by_place() -> None:
    found, numbers = computed(places_told)

    assert found == 0
    assert numbers > 100


def test_if_every_place_were_told_they_could_compute_many() -> None:
    found, _ = computed(lambda waiting, _: frozenset(waiting))

    assert found == 292
