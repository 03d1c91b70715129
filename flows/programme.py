"""Programmes (insatser): who they are for, which forms are asked when, how people leave, and what was promised."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from flows.goals import Goal
from flows.model import Definition, Key, Place, Problems, Text

Moment = Literal["start", "closure"]
"""When a form is asked: when the participant has said yes to taking part, or when the coach has closed."""


class Asking(Definition):
    """One of the programme's questionnaires and when it is asked."""

    questionnaire: Key
    at: Moment


class Outcome(Definition):
    """A way in which an enrolment ends."""

    key: Key
    label: Text


class Programme(Definition):
    """A programme as its seed states it."""

    key: Key
    title: Text
    neutral_title: Text
    """The name in messages: it must reveal neither diagnosis nor support, for locked screens are read by others."""
    owner: str
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    source: str
    """The document that the facts come from."""
    questionnaires: tuple[Asking, ...] = ()
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    goals: tuple[Goal, ...] = ()

    def asked_at(self, moment: Moment) -> tuple[str, ...]:
        """Give the keys of the questionnaires that are asked at this moment, in order."""
        return tuple(asking.questionnaire for asking in self.questionnaires if asking.at == moment)

    def outcome(self, key: str) -> Outcome | None:
        """Give the outcome with this key, if the programme has it."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "Programme":
        problems = (
            *_doubled("outcomes", "key", [outcome.key for outcome in self.outcomes]),
            *_doubled("goals", "key", [goal.key for goal in self.goals]),
            *_doubled("questionnaires", "questionnaire", [asking.questionnaire for asking in self.questionnaires]),
        )
        if problems:
            raise Problems(problems)
        return self


def _doubled(part: str, field: str, keys: list[str]) -> Iterator[tuple[Place, str]]:
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield (part, index, field), f"'{key}' stands twice in {part}; remove one or give it another key"
