"""Changes between two forms: the reading in per cent, the target, and what files must not say."""

from fractions import Fraction

import pytest

from flows.disclosure.minimum import released_anew
from flows.goals.evaluate import evaluate
from flows.goals.evidence import Evidence, Person
from flows.goals.judging import Verdict
from flows.goals.kinds import Change, PeopleShare
from flows.goals.pairs import HIGHEST, Beside, Lack, Pairs, kept, pair, square, squares_of, unpacked
from flows.traits import Form
from tests.flows.cohorts import DAY, goals_of, people, standing

FORM = "matning"


def goal(better: str = "higher", target: str | None = "0.3", least: int = 5) -> Change:
    return Change.model_validate(
        {
            "kind": "change",
            "key": "k",
            "text": "t",
            "source": "s",
            "question": "q",
            "before": {"questionnaire": FORM, "moment": "start"},
            "later": {"questionnaire": FORM, "moment": "closure"},
            "better": better,
            "numbers_from": least,
            "target": target,
        }
    )


def answered(*pairs: tuple[int | None, int | None]) -> tuple[Person, ...]:
    """Give people with what they answered at the start and at the end, all of it counted."""
    found = []
    for person, (before, later) in zip(people(len(pairs), "annat"), pairs, strict=True):
        given = {(FORM, "start"): {"q": before}, (FORM, "closure"): {"q": later}}
        forms = {form: answers for form, answers in given.items() if answers["q"] is not None}
        found.append(Person(person.key, "closed", DAY, DAY, outcome="annat", answers=forms, counted=forms))
    return tuple(found)


def judged(change: Change, some: tuple[Person, ...]) -> Verdict:
    now = standing(change, some)
    starts = sum((FORM, "start") in each.counted for each in some)
    ends = sum((FORM, "closure") in each.counted for each in some)
    released = released_anew(None, now.moved, now, 5, beside=Beside((starts, ends), change.numbers_from))
    return evaluate(change, Evidence(DAY, standings={"k": now}), {"k": released} if released else {})


def test_the_change_in_per_cent_is_that_of_the_mean() -> None:
    """One doubles from 10, four go from 90 to 99: the mean rises by 46 of 370, the pairs by 28 %."""
    found = judged(goal(), answered((10, 20), *[(90, 99)] * 4))
    assert found.value == Fraction(46, 370)
    assert found.judgement == "not_met"


@pytest.mark.parametrize(("later", "judgement"), [(130, "met"), (129, "not_met"), (100, "not_met"), (60, "not_met")])
def test_thirty_per_cent_more_is_exactly_thirty_per_cent(later: int, judgement: str) -> None:
    assert judged(goal(), answered(*[(100, later)] * 5)).judgement == judgement


@pytest.mark.parametrize(("later", "judgement"), [(7, "met"), (8, "not_met"), (13, "not_met")])
def test_thirty_per_cent_less_is_met_from_below(later: int, judgement: str) -> None:
    assert judged(goal("lower"), answered(*[(10, later)] * 5)).judgement == judgement


@pytest.mark.parametrize(
    ("better", "later", "judgement"),
    [("higher", 1, "met"), ("higher", 0, "not_met"), ("lower", 0, "not_met"), ("lower", 1, "not_met")],
)
def test_from_zero_any_rise_is_enough_and_nothing_can_fall(better: str, later: int, judgement: str) -> None:
    found = judged(goal(better), answered(*[(0, later)] * 5))
    assert (found.judgement, found.value) == (judgement, None)


def test_who_began_at_zero_counts_like_everybody_else() -> None:
    assert judged(goal("lower"), answered((0, 0), *[(10, 5)] * 4)).value == Fraction(-20, 40)


def test_of_too_few_pairs_not_even_whether_it_is_met_is_told() -> None:
    found = judged(goal(least=10), answered(*[(10, 50)] * 9))
    assert (found.judgement, found.value) == ("too_few", None)
    assert found.pairs is not None
    assert (found.pairs.direction, found.pairs.withheld) == (1, "few")


def test_below_the_minimum_nothing_is_told() -> None:
    found = judged(goal(), answered(*[(10, 50)] * 4))
    assert (found.judgement, found.pairs) == ("too_few", None)


@pytest.mark.parametrize("alone", [(10, None), (None, 10)])
def test_a_few_of_either_half_hold_the_numbers_back(alone: tuple[int | None, int | None]) -> None:
    for number in range(6):
        found = judged(goal(), answered(*[(10, 50)] * 6, *[alone] * number))
        assert found.pairs is not None
        assert found.pairs.withheld == ("complement" if 0 < number < 5 else None)
        assert found.judgement == "met"


def test_the_squares_come_back_from_what_is_kept_whether_numbers_may_be_told_or_not() -> None:
    for squares in (0, 1, 12345):
        assert squares_of(kept(squares, numbers=True)) == squares_of(kept(squares, numbers=False)) == squares
        assert kept(squares, numbers=False) < 0 <= kept(squares, numbers=True)


def test_pairs_come_apart_again_and_fit_in_sixty_four_bits() -> None:
    crowd = 200_000
    highest = pair(HIGHEST, HIGHEST)
    found = unpacked(highest * crowd, crowd, square(highest) * crowd, 10)
    assert (found.before, found.later, found.squares) == (HIGHEST * crowd, HIGHEST * crowd, 0)
    assert highest * crowd < 2**63
    assert square(pair(0, HIGHEST)) * crowd < 2**63


def test_the_interval_is_students() -> None:
    """Changes 1 to 10: mean 5.5, deviation 3.0277, t(9) = 2.2622; of five, 1 to 5: 3, 1.5811, t(4) = 2.7764."""
    for of, low, high in ((10, 3.3341, 7.6659), (5, 1.0368, 4.9632)):
        found = Pairs(of, 0, sum(range(1, of + 1)), sum(number**2 for number in range(1, of + 1))).interval
        assert found is not None
        assert found == pytest.approx((low, high), abs=0.01)
    assert Pairs(1, 3, 5, 4).interval is None


def test_why_there_is_no_pair_is_told_by_what_is_known() -> None:
    [start, both, end] = answered((10, None), (10, 20), (None, 20))
    waiting = Person(1, "closed", DAY, DAY, outcome="annat", answers=both.answers)
    stays = Person(2, "active", DAY, answers=start.answers)
    silent = Person(3, "closed", DAY, DAY, answers=start.answers, unanswered=frozenset({(FORM, "closure")}))
    now = standing(goal(), (start, both, end, waiting, stays, silent, *people(1)))
    assert {lack.name: now.lacking(lack) for lack in Lack} == dict.fromkeys((lack.name for lack in Lack), 1)
    assert Form(questionnaire=FORM).answer(start, "q") == 10


@pytest.mark.parametrize(
    ("before", "later", "rose"),
    [("adl", "lonearbete", True), ("adl", "adl", False), ("stod-i-arbete", "adl", False), ("adl", None, None)],
)
def test_a_step_up_is_a_higher_step_and_known_only_of_both(before: str, later: str | None, rose: bool | None) -> None:  # noqa: FBT001  # a column of the table
    [steps] = [goal for goal in goals_of("nasta-steg") if goal.key == "steg-pa-trappan"]
    [person] = people(1, "annat", trappan_start=before, trappan_slut=later)
    assert isinstance(steps, PeopleShare)
    assert steps.counted.of(person) is rose
