"""How one answer, or the value of one fact, is written."""

import json

from flows.facts import FactValue
from flows.forms.conditions import Answer


def as_text(answer: Answer | FactValue) -> str:
    """Write an answer as JSON; several choices as a list."""
    return json.dumps(answer, ensure_ascii=False)


def from_text(text: str) -> Answer:
    """Read what ``as_text`` wrote."""
    found = json.loads(text)
    answer: Answer = tuple(found) if isinstance(found, list) else found
    return answer


def value_from_text(text: str) -> FactValue:
    """Read what ``as_text`` wrote of a fact's value."""
    value: FactValue = json.loads(text)
    return value
