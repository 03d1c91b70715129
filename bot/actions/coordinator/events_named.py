"""What the operator does with events at the command line, who is told plainly what cannot be."""

from bot.actions.coordinator.events import (
    LONGEST_TITLE,
    BadTitle,
    Opening,
    TitleIsPersonal,
    close_event,
    event_forms,
    open_event,
)
from bot.actions.here import Here, NotAllowed
from bot.actions.staff import Unknown, programme_named
from storage import events
from storage.events import Event


def open_named(here: Here, opening: Opening) -> Event:
    """Open an event.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such programme or form, the title cannot be used, or the day has been
    """
    if opening.programme:
        programme_named(here, opening.programme)
    forms = [each.key for each in event_forms(here)]
    if opening.questionnaire not in forms:
        raise Unknown(f"'{opening.questionnaire}' is no form for events; write one of {', '.join(forms)}")
    if opening.last_day < here.today:
        raise Unknown(f"{opening.last_day} has been; write today or a day to come")
    try:
        return open_event(here, opening)
    except TitleIsPersonal:
        raise Unknown("the title holds a number or an address of somebody; write it without") from None
    except BadTitle:
        raise Unknown(f"write a title of 1 to {LONGEST_TITLE} characters") from None


def close_named(here: Here, event: int) -> None:
    """Close an event.

    :raises NotAllowed: if the caller is not the operator
    :raises Unknown: if there is no such event
    """
    if not here.caller.is_operator:
        raise NotAllowed
    if events.by_id(here.unit, event) is None:
        raise Unknown(f"there is no event {event}; see: foljsam event list")
    close_event(here, event)
