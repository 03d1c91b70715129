"""Hiding: which cells of a breakdown are shown only together, so that none of them can be computed (design: 3.9).

A cell may be shown by itself if its base, those counted, those not counted and those outside the base are each nobody
or at least ``minimum`` people. The others are merged into one cell, together with as many that might be shown as it
takes for their sum to be of that kind too, and for the reasons given to leave every small number open.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.disclosure.breakdown import UNKNOWN


@dataclass(frozen=True)
class Part:
    """What one cell comes to before anything is withheld: ``n`` of ``of``, and those who stand outside the base."""

    n: int = 0
    of: int = 0
    outside: int = 0

    def __add__(self, other: "Part") -> "Part":
        """Give two cells together."""
        return Part(self.n + other.n, self.of + other.of, self.outside + other.outside)

    def __sub__(self, other: "Part") -> "Part":
        """Give what remains."""
        return Part(self.n - other.n, self.of - other.of, self.outside - other.outside)

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """Give how many are counted, not counted, in the base, and outside it."""
        return self.n, self.of - self.n, self.of, self.outside

    def may_be_shown(self, minimum: int) -> bool:
        """Whether each of its sizes is nobody or at least the minimum."""
        return all(size == 0 or size >= minimum for size in self.sizes)


def total(parts: Mapping[str, Part], keys: Sequence[str] | None = None) -> Part:
    """Give the sum of some cells, or of all."""
    return sum((parts[key] for key in (parts if keys is None else keys)), Part())


Hidden = Mapping[str, Literal["few", "complement"]]
"""The cells that are not shown by themselves, and why: too few people, or that such a cell could be computed."""


def hidden(
    parts: Mapping[str, Part],
    minimum: int,
    leaks: Callable[[Hidden], bool] = lambda _: False,
    still: Collection[str] = (),
) -> Hidden | None:
    """Tell which cells are shown only together; ``None`` where nothing of the table may be shown.

    :param leaks: whether something could still be computed if these are hidden
    :param still: cells that stay hidden
    """
    for found in _widened(parts, minimum, still):
        if _holds(parts, found, minimum) and not leaks(found):
            return found
    return None


def _widened(parts: Mapping[str, Part], minimum: int, still: Collection[str]) -> Iterator[Hidden]:
    """Give wider and wider sets of hidden cells: those that must be, then their neighbours, one by one.

    The smallest others would tell more: that none of the shown is smaller. The unknown come last.
    """
    found: dict[str, Literal["few", "complement"]] = {
        key: "complement" if part.may_be_shown(minimum) else "few"
        for key, part in parts.items()
        if key in still or not part.may_be_shown(minimum)
    }
    keys = list(parts)
    first = next((place for place, key in enumerate(keys) if key in found), 0)
    around = (key for key in (*keys[first:], *keys[:first]) if key not in found)
    neighbours = sorted(around, key=lambda key: key == UNKNOWN)
    yield found
    for key in neighbours:
        found = {**found, key: "complement"}
        if len(found) > 1:
            yield found


def _holds(parts: Mapping[str, Part], found: Hidden, minimum: int) -> bool:
    """Whether the hidden cells are safe from the shown ones, and the whole is more than one cell."""
    if not found:
        return bool(parts)
    together = [parts[key] for key in found]
    return (
        1 < len(found) < len(parts)
        and total(parts, tuple(found)).may_be_shown(minimum)
        and all(_leaves_open(column, minimum) for column in zip(*(part.sizes for part in together), strict=True))
    )


def _leaves_open(sizes: Sequence[int], minimum: int) -> bool:
    """Whether who knows the sum of some sizes, and which are small, can still compute no small one of them.

    That would be so if all the small ones had to be the least that they can be, or all the most.
    """
    small = [size for size in sizes if 0 < size < minimum]
    large = [size for size in sizes if size >= minimum]
    if not small:
        return True
    if large:
        return min(small) > 1 or sum(large) > minimum * len(large)
    return len(small) < sum(small) < len(small) * (minimum - 1)


def blocks(keys: Sequence[str], found: Hidden) -> tuple[frozenset[str], ...]:
    """Give the cells as they are shown: each by itself, and the hidden ones together."""
    together = frozenset(found)
    return (*(frozenset({key}) for key in keys if key not in together), *((together,) if together else ()))


def common(first: Sequence[frozenset[str]], second: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Give the finest sets of cells whose sums can be computed from both of two tables."""
    found: list[frozenset[str]] = []
    for block in (*first, *second):
        touched = [each for each in found if each & block]
        found = [each for each in found if not each & block] + [block.union(*touched)]
    return tuple(found)
