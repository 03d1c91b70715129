"""Programmes (insatser): who they are for, which forms are asked when, how people leave, and what was promised."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from flows.goals import Goal
from flows.model import Definition, Key, Place, Problems, Text, Whole
from flows.plan import Asking, StaffReminder
from flows.spans import Span


class GroupSize(Definition):
    """How many people a group is meant for."""

    least: Whole = Field(ge=1, le=200)
    most: Whole = Field(ge=1, le=200)

    @model_validator(mode="after")
    def _is_a_range(self) -> "GroupSize":
        if self.least > self.most:
            raise Problems([(("most",), "'most' is less than 'least'; let them change places")])
        return self


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
    staff_reminders: tuple[StaffReminder, ...] = ()
    longest: Span | None = None
    """The longest time in the programme; passing it is told to the coach at once."""
    cool_down: Span | None = None
    """The least time between two forms that the bot offers to one person."""
    groups: GroupSize | None = None
    """Whether people come in groups, and how large these are meant to be."""
    waiting_list: bool = False
    """Whether people can wait for a place before they take part."""
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    goals: tuple[Goal, ...] = ()

    def asked_at_once(self) -> tuple[Asking, ...]:
        """Give what is asked in the moment of saying yes, without the bot having to write first."""
        return tuple(asking for asking in self.questionnaires if asking.moment == "start" and asking.every is None)

    def staff_reminder(self, key: str) -> StaffReminder | None:
        """Give the staff reminder with this key, if the programme has it."""
        return next((reminder for reminder in self.staff_reminders if reminder.key == key), None)

    def outcome(self, key: str) -> Outcome | None:
        """Give the outcome with this key, if the programme has it."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> "Programme":
        problems = (
            *_doubled(("outcomes", "key"), [outcome.key for outcome in self.outcomes]),
            *_doubled(("goals", "key"), [goal.key for goal in self.goals]),
            *_doubled(("staff_reminders", "key"), [reminder.key for reminder in self.staff_reminders]),
            *_doubled(("questionnaires", "questionnaire"), [asking.name for asking in self.questionnaires], "moment"),
        )
        if problems:
            raise Problems(problems)
        return self


def _doubled(of: tuple[str, str], keys: list[str], other: str = "key") -> Iterator[tuple[Place, str]]:
    part, field = of
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield (part, index, field), f"'{key}' stands twice in {part}; remove one or give it another {other}"
