"""How one answer is written."""

import json

from flows.conditions import Answer


def as_text(answer: Answer) -> str:
    """Write an answer as JSON."""
    return json.dumps(answer, ensure_ascii=False)


def from_text(text: str) -> Answer:
    """Read what ``as_text`` wrote."""
    answer: Answer = json.loads(text)
    return answer
