"""Programmes (insatser): who they are for, which forms are asked when, how people leave, and what was promised."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from flows.facts import About, Fact, InPlace, fact_problems
from flows.goals import Goal, GroupSize
from flows.model import Definition, Key, Place, Problems, Text
from flows.plan import Asking, StaffReminder
from flows.spans import Span


class Outcome(Definition):
    """A way in which an enrolment ends."""

    key: Key
    label: Text


class SharedFacts(Definition):
    """Facts that several programmes use, each by writing its key alone."""

    facts: tuple[Fact, ...] = ()

    @model_validator(mode="after")
    def _go_together(self) -> "SharedFacts":
        problems = [(("facts", *place), message) for place, message in fact_problems(self.facts)]
        if problems:
            raise Problems(problems)
        return self


def _written_out(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401  # a file can hold anything
    """Give the shared fact that a key alone stands for."""
    if not isinstance(value, str):
        return value
    shared = info.context.facts if isinstance(info.context, SharedFacts) else ()
    found = next((fact for fact in shared if fact.key == value), None)
    if found is None:
        keys = ", ".join(fact.key for fact in shared) or "none yet"
        raise ValueError(
            f"facts.yaml has no fact '{value}'; write one of its keys ({keys}), or write the fact out here"
        )
    return found


def _placed(fact: Fact, info: ValidationInfo) -> Fact:
    """Give a fact its programme's places to choose from."""
    if fact.about != "place" and not isinstance(fact, InPlace):
        return fact
    places = info.data.get("places", ())
    if not places:
        raise ValueError(f"'{fact.key}' asks for a place, but the programme has none; add places before facts")
    return fact.model_copy(update={"places": places}) if isinstance(fact, InPlace) else fact


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
    facts: tuple[Annotated[Fact, BeforeValidator(_written_out), AfterValidator(_placed)], ...] = ()
    """What staff record: of people, places and the programme itself. A key alone stands for a shared fact."""
    goals: tuple[Goal, ...] = ()

    def facts_about(self, *about: About) -> tuple[Fact, ...]:
        """Give the facts about people, or those about places or the programme."""
        return tuple(fact for fact in self.facts if fact.about in about)

    def fact(self, key: str) -> Fact | None:
        """Give the fact with this key, if the programme has it."""
        return next((fact for fact in self.facts if fact.key == key), None)

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
            *((("facts", *place), message) for place, message in fact_problems(self.facts)),
        )
        if problems:
            raise Problems(problems)
        return self


def _doubled(of: tuple[str, str], keys: list[str], other: str = "key") -> Iterator[tuple[Place, str]]:
    part, field = of
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield (part, index, field), f"'{key}' stands twice in {part}; remove one or give it another {other}"
