"""Programmes (insatser): who they are for, which forms are asked when, how people leave, and what was promised."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, model_validator

from flows.facts import About, Fact, InPlace, fact_problems
from flows.goals.kinds import Goal
from flows.limits import Ages, Capacity, GroupSize
from flows.model import Definition, Key, Place, Problems, ProgrammeKey, Text, doubled
from flows.reports.consistency import part_problems
from flows.shared import SHARED_FACT, SHARED_GOAL
from flows.timing.plan import Asking, StaffReminder
from flows.timing.spans import Span, in_days


class Outcome(Definition):
    """A way in which an enrolment ends."""

    key: Key
    label: Text


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

    key: ProgrammeKey
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
    target_group: str = ""
    """Whom it is meant for, as the source says it."""
    ages: Ages | None = None
    capacity: Capacity | None = None
    normal: Span | None = None
    """The usual time in the programme."""
    may_be_extended: bool = False
    """Whether the usual time may be made longer."""
    longest: Span | None = None
    """The longest time in the programme; passing it is told to the coach at once."""
    cool_down: Span | None = None
    """The least time between two forms that the bot offers to one person."""
    groups: GroupSize | None = None
    """Whether people come in groups, and how large these are meant to be."""
    waiting_list: bool = False
    """Whether people can wait for a place before they take part."""
    archived: bool = False
    """Whether it is over: nobody is invited and nothing is planned; what it came to can be looked at."""
    outcomes: tuple[Outcome, ...] = ()
    """How it can end for people. A programme without is work among staff, in which nobody takes part."""
    facts: tuple[Annotated[Fact, SHARED_FACT, AfterValidator(_placed)], ...] = ()
    """What staff record: of people, places and the programme itself. A key alone stands for a shared fact."""
    breakdowns: tuple[Key, ...] = ()
    """The facts about people by which figures may be broken down."""
    goals: tuple[Annotated[Goal, SHARED_GOAL], ...] = ()
    """What was promised. A key alone stands for a goal that the association has for several programmes."""

    @property
    def has_participants(self) -> bool:
        """Whether people take part in it, or it is work among staff alone."""
        return bool(self.outcomes)

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
    def _is_well_made(self) -> "Programme":
        problems = (
            *doubled(("outcomes", "key"), [outcome.key for outcome in self.outcomes]),
            *doubled(("goals", "key"), [goal.key for goal in self.goals]),
            *doubled(("staff_reminders", "key"), [reminder.key for reminder in self.staff_reminders]),
            *doubled(("questionnaires", "questionnaire"), [asking.name for asking in self.questionnaires], "moment"),
            *doubled(("places", ""), self.places),
            *((("facts", *place), message) for place, message in fact_problems(self.facts)),
            *((("facts", *place), message) for place, message in part_problems(self.facts)),
            *_limit_problems(self),
            *_nobodys_problems(self),
        )
        if problems:
            raise Problems(problems)
        return self


def _nobodys_problems(programme: Programme) -> Iterator[tuple[Place, str]]:
    """Give what means nothing in a programme that people can never leave, for it says no outcome."""
    about_people = {
        "questionnaires": programme.questionnaires,
        "staff_reminders": programme.staff_reminders,
        "facts": programme.facts_about("person"),
    }
    for name, found in about_people.items():
        if found and not programme.has_participants:
            yield ("outcomes",), f"'outcomes' holds none, but {name} are for people; write how it can end for them"


def _limit_problems(programme: Programme) -> Iterator[tuple[Place, str]]:
    """Give the limits that contradict each other, and what figures cannot be broken down by."""
    if programme.normal and programme.longest and in_days(programme.normal) > in_days(programme.longest):
        yield ("normal",), "the normal time is longer than the longest; let them change places"
    if programme.may_be_extended and programme.normal is None:
        yield ("may_be_extended",), "there is no normal time to extend; add normal"
    listed = [fact.key for fact in programme.facts_about("person") if fact.options]
    for index, key in enumerate(programme.breakdowns):
        if key not in listed:
            possible = ", ".join(listed) or "none yet"
            yield (
                ("breakdowns", index),
                f"'{key}' is no fact about people with options ({possible}); correct or remove it",
            )
        if key in programme.breakdowns[:index]:
            yield ("breakdowns", index), f"'{key}' stands twice in breakdowns; remove one"
