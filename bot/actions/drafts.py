"""Drafts: what a member of staff has said so far in a dialogue of several steps. Sealed: it may hold a reference."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.actions.here import Here
from storage import expectations

PREFIX = "draft:"


@dataclass(frozen=True)
class Draft:
    """A dialogue's answers by step. ``subject`` tells it from others of its kind: an enrolment, or what began it."""

    kind: str
    subject: int
    answers: Mapping[str, str] = field(default_factory=dict)

    def answered(self, step: str, value: str) -> "Draft":
        """Give the draft with one more answer."""
        return Draft(self.kind, self.subject, {**self.answers, step: value})

    def without(self, step: str) -> "Draft":
        """Give the draft with an answer taken back."""
        return Draft(self.kind, self.subject, {key: value for key, value in self.answers.items() if key != step})

    def get(self, step: str) -> str:
        """Give an answer; empty where there is none."""
        return self.answers.get(step, "")


def keep(here: Here, draft: Draft) -> None:
    """Keep the caller's draft, in place of any other."""
    detail = json.dumps([draft.subject, dict(draft.answers)])
    expectations.expect(here.unit, here.person().id, PREFIX + draft.kind, here.unit.seal.close(detail).hex())


def current(here: Here) -> Draft | None:
    """Give the caller's draft, if there is one."""
    person = here.caller.person
    kind, detail = (expectations.expected(here.unit, person.id) if person else None) or ("", "")
    if not kind.startswith(PREFIX):
        return None
    subject, answers = json.loads(here.unit.seal.open(bytes.fromhex(detail)))
    return Draft(kind.removeprefix(PREFIX), subject, answers)


def drop(here: Here) -> None:
    """Let the caller's draft go."""
    if current(here):
        expectations.clear(here.unit, here.person().id)
