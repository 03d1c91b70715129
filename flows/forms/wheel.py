"""A wheel of life, then and now: two answers to the same form by the same person, area by area."""

from dataclasses import dataclass

from flows.forms.conditions import Answers
from flows.forms.questionnaire import FEWEST_AREAS, Questionnaire
from flows.forms.questions import Scale


@dataclass(frozen=True)
class Area:
    """One part of life and how it was, then and now."""

    label: str
    then: int
    now: int


@dataclass(frozen=True)
class ThenAndNow:
    """A person's two wheels. ``left_out`` are the areas without an answer at both times."""

    areas: tuple[Area, ...]
    left_out: tuple[str, ...]
    highest: int

    @property
    def is_wheel(self) -> bool:
        """Whether enough areas are left to draw."""
        return len(self.areas) >= FEWEST_AREAS


def areas_of(questionnaire: Questionnaire) -> tuple[Scale, ...]:
    """Give the scales that are areas of a wheel; none in a form that is no wheel."""
    return tuple(each for each in questionnaire.questions if isinstance(each, Scale) and each.area)


def then_and_now(before: tuple[Questionnaire, Answers], later: tuple[Questionnaire, Answers]) -> ThenAndNow | None:
    """Compare two fillings of a form, or give ``None`` where no area can be compared.

    An area that was worded otherwise in the earlier version cannot be.
    """
    earlier = {each.key: each for each in areas_of(before[0])}
    compared: list[Area] = []
    left_out: list[str] = []
    for each in areas_of(later[0]):
        then, now = before[1].get(each.key), later[1].get(each.key)
        is_same = each.key in earlier and earlier[each.key].text == each.text
        if is_same and isinstance(then, int) and isinstance(now, int):
            compared.append(Area(each.area or "", then, now))
        else:
            left_out.append(each.area or "")
    highest = max((each.highest for each in areas_of(later[0])), default=0)
    return ThenAndNow(tuple(compared), tuple(left_out), highest) if compared else None
