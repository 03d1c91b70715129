"""Every figure that the seeds print, from the counts that they print beside it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.disclosure.minimum import question_figure
from flows.figures import Interval, QuestionFigure, Tally, rounded, wilson
from flows.goals.evaluate import evaluate
from flows.goals.evidence import Evidence
from flows.goals.judging import Judgement, Verdict
from flows.goals.kinds import AnswerShare
from tests.flows.forms import choice, form

PRINTED = [
    ("Enter: deemed able to work, of 128 started, half women", 64, 128, "50", "50.0"),
    ("Enter: lack upper secondary school", 51, 128, "40", "39.8"),
    ("Enter: work or studies, of those able to work", 14 + 11, 56, "45", "44.6"),
    ("Enter: life quality better", 42, 70, "60", "60.0"),
    ("Enter: of these, very much due to the project", 15, 42, "36", "35.7"),
    ("Enter: of these, rather much due to the project", 19, 42, "45", "45.2"),
    ("Enter: thermometer clearly better", 42, 67, "63", "62.7"),
    ("Enter: health and/or life quality better", 42 + 8, 70, "71", "71.4"),
    ("Enter evaluation: A", 17, 39, "44", "43.6"),
    ("Enter evaluation: B", 13, 39, "33", "33.3"),
    ("Enter evaluation: C", 2, 39, "5", "5.1"),
    ("Enter evaluation: D", 5, 39, "13", "12.8"),
    ("Enter evaluation: E", 2, 39, "5", "5.1"),
    ("a half goes up", 149, 200, "75", "74.5"),
    ("a half goes up in tables too", 1, 16, "6", "6.3"),
    ("nobody", 0, 7, "0", "0.0"),
    ("everybody", 7, 7, "100", "100.0"),
]


@pytest.mark.parametrize(("n", "of", "whole", "tenth"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_shares_round_as_printed(n: int, of: int, whole: str, tenth: str) -> None:
    assert str(rounded(Fraction(n, of))) == whole
    assert str(rounded(Fraction(n, of), 1)) == tenth


def test_sixty_four_per_cent_of_the_87_closed_are_the_56_able_to_work() -> None:
    assert rounded(Fraction(56, 87)) == 64


@pytest.mark.parametrize(
    ("fell", "printed"), [("-9/400", "-2.3"), ("-89/4000", "-2.2"), ("-1/5000", "0.0"), ("0", "0.0")]
)
def test_what_fell_is_rounded_as_what_rose(fell: str, printed: str) -> None:
    assert str(rounded(Fraction(fell), 1)) == printed


@pytest.mark.parametrize(("months", "exact", "printed"), [(284 + 143 + 81, "169.3", 169), (37 + 25 + 30, "30.7", 31)])
def test_months_become_practice_periods_of_three(months: int, exact: str, printed: int) -> None:
    periods = Fraction(months, 3) / 100  # a share is what is rounded, so a count goes in as hundredths
    assert str(rounded(periods, 1)) == exact
    assert rounded(periods) == printed


@pytest.mark.parametrize(("parts", "total"), [((74, 48), 122), ((47, 27), 74), ((24, 20), 44)])
def test_the_people_of_trisam_add_up(parts: tuple[int, int], total: int) -> None:
    tally = Tally({"women": parts[0], "men": parts[1]}, declined=3)
    assert tally.of == total


def test_rounded_parts_are_not_forced_to_add_up() -> None:
    parts = [rounded(Fraction(n, 39), 1) for n in (17, 13, 2, 5, 2)]
    assert sum(parts) == Decimal("99.9")
    assert rounded(sum((Fraction(n, 39) for n in (17, 13, 2, 5, 2)), Fraction()), 1) == 100


@given(st.integers(1, 3000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(0, 3))
def test_rounding_is_never_off_by_more_than_half_a_step_and_halves_go_up(counts: tuple[int, int], places: int) -> None:
    exact = Fraction(*counts) * 100
    off = Fraction(rounded(Fraction(*counts), places)) - exact
    half = Fraction(1, 2 * 10**places)
    assert -half < off <= half


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_agree_with_published_ones(n: int, of: int, low: float, high: float) -> None:
    assert wilson(n, of) == pytest.approx(Interval(low, high), abs=0.00006)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_intervals_hold_the_share_stay_in_bounds_and_mirror(counts: tuple[int, int]) -> None:
    n, of = counts
    low, high = wilson(n, of)
    assert 0 <= low <= n / of + 1e-12
    assert n / of - 1e-12 <= high <= 1
    assert low < high
    assert wilson(of - n, of) == pytest.approx((1 - high, 1 - low))


QUESTIONNAIRE = form(choice("q"))
(QUESTION,) = QUESTIONNAIRE.questions


def goal(target: str | None) -> AnswerShare:
    return AnswerShare.model_validate(
        {
            "kind": "answer_share",
            "key": "goal",
            "text": "Mål",
            "source": "Test",
            "questionnaire": "form",
            "question": "q",
            "counted": ["a", "b"],
            "target": target,
        }
    )


def judged(target: str | None, *tallies: Tally) -> Verdict:
    return seen(goal(target), *(question_figure(QUESTIONNAIRE, QUESTION, tally, 0, 5) for tally in tallies))


def seen(of: AnswerShare, *figures: QuestionFigure) -> Verdict:
    return evaluate(of, Evidence(date(2026, 6, 30), questions=figures), {})


def among(positive: int, of: int) -> Tally:
    """Give a tally with the positive spread over both counted options."""
    return Tally({"a": positive // 2, "b": positive - positive // 2, "c": of - positive}, declined=2)


@pytest.mark.parametrize(
    ("positive", "of", "target", "judgement"),
    [
        (15, 20, "0.75", "met"),
        (17, 20, "0.85", "met"),
        (16, 20, "0.85", "not_met"),
        (8, 16, "0.50", "met"),
        (149, 200, "0.75", "not_met"),
        (150, 200, "0.75", "met"),
        (25, 56, "0.30", "met"),  # Enter: work or studies
        (50, 70, "0.80", "not_met"),  # Enter: health and/or life quality
        (7, 7, "1", "met"),
        (6, 7, "1", "not_met"),
        (1, 3_000_001, "0.333333", "not_met"),
        (3, 8, None, "no_target"),
    ],
)
def test_goals_compare_the_exact_share(positive: int, of: int, target: str | None, judgement: Judgement) -> None:
    verdict = judged(target, among(positive, of))
    assert verdict.judgement == judgement
    assert (verdict.n, verdict.of) == (positive, of)
    assert verdict.share == Fraction(positive, of)
    assert verdict.interval == wilson(positive, of)


def test_a_share_of_four_people_is_hidden_with_everything_that_gives_it_away() -> None:
    verdict = judged("0.75", Tally({"a": 4}))
    assert verdict == Verdict(goal("0.75"), "too_few")
    assert (verdict.n, verdict.of, verdict.share, verdict.interval) == (None, None, None, None)


def test_a_goal_that_was_never_asked_says_so() -> None:
    assert judged("0.75").judgement == "not_asked"


def test_versions_of_a_question_count_together_but_for_those_withheld() -> None:
    verdict = judged("0.75", among(9, 10), among(5, 10), among(4, 4))
    assert (verdict.n, verdict.of, verdict.judgement) == (14, 20, "not_met")


def test_a_withheld_figure_never_counts_even_if_it_held_numbers() -> None:
    leaking = replace(question_figure(QUESTIONNAIRE, QUESTION, among(9, 10), 0, 5), withheld="few")
    assert seen(goal("0.75"), leaking).judgement == "too_few"


def test_figures_of_other_questions_do_not_count() -> None:
    other = form(choice("other"))
    stranger = question_figure(other, other.questions[0], among(10, 10), 0, 5)
    assert seen(goal("0.75"), stranger).judgement == "not_asked"
