"""Who knows a hidden cell's base and why it is hidden knows its number no better."""

import pytest

from flows.disclosure import released_table
from tests.flows.test_tables_by_trying import Programme, enrolled_and_closed

TELLING: Programme = (3, 0, 2, 2, 3, 3)
"""Closed and not, at three places. Of four at the second only 2 and 2 leave the third, with six, none of the small."""
OPEN: Programme = (3, 0, 1, 3, 4, 2)
"""The same bases and the same sums: the second may be 1 and 3, or 3 and 1."""


def hidden_of_closed(people: Programme) -> object:
    seen, _ = enrolled_and_closed(people)
    assert isinstance(seen, tuple)
    return dict(seen[1][1]) if seen[1] else None


def test_a_number_is_not_told_by_the_reasons_of_its_neighbours() -> None:
    assert hidden_of_closed(TELLING) is None
    assert hidden_of_closed(OPEN) == {"b": "few", "c": "few"}


def test_it_would_be_if_reasons_were_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(released_table, "told_by_reasons", lambda *_: False)
    assert hidden_of_closed(TELLING) == {"b": "few", "c": "complement"}
    alike = [people for people in ((3, 0, n, 4 - n, 5 - n, 1 + n) for n in range(5)) if shown_alike(people)]
    assert alike == [TELLING], "no other programme looks like it, so whoever knows the rule knows its numbers"


def shown_alike(people: Programme) -> bool:
    return enrolled_and_closed(people)[0] == enrolled_and_closed(TELLING)[0]
