"""What is kept of each person so that a look only counts: where they stand for goals, and which facts are missing."""

from dataclasses import dataclass
from typing import TypeAlias

from flows.facts import Fact
from flows.goals.counted_groups import wholes
from flows.goals.evidence import Person
from flows.goals.members import PeopleGoal, over_people, place_of
from flows.goals.standings import Place
from flows.programme import Programme
from flows.timing.plan import Days

_LONG_DUE = 1
"""Beside someone of whom a fact is due as soon as they are counted; so most people share one number."""


@dataclass(frozen=True)
class MissingFact:
    """Something counted like a goal: of whom a fact ought to be known and is not, by the day from which."""

    fact: Fact

    @property
    def rule(self) -> str:
        """The version of how it is counted."""
        return self.fact.version

    def place_of(self, person: Person) -> Place | None:
        """Tell from which day it is missing of a person; ``None``: it is not. It is as ``facts.missing`` says."""
        fact, known = self.fact, person.facts
        if person.protected or known.get(fact.key) is not None or not fact.applies(known):
            return None
        due = fact.due_on(Days(start=person.enrolled_on, closure=person.closed_on))
        if due is None:
            return None
        return Place("by day", due.toordinal() if fact.due == "later" else _LONG_DUE)


Kept: TypeAlias = PeopleGoal | MissingFact


def kept_of(programme: Programme) -> dict[str, Kept]:
    """Give everything that is kept of a programme's people, by name; a colon or a first slash is in no goal's name."""
    facts = ((fact_name(fact), MissingFact(fact)) for fact in programme.facts_about("person") if fact.due)
    return {**dict(over_people(programme.goals)), **wholes(programme.goals), **dict(facts)}


def fact_name(fact: Fact) -> str:
    """Name what is kept of a missing fact."""
    return f"fact:{fact.key}"


def place(kept: Kept, person: Person) -> Place | None:
    """Tell where a person stands; ``None``: it is not about them."""
    return kept.place_of(person) if isinstance(kept, MissingFact) else place_of(kept, person)
