"""The worksheet for the national follow-up system: its fields, filled in with what is known of a closed enrolment."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.actions.here import Here
from flows.association import FACT, FollowUpSystem
from flows.facts import Fact, FactValue
from flows.programme import Programme
from storage import facts
from storage.enrolments import Enrolment

_MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Time:
    """How long someone took part: whole months and, under one, days."""

    months: int
    days: int


Value: TypeAlias = str | date | Time | bool | None


@dataclass(frozen=True)
class Worksheet:
    """A follow-up system's fields with values; ``None`` is for the coach to fill in."""

    name: str
    fields: tuple[tuple[str, Value], ...]


def worksheet(here: Here, programme: Programme, enrolment: Enrolment) -> Worksheet | None:
    """Give the worksheet of a closed enrolment, if the association names a follow-up system."""
    system: FollowUpSystem | None = here.house.association.follow_up_system
    if system is None:
        return None
    recorded = facts.known(here.unit, enrolment.id)
    known = _known(programme, enrolment) | {
        f"{FACT}{fact.key}": _fact_value(fact, recorded[fact.key]) for fact in programme.facts if fact.key in recorded
    }
    return Worksheet(system.name, tuple((each.label, known.get(each.known or "")) for each in system.fields))


def _fact_value(fact: Fact, value: FactValue) -> Value:
    """Give a fact as it is written on a worksheet: an option by its label, a day as a day, months as a time."""
    match fact.kind, value:
        case "date", str():
            return date.fromisoformat(value)
        case "months", int() if value:
            return Time(value, 0)
        case _, bool() | None:
            return value
    return next((option.label for option in fact.options if option.key == value), str(value))


def _known(programme: Programme, enrolment: Enrolment) -> dict[str, Value]:
    outcome = programme.outcome(enrolment.outcome or "")
    return {
        "programme": programme.title,
        "reference": enrolment.reference,
        "referral": enrolment.referred_on,
        "start": enrolment.enrolled_on,
        "end": enrolment.closed_on,
        "outcome": outcome.label if outcome else None,
        "months": _time(enrolment.enrolled_on, enrolment.closed_on),
        "plan": enrolment.handed_over,
    }


def _time(start: date | None, end: date | None) -> Time | None:
    if start is None or end is None:
        return None
    months = (end.year - start.year) * _MONTHS_A_YEAR + end.month - start.month - (end.day < start.day)
    return Time(months, (end - start).days)
