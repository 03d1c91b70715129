"""What the way through the house meets only in an association that has written forms of its own for events."""

import pytest

from bot.actions.drafts import Draft
from bot.chat.coordinator import event_screens
from flows.forms.questionnaire import Questionnaire
from flows.model import Problems
from locales.translator import translator
from tests.figures.answering import HOUSE

SHIPPED = HOUSE.catalogue.questionnaires["traff"]


def test_where_there_are_several_forms_one_is_chosen() -> None:
    own = SHIPPED.model_copy(update={"key": "praktikdag", "title": "Frågor efter en praktikdag"})
    screen = event_screens.form(translator("sv"), Draft("traff", 7), (SHIPPED, own))
    assert [key.label for key in screen.reading_order()] == [
        "Frågor efter en träff",
        "Frågor efter en praktikdag",
        "Avbryt",
    ]


def test_a_form_for_events_is_anonymous() -> None:
    with pytest.raises(ValueError, match="let it be linked: false") as refused:
        Questionnaire.model_validate(SHIPPED.model_dump(by_alias=True) | {"linked": True})
    assert isinstance(refused.value.errors()[0]["ctx"]["error"], Problems)  # type: ignore[attr-defined]  # pydantic's own


def test_the_mark_leaves_other_forms_versions_as_they_are() -> None:
    form = HOUSE.catalogue.questionnaires["avslut"]
    assert form.version == form.version_without("event")
    assert SHIPPED.version != SHIPPED.version_without("event")
