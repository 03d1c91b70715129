"""An event's figures as JSON."""

from bot.actions.coordinator.event_figures import EventFigures
from bot.paper.status_json import question_json


def event_json(found: EventFigures) -> dict[str, object]:
    """Write an event as ``status --json`` writes questions; its own answers are among nobody else's."""
    event = found.event
    return {
        "id": event.id,
        "programme": event.programme or None,
        "questionnaire": event.questionnaire,
        "title": event.title,
        "until": event.last_day.isoformat(),
        "open": found.is_open,
        "answered": event.answered,
        "waiting": found.waiting,
        "questions": [question_json(figure) for figure in found.figures],
        "comments": [{"text": each.text, "words": list(each.words) or None} for each in found.comments],
    }
