"""Counting of whom a fact is missing says the same as looking at each person's facts."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from flows import facts as flow
from flows.catalogue import SHIPPED, read_catalogue
from flows.goals.kept import fact_name, kept_of
from flows.timing.plan import Days
from storage import course, enrolments, facts, missing, standings, tasks
from storage.unit import Unit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
PROGRAMMES = read_catalogue(SHIPPED).programmes


@pytest.mark.parametrize("programme", sorted(PROGRAMMES))
def test_what_is_missing_is_counted_as_each_person_is_asked_about_it(unit: Unit, programme: str) -> None:
    chance = Random(programme)  # noqa: S311  # no secret
    declared = PROGRAMMES[programme].facts_about("person")
    expected: Counter[str] = Counter()
    for number in range(60):
        days, known = _person(unit, programme, chance)
        expected.update(fact.key for fact in flow.missing(declared, known, days, TODAY))
        if number % 20 == 0:  # of these nothing is asked
            silent = enrolments.invite(unit, programme, None, None, TODAY).id
            if number:
                enrolments.start(unit, silent, TODAY)
                tasks.add(unit, "erasure", programme, silent, NOW)
            else:
                course.protect(unit, silent, "kvinna", 1980)

    standings.refresh(unit, programme, kept_of(PROGRAMMES[programme]), TODAY)
    counted = missing.by_fact(unit, PROGRAMMES[programme], TODAY)

    assert {fact.key: counted[fact_name(fact)] for fact in declared if fact.due} == {
        fact.key: expected[fact.key] for fact in declared if fact.due
    }
    assert any(expected.values()) == any(fact.due for fact in declared)
    assert [name for name in counted if ":" in name] == [fact_name(fact) for fact in declared if fact.due]


def _person(unit: Unit, programme: str, chance: Random) -> tuple[Days, dict[str, flow.FactValue]]:
    """Let someone begin and perhaps end, of whom some facts are known, some no longer."""
    start = TODAY - timedelta(days=chance.randrange(-5, 500))
    closure = start + timedelta(days=chance.randrange(400)) if chance.random() < 0.7 else None
    enrolment = enrolments.invite(unit, programme, None, None, start).id
    enrolments.start(unit, enrolment, start)
    if closure:
        enrolments.close(unit, enrolment, "annat", closure)
    known: dict[str, flow.FactValue] = {}
    for fact in PROGRAMMES[programme].facts_about("person"):
        for _ in range(chance.randrange(3)):
            possible: list[flow.FactValue] = [None, *(option.key for option in fact.options), True, False, 1]
            known[fact.key] = value = chance.choice(possible)
            facts.record(unit, enrolment, facts.Recorded(fact.key, value, None, NOW))
    return Days(start=start, closure=closure), known
