"""What is kept and counted of where people stand is what evaluating everybody anew at each look would give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.actions.coordinator.settle import release_goals
from flows.disclosure.minimum import Released
from flows.facts import FactValue
from flows.goals.evidence import Person
from flows.goals.kinds import ShareBeside
from flows.goals.members import MembersGoal, over_members, place_of
from flows.goals.standings import IN_THE_BASE
from storage import enrolments, facts, goal_releases, linked, runs
from storage.enrolments import State
from storage.seal import Seal, new_key
from storage.unit import Unit
from tests.figures.answering import DAY, HOUSE, SPRING, enrolled, here
from tests.prepared import in_memory

PROGRAMME = HOUSE.catalogue.programmes["mitt-val"]
GOALS = dict(over_members(PROGRAMME.goals))
"""Of every kind: a wait, a share, an improvement between two forms, and a share beside another."""
WHEEL = HOUSE.catalogue.questionnaires["livshjulet"]
MINIMUM = HOUSE.minimum_base
SEAL = Seal([new_key()])
PEOPLE = 12


@dataclass
class Reference:
    """Looks as it was done before anything was kept: everybody is evaluated, and whoever stands otherwise is found."""

    last: dict[str, Released] = field(default_factory=dict)
    then: dict[str, dict[int, bool]] = field(default_factory=dict)

    def look(self, people: Mapping[int, Person]) -> None:
        for name, goal in GOALS.items():
            places = {key: place for key, person in people.items() if (place := place_of(goal, person))}
            now = {key: place.standing == "counted" for key, place in places.items() if place.standing in IN_THE_BASE}
            standings = [place.standing for place in places.values()]
            waits = [places[key].value for key in now] if goal.kind == "wait" else []
            missing = standings.count("missing")
            new = Released(sum(now.values()), len(now), missing, max(waits, default=None))
            self._release(name, goal, new, now, standings.count("outside"))

    def _release(self, name: str, goal: MembersGoal, new: Released, now: dict[int, bool], outside: int) -> None:
        last, then = self.last.get(name), self.then.get(name, {})
        if last:
            if sum(then.get(key) is not now.get(key) for key in then.keys() | now.keys()) < MINIMUM:
                return
            new = replace(new, n=new.n + last.n - sum(then.values()), of=new.of + last.of - len(then))
        parts = [outside, *((new.n, new.of - new.n) if isinstance(goal, ShareBeside) else ())]
        if new.of >= MINIMUM and all(part == 0 or part >= MINIMUM for part in parts):
            self.last[name], self.then[name] = new, now

    def erase(self, key: int) -> None:
        for then in self.then.values():
            then.pop(key, None)


@dataclass
class Life:
    """People in the storage, and the same people as values."""

    unit: Unit
    people: dict[int, Person] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)

    def begin(self) -> None:
        self.keys.append(enrolled(self.unit, PROGRAMME.key))
        self.people[self.keys[-1]] = Person(self.keys[-1], "active", DAY)

    def close(self, key: int, days: int) -> None:
        """Let somebody end, on a day that may lie ahead."""
        day = DAY + timedelta(days=days)
        enrolments.close(self.unit, key, "annat", day)
        if day <= DAY:
            self.people[key] = replace(self.people[key], state="closed", closed_on=day, outcome="annat")

    def record(self, key: int, fact: str, value: FactValue) -> None:
        facts.record(self.unit, key, facts.Recorded(fact, value, None, SPRING))
        known = {**self.people[key].facts, fact: value}
        self.people[key] = replace(
            self.people[key], facts={name: held for name, held in known.items() if held is not None}
        )

    def wheel(self, key: int, moment: str, answer: int) -> None:
        run = runs.open_run(self.unit, key, WHEEL, moment)
        answers = {f"omrade-{number}": answer for number in range(1, 4)}
        if (WHEEL.key, moment) in self.people[key].answers:
            return
        for question, value in answers.items():
            linked.keep(self.unit, run, question, value, is_words=False)
        runs.finish(self.unit, run, DAY)
        kept = {**self.people[key].answers, (WHEEL.key, moment): answers}
        self.people[key] = replace(self.people[key], answers=kept)

    def protect(self, key: int) -> None:
        self.unit.run("UPDATE enrolments SET protected = 1 WHERE id = ?", key)
        self.people[key] = replace(self.people[key], protected=True)

    def erase(self, key: int) -> None:
        enrolments.let_go(self.unit, key, State.ERASED)
        del self.people[key]


_MOVES = st.one_of(
    st.tuples(st.just("close"), st.sampled_from([0, 0, 0, 3])),
    st.tuples(st.just("gatt-vidare"), st.sampled_from([True, True, False, None])),
    st.tuples(st.just("gatt-vidare-dag"), st.sampled_from([3, 20, None])),
    st.tuples(st.just("kon"), st.sampled_from(["kvinna", "man", None])),
    st.tuples(st.just("start"), st.integers(1, 3)),
    st.tuples(st.just("closure"), st.integers(1, 5)),
    st.tuples(st.sampled_from(["protect", "erase"]), st.none()),
)
_EVENTS = st.lists(st.tuples(_MOVES, st.integers(0, PEOPLE), st.integers(1, MINIMUM + 1), st.booleans()), max_size=25)
"""What happens, to whom first, to how many after that, and whether somebody looks then."""

_Move = tuple[str, str | int | bool | None]
_BEFORE: tuple[_Move, ...] = (
    ("kon", "kvinna"),
    ("close", 0),
    ("gatt-vidare", True),
    ("start", 2),
    ("closure", 3),
    ("gatt-vidare-dag", 5),
    ("kon", "man"),
    ("gatt-vidare", False),
    ("gatt-vidare-dag", 20),
)
"""With so many of these, more for each person, the people begin."""


def happen(life: Life, reference: Reference, move: _Move, who: int) -> None:
    what, value = move
    key = life.keys[who]
    if key not in life.people:
        return
    match what:
        case "close" if isinstance(value, int) and life.people[key].closed_on is None:
            life.close(key, value)
        case "gatt-vidare-dag":
            life.record(key, what, str(DAY + timedelta(days=value)) if isinstance(value, int) else None)
        case "gatt-vidare" | "kon":
            life.record(key, what, value)
        case "start" | "closure" if isinstance(value, int):
            life.wheel(key, what, value)
        case "protect":
            life.protect(key)
        case "erase":
            life.erase(key)
            reference.erase(key)


def looks(unit: Unit, events: Iterable[tuple[_Move, int, int, bool]]) -> Iterator[tuple[object, object]]:
    """Give what is shown after each look, as it is kept and as it would be counted anew."""
    life, reference = Life(unit), Reference()
    for who in range(PEOPLE):
        life.begin()
        for move in _BEFORE[: who % 7 + 1]:
            happen(life, reference, move, who)
    for move, first, number, is_looked_at in events:
        for who in range(first, first + number):
            happen(life, reference, move, who % PEOPLE)
        if is_looked_at:
            release_goals(here(unit), PROGRAMME)
            reference.look(life.people)
            rules = {name: goal.rule for name, goal in GOALS.items()}
            yield goal_releases.released(unit, PROGRAMME.key, rules, "9999"), reference.last


_ERASED: list[tuple[_Move, int, int, bool]] = [
    (("close", 0), 0, PEOPLE, True),
    (("erase", None), 2, 2, True),
    (("gatt-vidare", False), 4, 8, True),
]
_IMPROVED: list[tuple[_Move, int, int, bool]] = [
    (("close", 0), 0, PEOPLE, False),
    (("start", 2), 0, PEOPLE, False),
    (("closure", 3), 4, 5, True),
    (("closure", 5), 9, 6, True),
]


@example(_ERASED)
@example(_IMPROVED)
@settings(max_examples=60, deadline=None)
@given(_EVENTS)
def test_any_history_shows_what_counting_everybody_anew_would_show(
    events: list[tuple[_Move, int, int, bool]],
) -> None:
    with in_memory() as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("BEGIN")
        unit = Unit(db, SEAL)
        for kept, anew in looks(unit, [*events, (("look", None), 0, 0, True)]):
            assert kept == anew
        _counts_are_those_of_the_rows(unit)


def _counts_are_those_of_the_rows(unit: Unit) -> None:
    columns = "programme, goal, standing, value, shown"
    counted = f"SELECT {columns}, COUNT(*) FROM standings GROUP BY {columns} ORDER BY {columns}"
    kept = f"SELECT {columns}, n FROM standing_counts ORDER BY {columns}"
    assert list(map(tuple, unit.rows(kept))) == list(map(tuple, unit.rows(counted)))
    assert unit.count("SELECT COUNT(*) FROM standing_counts WHERE n = 0") == 0


def test_who_ends_on_a_day_ahead_counts_from_that_day(unit: Unit) -> None:
    life = Life(unit)
    for number in range(6):
        life.begin()
        life.record(life.keys[number], "gatt-vidare", value=True)
        life.close(life.keys[number], 3)
    today = here(unit)
    assert release_goals(today, PROGRAMME)["gatt-vidare"].of == 0

    later = release_goals(replace(today, now=SPRING + timedelta(days=3)), PROGRAMME)

    assert (later["gatt-vidare"].n, later["gatt-vidare"].of) == (6, 6)
    assert unit.count("SELECT COUNT(*) FROM touched") == 0
