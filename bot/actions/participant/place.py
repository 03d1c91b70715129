"""The place that is kept beside an anonymous answer, so that what a goal counts can be told by place (design: 3.7)."""

from bot.actions.here import Here
from flows.disclosure.breakdown import UNKNOWN, answer_goals, place_dimension
from flows.forms.questionnaire import Questionnaire
from storage import facts, members
from storage.enrolments import Enrolment


def places_kept(here: Here, enrolment: Enrolment, questionnaire: Questionnaire) -> dict[str, str]:
    """Give the place to keep beside each answer of an anonymous form, by question; of most questions none is.

    A place is kept only of a question that a goal counts, in a programme that is broken down by place, and only where
    at least the minimum of people share it. Of somebody with a protected identity none is.
    """
    programme = here.house.programme(enrolment.programme)
    dimension = place_dimension(programme) if programme and not enrolment.protected else None
    if programme is None or dimension is None or questionnaire.linked:
        return {}
    goals = answer_goals(programme, here.house.catalogue.questionnaires).values()
    kept = [goal.question for goal in goals if goal.questionnaire == questionnaire.key]
    place = str(facts.known(here.unit, enrolment.id).get(dimension.key) or UNKNOWN) if kept else UNKNOWN
    is_shared = dimension.has(place) and members.are_shared(
        here.unit, programme.key, (dimension.key, place), here.house.minimum_base
    )
    return dict.fromkeys(kept, place) if is_shared else {}


def place_told(here: Here, enrolment: Enrolment, questionnaire: Questionnaire) -> str:
    """Give what the place is called that is kept beside some of a form's answers; empty where none is."""
    programme, places = here.house.programme(enrolment.programme), places_kept(here, enrolment, questionnaire)
    dimension = place_dimension(programme) if programme and places else None
    return next((label for key, label in dimension.options if key in places.values()), "") if dimension else ""
