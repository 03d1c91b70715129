"""Audit by linear algebra: which secret numbers can be computed from the figures that are published (design: 3.8, 3.9).

A figure is the sum over a set of people, or of classes of people. A secret can be computed if its set is a linear
combination of the published sets, counted modulo a large prime: what is combined in whole numbers is so there too. A
published sum of nobody tells besides that everyone in it is nobody.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TypeAlias

_PRIME = 2**61 - 1

People: TypeAlias = frozenset[Hashable]
"""The people, or the classes of people, over which a figure is the sum."""


def recoverable(
    published: Iterable[People],
    secrets: Sequence[People],
    counts: Mapping[Hashable, int] | None = None,
    known: Collection[Hashable] = (),
) -> tuple[People, ...]:
    """Give the secrets that who knows what is published can compute.

    :param counts: how many are in each class, where it is not people that the sets hold
    :param known: those whom the onlooker knows one by one, such as a coach their own; they are no secret to them
    """
    sums = [figure - frozenset(known) for figure in published]
    nobody = {each for figure in sums if counts and not sum(counts[one] for one in figure) for each in figure}
    space = _Space()
    columns = _columns([*sums, *secrets])
    for figure in sums:
        space.add(_row(figure - nobody, columns))
    asked = ((secret, secret - frozenset(known)) for secret in secrets)
    return tuple(secret for secret, rest in asked if rest and space.holds(_row(rest - nobody, columns)))


def _columns(sets: Sequence[People]) -> dict[Hashable, int]:
    """Give people a number each, the same to those who stand in the same sets: nothing can tell them apart."""
    signatures: dict[Hashable, int] = {}
    for place, each in enumerate(sets):
        for one in each:
            signatures[one] = signatures.get(one, 0) | 1 << place
    numbers = {signature: number for number, signature in enumerate(dict.fromkeys(signatures.values()))}
    return {one: numbers[signature] for one, signature in signatures.items()}


def _row(people: People, columns: Mapping[Hashable, int]) -> dict[int, int]:
    return dict.fromkeys((columns[one] for one in people), 1)


class _Space:
    """All linear combinations of rows, kept as rows each of which alone has its first column."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, int]] = {}

    def add(self, row: dict[int, int]) -> None:
        """Take a row in."""
        rest = self._rest(row)
        if rest:
            first = min(rest)
            inverse = pow(rest[first], -1, _PRIME)
            self._rows[first] = {column: value * inverse % _PRIME for column, value in rest.items()}

    def holds(self, row: dict[int, int]) -> bool:
        """Whether a row is a combination of those taken in."""
        return not self._rest(row)

    def _rest(self, row: dict[int, int]) -> dict[int, int]:
        rest = dict(row)
        for first in sorted(self._rows):
            factor = rest.get(first, 0)
            if factor:
                for column, value in self._rows[first].items():
                    rest[column] = (rest.get(column, 0) - factor * value) % _PRIME
        return {column: value for column, value in rest.items() if value}
