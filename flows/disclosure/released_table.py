"""Released tables: a breakdown is released as a whole and stays until a new one may follow it (design: 3.8, 3.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.disclosure.breakdown import ENROLLED, OTHERS, UNKNOWN, Breakdown, Cell, Dimension, Positions
from flows.disclosure.hiding import Hidden, Part, hidden, total
from flows.disclosure.reasons import told_by_reasons
from flows.disclosure.shown_table import Beside, Shown, leaks, may_follow, parts_of
from flows.goals.standings import Standing


@dataclass(frozen=True)
class ReleasedTable:
    """A table as it was released: its cells, and which of them are shown only together."""

    quarter: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    hidden: Hidden = field(default_factory=dict)


@dataclass(frozen=True)
class Last:
    """What was released last, and where those of its people stood who are not erased."""

    released: ReleasedTable
    positions: Positions
    is_same_rule: bool = True
    """Whether it was counted as it is now."""

    def shown(self, dimension: str, what: str) -> Shown:
        """Give it as it is shown."""
        return Shown(dimension, what, self.positions, frozenset(self.released.hidden))

    @property
    def erased(self) -> dict[str, Part]:
        """What was counted in each cell of people who are erased since; it stays in for good."""
        kept = parts_of(self.positions)
        gone = {key: part - kept.get(key, Part()) for key, part in self.released.parts.items()}
        return {key: Part(part.n, part.of) for key, part in gone.items()}


def positions_of(parts: Mapping[str, Part]) -> Positions:
    """Give where anonymous answers stand, of which only so many are known: none is anybody's."""
    return {
        (cell, how, number): (cell, how)
        for cell, part in parts.items()
        for how, n in _each_way(part)
        for number in range(n)
    }


def _each_way(part: Part) -> tuple[tuple[Standing, int], ...]:
    return ("counted", part.n), ("not counted", part.of - part.n)


@dataclass(frozen=True)
class Candidate:
    """A table as it would be now. ``whole`` is the sum that is shown elsewhere, where one is."""

    dimension: Dimension
    what: str
    positions: Positions
    whole: Part | None = None

    @property
    def which(self) -> tuple[str, str]:
        """The dimension's key, and what is counted."""
        return self.dimension.key, self.what

    def shown(self, together: Hidden) -> Shown:
        """Give it as it would be shown."""
        return Shown(*self.which, self.positions, frozenset(together))

    def parts(self, last: Last | None) -> dict[str, Part]:
        """Count each cell, in order.

        What the whole holds beyond all cells is of people who are erased, and nobody knows their cell.
        """
        found = parts_of(self.positions)
        for key, part in last.erased.items() if last else ():
            found[key] = found.get(key, Part()) + part
        beyond = self.whole - total(found) if self.whole else Part()
        if beyond.of > 0:
            found[UNKNOWN] = found.get(UNKNOWN, Part()) + Part(beyond.n, beyond.of)
        return {key: found[key] for key, _ in self.dimension.cells(found) if any(found[key].sizes)}


def released_anew(
    candidate: Candidate, last: Last | None, beside: Beside, minimum: int, quarter: str
) -> ReleasedTable | None:
    """Give the table to show from now on, or ``None`` where what was shown before must stay.

    By a dimension nothing is told before it is told who came: that this may not be would tell of a few.
    """
    if not _is_open(candidate, beside) or (last and says_the_same(last, candidate)):
        return None
    parts = candidate.parts(last)
    if parts.keys() <= {UNKNOWN}:
        return None
    then = last.shown(*candidate.which) if last else None
    known = Beside((*beside.tables, then), beside.coaches) if then else beside

    def tells(together: Hidden) -> bool:
        shown = candidate.shown(together)
        return (
            leaks(shown, known, minimum)
            or told_by_reasons(shown, parts, together, known, minimum)
            or bool(last and uncovers(last.released, parts, together))
        )

    still = last.released.hidden if last and uncovers(last.released, parts, {}) else ()
    found = hidden(parts, minimum, tells, still)
    if found is None or (then and not may_follow(then, candidate.shown(found), minimum)):
        return None
    return ReleasedTable(quarter, parts, found)


def _is_open(candidate: Candidate, beside: Beside) -> bool:
    dimension = candidate.dimension.key
    came = {*beside.opened, *(each.dimension for each in beside.tables if each.what == ENROLLED)}
    return candidate.what == ENROLLED or dimension in came


def uncovers(last: ReleasedTable, now: Mapping[str, Part], together: Hidden) -> bool:
    """Whether cells that were hidden in the last table are shown while that may tell how small they were.

    As people mostly come and seldom go, a cell was hardly larger than it is now. So the cells stay together, with
    others or without, until each is as large as all of them were; that tells nothing more than what is shown.
    """
    before = tuple(last.hidden)
    if set(before) <= set(together):
        return False
    then = total(last.parts, before)
    return not set(together).isdisjoint(before) or any(
        size < earlier for key in before for size, earlier in zip(now.get(key, Part()).sizes, then.sizes, strict=True)
    )


def says_the_same(last: Last, now: Candidate) -> bool:
    """Whether nobody stands otherwise than last as far as it was shown, in a table that is counted as it was."""
    together = last.released.hidden
    return last.is_same_rule and _seen(last.positions, together) == _seen(now.positions, together)


def _seen(positions: Positions, together: Hidden) -> dict[object, tuple[str, str]]:
    return {
        key: (OTHERS if cell in together else cell, how) for key, (cell, how) in positions.items() if how != "missing"
    }


def as_breakdown(dimension: Dimension, what: str, text: str, released: ReleasedTable | None) -> Breakdown:
    """Give a table as it may be shown."""
    cells = _cells(dimension, what, released) if released else ()
    return Breakdown(dimension.key, what, cells, released.quarter if released else None, dimension.label, text)


def _cells(dimension: Dimension, what: str, released: ReleasedTable) -> tuple[Cell, ...]:
    parts, together = released.parts, released.hidden
    of_all = total(parts).of if what == ENROLLED else None

    def cell(key: str, label: str, part: Part) -> Cell:
        return Cell(key, label, part.n, part.of if of_all is None else of_all)

    found = tuple(
        Cell(key, label, None, None, together[key]) if key in together else cell(key, label, parts[key])
        for key, label in dimension.cells(key for key, part in parts.items() if part.of)
    )
    others = total(parts, tuple(together))
    return (*found, cell(OTHERS, dimension.others, others)) if together else found
