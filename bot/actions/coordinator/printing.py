"""Forms to print: which forms of which programmes a coach or a coordinator hands out on paper."""

from bot.actions.coordinator.paper_upload import forms
from bot.actions.here import Here, NotAllowed
from flows.forms.questionnaire import Questionnaire
from flows.programme import Programme
from storage.people import Role

_ROLES = (Role.COACH, Role.COORDINATOR)


def programmes_to_print(here: Here) -> tuple[Programme, ...]:
    """Give the programmes whose forms the caller may print.

    :raises NotAllowed: if there is none
    :raises Archived: if all of them are over
    """
    found = tuple(each for each in here.going_on(*_ROLES) if each.questionnaires)
    if not found:
        raise NotAllowed
    return found


def forms_to_print(here: Here, programme: str) -> tuple[Questionnaire, ...]:
    """Give a programme's forms, each once.

    :raises NotAllowed: if the caller is neither coach nor coordinator there
    """
    return forms(here, here.programme(programme, *_ROLES))
