"""What is missing of what staff ought to know, person by person."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.actions.here import Here
from flows import facts as flow
from flows.facts import Fact
from flows.goals.kept import fact_name
from flows.programme import Programme
from storage import course, facts, missing, tasks
from storage.enrolments import Enrolment


@dataclass(frozen=True)
class Gaps:
    """The facts that ought to be known of someone and are not."""

    enrolment: Enrolment
    missing: tuple[Fact, ...]


def gaps(here: Here, people: Iterable[Enrolment]) -> tuple[Gaps, ...]:
    """Give what is missing of some people, of whom the caller may know; those with nothing missing are left out."""
    found = (Gaps(each, _missing(here, each)) for each in people)
    return tuple(each for each in found if each.missing)


def _missing(here: Here, enrolment: Enrolment) -> tuple[Fact, ...]:
    programme = here.house.programme(enrolment.programme)
    declared = programme.facts_about("person") if programme else ()
    if not declared or enrolment.protected or tasks.open_one(here.unit, "erasure", enrolment.id):
        return ()
    known = facts.known(here.unit, enrolment.id)
    return flow.missing(declared, known, course.days(here.unit, enrolment), here.today)


def missing_by_fact(here: Here, programme: Programme) -> tuple[tuple[Fact, int], ...]:
    """Give each fact that ought to be known of people and is not, with of how many; most of all first.

    People are counted as they stood when the programme's status was last looked at in this unit.
    """
    counted = missing.by_fact(here.unit, programme, here.today)
    found = ((fact, counted.get(fact_name(fact), 0)) for fact in programme.facts_about("person"))
    return tuple(sorted(((fact, n) for fact, n in found if n), key=lambda each: -each[1]))
