"""Recording facts about people: what a coach knows or decides. The last word holds, and what stood is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.actions.coach.people_of import person_of
from bot.actions.here import Here, NotAllowed, Refused
from flows.facts import Fact, FactValue, missing
from flows.programme import Programme
from storage import course, enrolments, people, tasks
from storage import facts as stored
from storage.enrolments import Enrolment
from storage.facts import Recorded
from storage.people import Person, Role


class DoesNotFit(Refused):
    """The value is none that the fact can have."""


@dataclass(frozen=True)
class Recording:
    """A fact's key and the value to record; ``None`` takes away what stands."""

    enrolment: int
    fact: str
    value: FactValue


@dataclass(frozen=True)
class Standing:
    """A person's facts: those with a meaning now, in the programme's order, what is recorded, and what is missing."""

    enrolment: Enrolment
    programme: Programme
    facts: tuple[Fact, ...]
    recorded: dict[str, Recorded]
    missing: tuple[Fact, ...]
    staff: Mapping[int, Person]
    """Those who recorded something of it, by number."""

    def fact(self, key: str) -> Fact:
        """Give the fact with this key.

        :raises NotAllowed: if the programme has none about people, or it has no meaning now
        """
        found = next((fact for fact in self.facts if fact.key == key), None)
        if found is None:
            raise NotAllowed
        return found

    def value(self, key: str) -> FactValue:
        """Give what is recorded."""
        return self.recorded[key].value if key in self.recorded else None

    def missing_after(self, key: str) -> Fact | None:
        """Give the first missing fact that is declared after another."""
        order = [fact.key for fact in self.programme.facts]
        place = order.index(key)
        return next((fact for fact in self.missing if order.index(fact.key) > place), None)


def standing(here: Here, enrolment: int) -> Standing:
    """Give how a person's facts stand.

    :raises NotAllowed: if it is another coach's, or nothing may be recorded there
    """
    found = enrolments.by_id(here.unit, enrolment) if here.caller.is_operator else person_of(here, enrolment)
    if found is None or found.protected or tasks.open_one(here.unit, "erasure", found.id):
        raise NotAllowed
    programme = here.programme(found.programme, Role.COACH)
    zone = here.house.association.zone
    recorded = {
        key: replace(each, at=each.at.astimezone(zone)) for key, each in stored.present(here.unit, found.id).items()
    }
    known = {key: each.value for key, each in recorded.items()}
    facts = programme.facts_about("person")
    return Standing(
        found,
        programme,
        tuple(fact for fact in facts if fact.applies(known)),
        recorded,
        missing(facts, known, course.days(here.unit, found), here.today),
        {
            who: person
            for who in {each.by for each in recorded.values()}
            if who and (person := people.by_id(here.unit, who))
        },
    )


def record(here: Here, request: Recording) -> Recorded | None:
    """Record a fact; give what stood before, if that was something else.

    :raises NotAllowed: if it is another coach's person, or there is no such fact about them
    :raises DoesNotFit: if the fact cannot have the value
    """
    found = standing(here, request.enrolment)
    fact, before = found.fact(request.fact), found.recorded.get(request.fact)
    if request.value is not None and not fact.fits(request.value, here.today):
        raise DoesNotFit
    if request.value == (before.value if before else None):
        return None
    stored.record(here.unit, found.enrolment.id, Recorded(fact.key, request.value, here.caller.id, here.now))
    here.note("fact recorded", f"enrolment {found.enrolment.id}: {fact.key}")
    return before
