"""Releasing breakdowns: at a look all tables of a programme are tried, whichever is asked for (design: 3.8, 3.9)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from bot.actions.here import Here
from flows.disclosure.audit import People
from flows.disclosure.breakdown import Dimension, Member, answer_goals, counted_of_people, dimensions, positions
from flows.disclosure.hiding import Part
from flows.disclosure.release_round import Round
from flows.disclosure.released_table import Candidate, Last, positions_of
from flows.disclosure.shown_table import WHOLE, Beside, Shown
from flows.figures import Tally
from flows.goals.kinds import AnswerShare
from flows.goals.standings import Standing
from flows.programme import Programme
from flows.timing.schedule import quarter
from storage import breakdown_releases, cohorts, figures, goal_releases, members, standings
from storage.breakdown_releases import Key
from storage.unit import FOREVER


def dimensions_of(here: Here, programme: Programme) -> tuple[Dimension, ...]:
    """Give the dimensions that a programme's figures can be broken down by."""
    return dimensions(programme, has_groups=bool(cohorts.of_programme(here.unit, programme.key)))


def release_tables(here: Here, programme: Programme, day: date) -> None:
    """Release every table that may follow its last one, of the people who take part on a day and all answers released.

    The goals' own numbers and the answers are released before: a table's sum is what is shown of the whole.
    """
    of = dimensions_of(here, programme)
    if of:
        tables = _Tables(here, programme, day)
        tables.release(each for dimension in of for each in tables.candidates(dimension))


@dataclass
class _Tables:
    """A programme's tables, as they were released last and as they would be now."""

    here: Here
    programme: Programme
    day: date
    last: dict[tuple[str, str], tuple[Key, Last]] = field(init=False)

    def __post_init__(self) -> None:
        """Read the newest release of every table, with those behind it; nobody is behind anonymous answers."""
        unit, programme = self.here.unit, self.programme.key
        people = breakdown_releases.positions(unit, programme)
        self.last = {
            key[:2]: (
                key,
                Last(table, positions_of(table.parts) if key.what in self._answer_goals else people.get(key[:2], {})),
            )
            for key, table in breakdown_releases.released(unit, programme).items()
        }

    def of_people(self, dimension: Dimension) -> Iterator[tuple[Key, Candidate]]:
        """Give the tables over people as they would be now; of goals those of which numbers are shown."""
        for what, goal in counted_of_people(self.programme).items():
            if goal is None:
                found = positions(dimension, what, self._people, None)
                yield Key(dimension.key, what), Candidate(dimension, what, found)
            elif what in self._wholes:
                found = positions(dimension, what, self._people, self._standings.get(what, {}))
                yield Key(dimension.key, what, goal.rule), Candidate(dimension, what, found, self._wholes[what])

    def of_answers(self, dimension: Dimension) -> Iterator[tuple[Key, Candidate]]:
        """Give the tables over anonymous answers as they would be now."""
        for what, goal in self._answer_goals.items() if dimension.is_place else ():
            parts = _parts(goal, self._tallies.get((goal.questionnaire, goal.question), {}))
            yield Key(dimension.key, what, goal.rule), Candidate(dimension, what, positions_of(parts))

    def candidates(self, dimension: Dimension) -> Iterator[tuple[Key, Candidate]]:
        """Give all tables of a dimension as they would be now, but those that were seen in a later quarter."""
        for key, candidate in (*self.of_people(dimension), *self.of_answers(dimension)):
            earlier = self.last.get(key[:2])
            if earlier is None or earlier[1].released.quarter <= quarter(self.day):
                yield key, candidate

    def release(self, candidates: Iterable[tuple[Key, Candidate]]) -> None:
        """Keep the tables that may be shown in place of their last ones."""
        tried = {key[:2]: (key, candidate) for key, candidate in candidates}
        for which, table in self._round(tried).released(candidate for _, candidate in tried.values()).items():
            key, candidate = tried[which]
            people = {one: place for one, place in candidate.positions.items() if isinstance(one, int)}
            breakdown_releases.keep(self.here.unit, self.programme.key, key, table, people)

    def _round(self, tried: Mapping[tuple[str, str], tuple[Key, Candidate]]) -> Round:
        last = {
            which: replace(last, is_same_rule=which not in tried or tried[which][0] == key)
            for which, (key, last) in self.last.items()
        }
        beside = Beside(self._whole_tables, self._coaches)
        return Round(last, beside, self.here.house.minimum_base, quarter(self.day))

    @cached_property
    def _answer_goals(self) -> dict[str, AnswerShare]:
        return answer_goals(self.programme, self.here.house.catalogue.questionnaires)

    @cached_property
    def _tallies(self) -> dict[tuple[str, str], dict[str, Tally]]:
        return figures.by_place(self.here.unit, self.programme.key)

    @cached_property
    def _people(self) -> tuple[Member, ...]:
        facts = [dimension.key for dimension in dimensions(self.programme)]
        return members.of_programme(self.here.unit, self.programme.key, facts, self.day)

    @cached_property
    def _standings(self) -> dict[str, dict[int, Standing]]:
        return standings.shown(self.here.unit, self.programme.key)

    @cached_property
    def _wholes(self) -> dict[str, Part]:
        """What is shown of the goals over people as a whole, by name."""
        rules = {name: goal.rule for name, goal in counted_of_people(self.programme).items() if goal}
        found = goal_releases.released(self.here.unit, self.programme.key, rules, FOREVER)
        return {name: Part(released.n, released.of) for name, released in found.items()}

    @cached_property
    def _whole_tables(self) -> tuple[Shown, ...]:
        """Give what is shown of the goals as a whole as tables of one cell."""
        return tuple(
            Shown(WHOLE, what, {key: (WHOLE, how) for key, how in self._standings.get(what, {}).items()})
            for what in self._wholes
        )

    @cached_property
    def _coaches(self) -> list[People]:
        found: dict[int, set[int]] = defaultdict(set)
        for member in self._people:
            if member.coach is not None:
                found[member.coach].add(member.key)
        return [frozenset(people) for people in found.values()]


def _parts(goal: AnswerShare, places: dict[str, Tally]) -> dict[str, Part]:
    """Count what a goal counts, by place."""
    return {
        place: Part(sum(n for option, n in tally.counts.items() if option in goal.counted), tally.of)
        for place, tally in places.items()
    }
