"""A wheel of life, then and now."""

import pytest
from pydantic import ValidationError

from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from flows.forms.wheel import Area, then_and_now
from tests.flows.forms import form, scale


def wheel(*areas: str, highest: int = 10) -> Questionnaire:
    return form(*(scale(f"q{n}", area=area, highest=highest) for n, area in enumerate(areas)), scale("other"))


WHEEL = wheel("Hälsa", "Hem", "Vänner", "Ekonomi")


def answers(*numbers: Answer) -> dict[str, Answer]:
    return {f"q{n}": number for n, number in enumerate(numbers)}


def test_areas_answered_twice_are_compared_and_the_others_are_named() -> None:
    found = then_and_now((WHEEL, answers(3, 4, 5, None)), (WHEEL, answers(7, 4, None, 9)))
    assert found
    assert found.areas == (Area("Hälsa", 3, 7), Area("Hem", 4, 4))
    assert found.left_out == ("Vänner", "Ekonomi")
    assert not found.is_wheel
    assert found.highest == 10


def test_an_area_that_was_worded_otherwise_is_not_compared() -> None:
    other = WHEEL.questions[0].model_copy(update={"text": "Något annat?"})
    before = WHEEL.model_copy(update={"questions": (other, *WHEEL.questions[1:])})
    found = then_and_now((before, answers(3, 4, 5, 6)), (WHEEL, answers(3, 4, 5, 6)))
    assert found
    assert found.left_out == ("Hälsa",)
    assert found.is_wheel


def test_nothing_in_common_is_no_wheel() -> None:
    assert then_and_now((WHEEL, answers(3)), (WHEEL, answers(None))) is None
    plain = form(scale("q0"))
    assert then_and_now((plain, answers(3)), (plain, answers(3))) is None


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ([scale("a", area="Hem"), scale("b", area="Hälsa")], "a wheel has 3 to 12 areas, and here are 2"),
        ([scale(f"q{n}", area=f"{n}") for n in range(13)], "a wheel has 3 to 12 areas, and here are 13"),
        ([scale(key, area=area) for key, area in ("a1", "b1", "c2")], "two areas read '1'"),
        ([scale("a", area="A"), scale("b", area="B"), scale("c", area="C", highest=10)], "have different scales"),
        ([scale("a", area="Ett område som är för långt att rita")], "at most 30"),
    ],
)
def test_areas_that_make_no_wheel_are_refused(questions: list[dict[str, object]], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        form(*questions)
    assert words in str(caught.value)
