"""Reads SQLite's pages as they lie in the file (sqlite.org/fileformat2.html), for where a row was put tells when."""

from collections.abc import Iterator
from dataclasses import dataclass

_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 0x02, 0x05, 0x0A, 0x0D
_LEAST_TEXT = 12  # serial types from here on: even ones are blobs, odd ones texts
_WIDTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}

Place = tuple[int, int]
"""A page's number and a place within it."""


@dataclass(frozen=True)
class Cell:
    """A row as it lies: its place, and its first value (a table's rowid, or an index' first column)."""

    place: Place
    first: int | bytes


def cells(file: bytes, root: int) -> Iterator[Cell]:
    """Give the rows of a tree in the order of its keys."""
    size = int.from_bytes(file[16:18], "big")
    page = file[(root - 1) * size : root * size]
    start = 100 if root == 1 else 0
    kind = page[start]
    leaf = kind in {_INDEX_LEAF, _TABLE_LEAF}
    pointers = start + (8 if leaf else 12)
    for number in range(int.from_bytes(page[start + 3 : start + 5], "big")):
        at = int.from_bytes(page[pointers + 2 * number : pointers + 2 * number + 2], "big")
        if not leaf:
            yield from cells(file, int.from_bytes(page[at : at + 4], "big"))
        if kind != _TABLE_INTERIOR:
            yield Cell((root, at), _first(page, at if leaf else at + 4, is_table=kind == _TABLE_LEAF))
    if not leaf:
        yield from cells(file, int.from_bytes(page[start + 8 : start + 12], "big"))


def _first(page: bytes, at: int, *, is_table: bool) -> int | bytes:
    _, at = varint(page, at)
    if is_table:
        return varint(page, at)[0]
    header, after = varint(page, at)
    kind, _ = varint(page, after)
    width = (kind - _LEAST_TEXT) // 2 if kind >= _LEAST_TEXT else _WIDTHS[kind]
    value = page[at + header : at + header + width]
    return value if kind >= _LEAST_TEXT else int.from_bytes(value, "big", signed=True)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Give the number of variable length at a place, and where it ends."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
