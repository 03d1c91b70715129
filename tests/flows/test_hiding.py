"""Which cells are hidden, over every small table: nobody can compute a hidden number, even who knows the rule."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import product
from typing import TypeAlias

import pytest

from flows.disclosure.audit import People, recoverable
from flows.disclosure.hiding import Hidden, Part, hidden, total
from tests.flows.tables import splits

MINIMUM = 3
MOST = 12
CELLS = "abc"

Table: TypeAlias = tuple[int, ...]
"""For each cell how many are counted and how many are not."""


TABLES = tuple(splits(MOST, 2 * len(CELLS)))


def parts_of(table: Table) -> dict[str, Part]:
    parts = {cell: Part(table[2 * i], table[2 * i] + table[2 * i + 1]) for i, cell in enumerate(CELLS)}
    return {cell: part for cell, part in parts.items() if part.of}


def shown(table: Table, found: Hidden) -> tuple[object, ...]:
    """Give all that is told of a table."""
    parts = parts_of(table)
    alone = tuple((cell, parts[cell]) for cell in parts if cell not in found)
    return alone, tuple(found.items()), total(parts, tuple(found))


def released() -> dict[tuple[object, ...], list[tuple[Table, Hidden]]]:
    by_look: dict[tuple[object, ...], list[tuple[Table, Hidden]]] = defaultdict(list)
    for table in TABLES:
        found = hidden(parts_of(table), MINIMUM)
        if found is not None:
            by_look[shown(table, found)].append((table, found))
    return by_look


def small_ones(table: Table, found: Hidden) -> Iterator[tuple[str, int]]:
    """Give the small numbers of hidden cells: the cell, and which of its sizes."""
    parts = parts_of(table)
    for cell, which in product(found, range(3)):
        if 0 < parts[cell].sizes[which] < MINIMUM:
            yield cell, which


def test_over_every_small_table_no_hidden_number_is_the_only_one_that_the_rule_allows() -> None:
    """Who knows the rule, the reasons and what is shown still finds two values for every small number."""
    looks = released()

    unique = [
        (table, cell)
        for tables in looks.values()
        for table, found in tables
        for cell, which in small_ones(table, found)
        if len({parts_of(other)[cell].sizes[which] for other, _ in tables}) == 1
    ]

    hidden_numbers = sum(1 for tables in looks.values() for each in tables for _ in small_ones(*each))
    assert (len(TABLES), sum(map(len, looks.values())), hidden_numbers) == (18564, 2707, 5238)
    assert unique == []


def test_over_every_small_table_no_hidden_number_is_known_to_within_fewer_than_the_minimum() -> None:
    """From the numbers alone a hidden one can lie anywhere between nobody and the sum of the hidden."""
    for tables in released().values():
        table, found = tables[0]
        for cell, which in small_ones(table, found):
            values = possible(table, list(found), cell, which)
            assert max(values) - min(values) >= MINIMUM


def classes(table: Table) -> dict[Hashable, int]:
    return {(cell, which): table[2 * i + which] for i, cell in enumerate(CELLS) for which in (0, 1)}


SETS: dict[str, tuple[People, ...]] = {
    cell: (frozenset({(cell, 0)}), frozenset({(cell, 1)}), frozenset({(cell, 0), (cell, 1)})) for cell in CELLS
}
"""Over which classes the sizes of each cell are the sum."""


def by_audit(table: Table, together: list[str], secrets: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """Give the secrets that the audit can compute where some cells are shown only as their sum."""
    blocks = [[cell] for cell in CELLS if cell not in together] + ([together] if together else [])
    published = [
        frozenset[Hashable]().union(*(SETS[cell][which] for cell in block)) for block in blocks for which in range(3)
    ]
    found = recoverable(published, [SETS[cell][which] for cell, which in secrets], classes(table))
    return {(cell, which) for cell, which in secrets if SETS[cell][which] in found}


def by_trying(table: Table, together: list[str], secrets: list[tuple[str, int]]) -> set[tuple[str, int]]:
    """Give the secrets that have one value only in all tables that fit what is shown."""
    return {each for each in secrets if len(possible(table, together, *each)) == 1}


def test_the_audit_agrees_with_trying_and_the_rule_leaves_neither_anything_to_find() -> None:
    """With the rule switched off, so that small cells are left out and no more, both find the same many."""
    found_with_rule, found_without = 0, 0
    for tables in released().values():
        for table, found in tables:
            secrets = list(small_ones(table, found))
            found_with_rule += len(by_audit(table, list(found), secrets) | by_trying(table, list(found), secrets))
    for table in TABLES[::6]:
        few = [cell for cell, part in parts_of(table).items() if not part.may_be_shown(MINIMUM)]
        secrets = list(small_ones(table, dict.fromkeys(few, "few")))
        by_algebra = by_audit(table, few, secrets)
        assert by_algebra == by_trying(table, few, secrets)
        found_without += len(by_algebra)

    assert (found_with_rule, found_without) == (0, 1426)


def possible(table: Table, unknown: list[str], cell: str, which: int) -> set[int]:
    """Give the values that a number can have, by trying, where only some cells are left out and their sum is shown."""
    if cell not in unknown:
        return {parts_of(table)[cell].sizes[which]}
    sums = total(parts_of(table), unknown)
    ways = product(*([s for s in splits(size, len(unknown)) if sum(s) == size] for size in (sums.n, sums.of - sums.n)))
    place = unknown.index(cell)
    return {(n[place], m[place], n[place] + m[place])[which] for n, m in ways}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"a": Part(5, 12), "b": Part(6, 11)}, {}),
        ({"a": Part(5, 12), "b": Part(2, 12)}, None),
        ({"a": Part(5, 12), "b": Part(2, 12), "c": Part(6, 12)}, {"b": "few", "c": "complement"}),
        ({"a": Part(6, 12), "b": Part(0, 9), "c": Part(6, 6), "d": Part(2, 3)}, {"d": "few", "a": "complement"}),
        ({"a": Part(3, 6), "b": Part(3, 6), "c": Part(8, 20)}, {"a": "few", "b": "few"}),
        ({"a": Part(3, 6, outside=2), "b": Part(30, 60)}, None),
        ({}, None),
    ],
)
def test_cells_with_few_on_either_side_are_shown_together(parts: dict[str, Part], expected: Hidden | None) -> None:
    assert hidden(parts, 5) == expected


def test_more_is_hidden_while_something_leaks_and_at_last_everything() -> None:
    parts = {cell: Part(10, 20) for cell in "abcd"} | {"e": Part(1, 2)}

    assert hidden(parts, 5, lambda found: "b" not in found) == {"e": "few", "a": "complement", "b": "complement"}
    assert hidden(parts, 5, lambda _: True) is None
