"""Recording at the command line: a person by reference, facts by key, values as they are typed; refusals in words."""

from dataclasses import dataclass

from bot.actions.coach.record import Recording, Standing, record, standing
from bot.actions.here import Here
from bot.actions.staff import Unknown, enrolment_named
from flows.facts import Fact, FactValue
from flows.swedish.typed import Unread


@dataclass(frozen=True)
class Named:
    """Who, by the coach's own word, and what, each as ``KEY=VALUE``; an empty value takes away what stands."""

    programme: str
    reference: str
    assignments: tuple[str, ...] = ()


def record_named(here: Here, request: Named) -> Standing:
    """Record facts about someone, all or none; give how the person's facts stand then.

    :raises NotAllowed: if the caller is not the operator, or nothing may be recorded about the person
    :raises Unknown: if there is no such programme, reference or fact, or a value cannot be taken
    """
    enrolment = enrolment_named(here, request.programme, request.reference)
    with here.unit.attempt():
        for assignment in request.assignments:
            found = standing(here, enrolment.id)
            fact, value = _assigned(here, found, assignment)
            record(here, Recording(enrolment.id, fact.key, value))
    return standing(here, enrolment.id)


def _assigned(here: Here, found: Standing, assignment: str) -> tuple[Fact, FactValue]:
    key, equals, text = (part.strip() for part in assignment.partition("="))
    if not equals:
        raise Unknown(f"'{assignment}' assigns nothing; write a fact's key, = and its value, such as skapa=ja")
    fact = next((each for each in found.facts if each.key == key), None)
    if fact is None:
        raise Unknown(_no_such(found, key))
    value = fact.read(text, here.today) if text else None
    if isinstance(value, Unread):
        raise Unknown(f"{fact.key} cannot be '{text}'; write {possible(fact)}")
    return fact, value


def _no_such(found: Standing, key: str) -> str:
    declared = found.programme.fact(key)
    if declared and declared.when:
        values = ", ".join(str(value).lower() for value in declared.when.one_of)
        return f"{key} has no meaning unless {declared.when.fact} is {values}; record that first"
    keys = ", ".join(fact.key for fact in found.facts) or "none"
    return f"{found.programme.key} has no fact '{key}' about people; write one of {keys}"


def possible(fact: Fact) -> str:
    """Say which values a fact can have."""
    match fact.kind:
        case "yes_no":
            return "ja or nej"
        case "date":
            return "a day that has been, such as 2026-01-31"
        case "number" | "months":
            return f"a whole number from {fact.lowest} to {fact.highest}"
        case _:
            return f"one of {', '.join(option.key for option in fact.options)}"
