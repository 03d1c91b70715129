"""Explaining an event's figures: how many have answered, and what."""

from bot.actions.coordinator.event_figures import EventFigures, event_figures
from bot.actions.coordinator.explain import EVENT, EVENT_ANSWERS, Address, Explained
from bot.actions.here import Here
from flows.reports import explanation as words
from flows.reports.explanation import Gathering
from storage.events import Event


def came_to(event: Event) -> Address:
    """Give the address of how many answered."""
    return Address("", EVENT, event.id)


def answers_of(event: Event) -> Address:
    """Give the address of how the questions were answered."""
    return Address("", EVENT_ANSWERS, event.id)


def explain_event(here: Here, about: Address) -> Explained:
    """Explain a figure of an event.

    :raises NotAllowed: if the caller may not look at it, or there is no such event
    """
    found = event_figures(here, about.mark)
    is_answers = about.kind == EVENT_ANSWERS
    explanation = words.of_event_answers(_gathering(found)) if is_answers else words.of_event(found.minimum)
    return Explained(about, found, explanation, found.minimum)


def _gathering(found: EventFigures) -> Gathering:
    declined = sum(each.declined or 0 for each in found.figures)
    return Gathering(found.minimum, found.waiting, declined)
