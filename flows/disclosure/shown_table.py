"""Tables of people as they are shown, and whether one may stand beside the others and after its last (design: 3.9)."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from flows.disclosure.audit import People, recoverable
from flows.disclosure.breakdown import CLOSED, ENROLLED, UNKNOWN, Positions
from flows.disclosure.hiding import Part, blocks, common
from flows.goals.standings import Standing

_Block = frozenset[str]

_IN_BASE: tuple[Standing, Standing] = ("counted", "not counted")

WHOLE = ""
"""The dimension of what is shown of all together."""


class _Figure(NamedTuple):
    """A number that is shown: the sum over people; and those who are left out since not enough is known of them."""

    people: People
    missing: People


@dataclass(frozen=True)
class Shown:
    """A table with the people behind it. Cells that are hidden are shown together."""

    dimension: str
    what: str
    positions: Positions
    hidden: Collection[str] = field(default=())

    @cached_property
    def blocks(self) -> tuple[_Block, ...]:
        """The cells as they are shown."""
        cells = sorted({cell for cell, _ in self.positions.values()})
        return blocks(cells, dict.fromkeys((cell for cell in cells if cell in self.hidden), "few"))

    def people(self, cells: Collection[str], *positions: Standing) -> People:
        """Give those who stand in some cells in one of these ways."""
        return frozenset(key for key, (cell, how) in self.positions.items() if cell in cells and how in positions)

    @cached_property
    def figures(self) -> tuple[_Figure, ...]:
        """The numbers that are shown: of each cell the base, those counted, and those not counted."""
        return tuple(
            _Figure(found, self.people(block, "missing"))
            for block in self.blocks
            for found in (
                self.people(block, *_IN_BASE),
                self.people(block, "counted"),
                self.people(block, "not counted"),
            )
        )

    def secrets(self, minimum: int) -> tuple[People, ...]:
        """Give every set of fewer people than the minimum that stands in a hidden cell.

        Of how many the dimension's fact is not known is no secret: that stands beside the whole (``missing``).
        """
        told = self.people({UNKNOWN}, *_IN_BASE) if self.what in {ENROLLED, CLOSED} else None
        found = (people for cell in sorted(self.hidden) for people in self._sizes(cell))
        return tuple(people for people in found if 0 < len(people) < minimum and people != told)

    def _sizes(self, cell: str) -> Iterator[People]:
        yield self.people({cell}, *_IN_BASE)
        yield self.people({cell}, "counted")
        yield self.people({cell}, "not counted")
        yield self.people({cell}, "outside")


def parts_of(positions: Positions) -> dict[str, Part]:
    """Count the people of each cell."""
    found: dict[str, Part] = {}
    for (cell, how), n in Counter(positions.values()).items():
        part = {"counted": Part(n, n), "not counted": Part(0, n), "outside": Part(0, 0, n)}.get(how, Part())
        found[cell] = found.get(cell, Part()) + part
    return {cell: part for cell, part in found.items() if any(part.sizes)}


@dataclass(frozen=True)
class Beside:
    """What is known beside a new table: the tables that are shown, and the people whom each coach knows one by one."""

    tables: Sequence[Shown] = ()
    coaches: Sequence[People] = ()
    opened: Collection[str] = ()
    """The dimensions by which it was told before who came."""

    def related(self, table: Shown) -> list[Shown]:
        """Give the tables of the same dimension, those that count the same, and the wholes."""
        return [each for each in self.tables if each.dimension in {WHOLE, table.dimension} or each.what == table.what]


def leaks(table: Shown, beside: Beside, minimum: int) -> bool:
    """Whether a set of fewer people than the minimum can be computed from a table and those shown beside it.

    A table is compared with those that count the same by another dimension, something else by the same one, or the same
    before, and with every whole.
    """
    related = beside.related(table)
    alone_and_paired = [[table], *([table, other] for other in related)]
    return any(_can_be_computed(tables, beside.coaches, minimum) for tables in alone_and_paired) or any(
        _differ_by_few(table, other, minimum)
        for other in related
        if (other.dimension, other.what) != (table.dimension, table.what)
    )


def base_is_known(table: Shown, cell: str, beside: Beside) -> bool:
    """Whether how many people a cell's base holds can be computed from a table and those shown beside it."""
    published = [figure.people for each in (table, *beside.related(table)) for figure in each.figures]
    return bool(recoverable(published, [table.people({cell}, *_IN_BASE)]))


def _can_be_computed(tables: Sequence[Shown], coaches: Sequence[People], minimum: int) -> bool:
    published = [figure.people for table in tables for figure in table.figures]
    secrets = [secret for table in tables for secret in table.secrets(minimum)]
    return bool(secrets) and any(recoverable(published, secrets, known=own) for own in (frozenset(), *coaches))


def _differ_by_few(table: Shown, other: Shown, minimum: int) -> bool:
    """Whether a number of one table lies within one of the other, and few people lie between.

    Of whom not enough is known to count them in the smaller: these are said to be missing of the whole, too.
    """
    for one in table.figures:
        for another in other.figures:
            smaller, larger = sorted((one, another), key=lambda figure: len(figure.people))
            between = larger.people - smaller.people
            if (
                0 < len(between) < minimum
                and smaller.people
                and smaller.people <= larger.people
                and not between <= smaller.missing
            ):
                return True
    return False


def may_follow(last: Shown, now: Shown, minimum: int) -> bool:
    """Whether in every cell, and outside them all, nobody or at least the minimum stands otherwise than last."""
    found = common(last.blocks, now.blocks)
    block_of = {cell: block for block in found for cell in block}
    before, after = (_places(table.positions, block_of) for table in (last, now))
    touched = [{before.get(key), after.get(key)} for key in before.keys() | after.keys()]
    blocks_of = [{None if place is None else place[0] for place in each} for each in touched if len(each) > 1]
    return all(
        count == 0 or count >= minimum
        for count in (sum(block in each for each in blocks_of) for block in (*found, None))
    )


def _places(positions: Positions, block_of: Mapping[str, _Block]) -> dict[Hashable, tuple[_Block, Standing]]:
    return {key: (block_of[cell], how) for key, (cell, how) in positions.items() if how != "missing"}
