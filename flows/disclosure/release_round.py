"""A round of releases: all tables of a programme are tried together, so that none of them must wait for another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from flows.disclosure.breakdown import ENROLLED
from flows.disclosure.released_table import Candidate, Last, ReleasedTable, released_anew, says_the_same
from flows.disclosure.shown_table import Beside

Which: TypeAlias = tuple[str, str]
"""A table: its dimension and what it counts."""


@dataclass(frozen=True)
class Round:
    """What was released last, what else is known, the minimum base, and the quarter."""

    last: Mapping[Which, Last]
    beside: Beside
    minimum: int
    quarter: str

    def released(self, candidates: Iterable[Candidate]) -> dict[Which, ReleasedTable]:
        """Give the tables that take the place of their last ones.

        Each is held against the new ones before it and against those that stay. Which stay is known only when all are
        tried, so they are tried anew until no more fall away.
        """
        trying = [each for each in candidates if not self._says_the_same(each)]
        while True:
            found = self._tried(trying)
            left = [each for each in trying if each.which in found or each.which not in self.last]
            if len(left) == len(trying):
                return found
            trying = left

    def _says_the_same(self, candidate: Candidate) -> bool:
        last = self.last.get(candidate.which)
        return last is not None and says_the_same(last, candidate)

    def _tried(self, trying: list[Candidate]) -> dict[Which, ReleasedTable]:
        new = {each.which for each in trying}
        tables = [*self.beside.tables, *(last.shown(*which) for which, last in self.last.items() if which not in new)]
        opened = [dimension for dimension, what in self.last if what == ENROLLED]
        found: dict[Which, ReleasedTable] = {}
        for each in trying:
            known = Beside(tables, self.beside.coaches, opened)
            table = released_anew(each, self.last.get(each.which), known, self.minimum, self.quarter)
            if table:
                found[each.which] = table
                tables.append(each.shown(table.hidden))
        return found
