"""Livshjulet by counting: whether a person rose in three of the eight parts."""

from tests.cohorts.cohort import Row, chosen, mark


def rose_in_three(row: Row) -> bool | None:
    """Tell whether a person rose in at least three parts; not known while parts without a pair could decide it."""
    pairs = [
        (mark(chosen(row, "start.livshjulet", part)), mark(chosen(row, "slut.livshjulet", part))) for part in range(8)
    ]
    unknown = sum(None in pair for pair in pairs)
    rises = sum(before is not None and now is not None and now > before for before, now in pairs)
    if rises < 3 <= rises + unknown:
        return None
    return rises >= 3
