"""Counting: people, not presses; tens where nobody is known; and the middle of numbers."""

from collections import Counter
from fractions import Fraction
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.disclosure.minimum import question_figure
from flows.figures import QuestionFigure, Tally
from flows.forms.questionnaire import Questionnaire
from flows.goals.counting import marks, middle
from tests.flows.forms import choices, day, form, number, thermometer

FORM = form(choices("some"), thermometer("heat"), number("hours"), day("when"))
SOME, HEAT, HOURS, WHEN = FORM.questions


def figure(key: str, counts: dict[str, int], answered: int | None = None, of: Questionnaire = FORM) -> QuestionFigure:
    return question_figure(of, of.questions[of.index(key)], Tally(counts, 1, answered), 0, 5)


def test_each_option_of_several_counts_and_the_person_once() -> None:
    assert marks(SOME, ("a", "c"), linked=False) == ("a", "c", "*")
    assert marks(SOME, None, linked=False) == ("",)
    found = figure("some", {"a": 6, "b": 3, "c": 1}, 7)
    assert found.of == 7
    assert [option.share for option in found.options] == [Fraction(6, 7), Fraction(3, 7), Fraction(1, 7)]


def test_few_people_are_few_however_many_they_choose() -> None:
    found = figure("some", {"a": 4, "b": 4, "c": 4}, 4)
    assert found.withheld == "few"
    assert found.of is None


def test_a_day_counts_as_a_person_and_an_anonymous_thermometer_in_tens() -> None:
    assert marks(WHEN, "2026-03-03", linked=True) == ("*",)
    assert marks(HEAT, 73, linked=True) == ("73",)
    assert marks(HEAT, 73, linked=False) == ("70",)
    assert marks(HEAT, 100, linked=False) == ("100",)


def test_a_thermometer_is_shown_in_tens_with_its_middle_where_people_are_known() -> None:
    found = figure("heat", {"0": 1, "9": 1, "73": 2, "100": 1})
    assert {option.label: option.count for option in found.options if option.count} == {"0–9": 2, "70–79": 2, "100": 1}
    assert (found.mean, found.median) == (Fraction(51), Fraction(73))
    hidden = FORM.model_copy(update={"linked": False})
    assert figure("heat", {"0": 3, "70": 2}, of=hidden).mean is None


def test_the_middle_of_few_numbers_is_withheld() -> None:
    found = figure("hours", {"10": 2, "40": 2})
    assert (found.withheld, found.mean, found.median) == ("few", None, None)


@settings(max_examples=30)
@given(st.lists(st.integers(-5, 40), min_size=1, max_size=30))
def test_mean_and_median_are_those_of_the_answers(numbers: list[int]) -> None:
    counts = Counter(mark for answer in numbers for mark in marks(HOURS, answer, linked=True))
    assert middle(HOURS, counts, linked=True) == (
        Fraction(sum(numbers), len(numbers)),
        Fraction(median([Fraction(each) for each in numbers])),
    )
