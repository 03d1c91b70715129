"""What reasons give away: who knows the base of a hidden cell, and why each is hidden, must not know its number.

The bases of hidden cells may stand in another table: who came to each place, where who is closed is not shown. Then
only some numbers add up to what is shown of the hidden cells together, and a cell that is hidden for the sake of others
("complement") is known to be none of the small ones.
"""

from collections.abc import Mapping

from flows.disclosure.hiding import Hidden, Part
from flows.disclosure.shown_table import Beside, Shown, base_is_known


def told_by_reasons(table: Shown, parts: Mapping[str, Part], found: Hidden, beside: Beside, minimum: int) -> bool:
    """Whether a small number of a hidden cell is the only one that agrees with its base, the reasons and the sum."""
    return any(
        not _could_be_otherwise(parts, found, key, minimum)
        for key in found
        if _is_small_inside(parts[key], minimum) and base_is_known(table, key, beside)
    )


def _is_small_inside(part: Part, minimum: int) -> bool:
    return any(0 < size < minimum for size in (part.n, part.of - part.n))


def _could_be_otherwise(parts: Mapping[str, Part], found: Hidden, key: str, minimum: int) -> bool:
    """Whether some of those counted in a cell could as well be counted in another, with all bases and reasons alike.

    What would leave nobody where somebody is, or the other way round, is no way out: it shows in other tables too.
    """
    return any(
        _agrees(parts[key], step, found[key], minimum) and _agrees(parts[other], -step, reason, minimum)
        for other, reason in found.items()
        if other != key
        for step in range(-minimum, minimum + 1)
        if step
    )


def _agrees(part: Part, step: int, reason: str, minimum: int) -> bool:
    moved = Part(part.n + step, part.of, part.outside)
    is_possible = 0 < moved.n < part.of and 0 < part.n < part.of
    return is_possible and moved.may_be_shown(minimum) is (reason == "complement")
