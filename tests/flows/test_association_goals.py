"""The association's own goals over several programmes."""

from fractions import Fraction

import pytest

from flows.catalogue import SHIPPED, read_catalogue
from flows.goals.association_goals import combined
from flows.goals.judging import Judgement, Verdict

GOALS = {goal.key: goal for goal in read_catalogue(SHIPPED).goals}
USEFUL, PARTS = GOALS["till-stor-nytta"], GOALS["inflytande-och-tid"]


@pytest.mark.parametrize(
    ("numbers", "n", "of", "judgement"),
    [
        ([(8, 10), (1, 6)], 9, 16, "not_met"),
        ([(14, 18), (1, 2)], 15, 20, "met"),
        ([(149, 200)], 149, 200, "not_met"),
        ([(5, 5), (None, None)], 5, 5, "met"),
    ],
)
def test_numbers_are_added_and_the_exact_share_is_judged(
    numbers: list[tuple[int | None, int | None]], n: int, of: int, judgement: Judgement
) -> None:
    verdicts = [Verdict(USEFUL, "met" if n else "too_few", n, of) for n, of in numbers]
    found = combined(USEFUL, verdicts)

    assert (found.n, found.of, found.share, found.judgement) == (n, of, Fraction(n, of), judgement)


def test_programmes_with_too_few_add_nothing() -> None:
    too_few, unasked = Verdict(USEFUL, "too_few"), Verdict(USEFUL, "not_asked")

    assert combined(USEFUL, [too_few, unasked]) == too_few
    assert combined(USEFUL, [unasked]) == combined(USEFUL, []) == unasked


def test_parts_are_added_each_by_itself() -> None:
    one, two = PARTS.parts  # type: ignore[union-attr]  # it has parts
    found = combined(
        PARTS,
        [
            Verdict(PARTS, "no_target", 0, 2, parts=(Verdict(one, "no_target", 3, 6), Verdict(two, "too_few"))),
            Verdict(PARTS, "no_target", 0, 2, parts=(Verdict(one, "no_target", 4, 5), Verdict(two, "no_target", 5, 9))),
        ],
    )

    assert [(part.n, part.of) for part in found.parts] == [(7, 11), (5, 9)]
    assert found.judgement == "no_target"
