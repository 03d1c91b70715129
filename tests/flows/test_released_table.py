"""Tables over people through a year: what the audit finds with disclosure control, and with it switched off."""

from collections import Counter

import pytest

from flows.disclosure import released_table
from flows.disclosure.breakdown import ENROLLED, OTHERS, UNKNOWN, Breakdown, Cell
from flows.disclosure.hiding import Hidden, Part
from flows.disclosure.released_table import Candidate, Last, ReleasedTable, as_breakdown, positions_of, released_anew
from flows.disclosure.shown_table import Beside, Shown
from tests.flows.tables import DIMENSIONS, MINIMUM, WORK, found_by_audit, lived


def audited(seeds: range, people: int = 40) -> tuple[Counter[str], int]:
    found, tables = Counter[str](), 0
    for programme in lived(seeds, people):
        found.update(found_by_audit(programme))
        tables += sum(map(len, programme.shown.values()))
    return +found, tables


@pytest.mark.parametrize("people", [9, 40])
def test_nothing_can_be_computed_over_pairs_quarters_and_coaches(people: int) -> None:
    found, tables = audited(range(8), people)

    assert found == Counter()
    assert tables > 10


def few_left_out(parts: dict[str, Part], minimum: int, *_: object) -> Hidden:
    return {key: "few" for key, part in parts.items() if not part.may_be_shown(minimum)}


def test_with_the_control_switched_off_the_same_audit_finds_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(released_table, "hidden", few_left_out)
    monkeypatch.setattr(released_table, "may_follow", lambda *_: True)

    found, _ = audited(range(8))

    assert found == {"alone": 260, "pairs": 204, "quarters": 547, "coaches": 140}


def test_nothing_shows_that_one_person_was_closed_or_corrected_or_came() -> None:
    for programme in lived(range(4)):
        before = programme.look("2026-Q4")
        for change in (programme.close, programme.correct, programme.come):
            change(1)
            assert programme.look("2026-Q4") == before


def released(*cells: tuple[str, Part], last: Last | None = None, whole: Part | None = None) -> ReleasedTable | None:
    """Release a table of work by gender."""
    found = positions_of(dict(cells))
    came = Shown(DIMENSIONS[1].key, ENROLLED, {})
    return released_anew(Candidate(DIMENSIONS[1], WORK, found, whole), last, Beside([came]), MINIMUM, "2026-Q2")


def test_what_was_counted_of_people_erased_since_stays_in_for_good() -> None:
    last = Last(
        ReleasedTable("2026-Q1", {"kvinna": Part(6, 12), "man": Part(7, 14)}),
        positions_of({"kvinna": Part(5, 11), "man": Part(7, 14)}),
    )

    new = released(("kvinna", Part(10, 21)), ("man", Part(12, 24)), last=last, whole=Part(23, 46))

    assert new
    assert new.parts == {"kvinna": Part(11, 22), "man": Part(12, 24)}


def test_what_the_whole_holds_of_people_erased_before_the_first_table_is_unknown_and_hidden_with_a_neighbour() -> None:
    new = released(("kvinna", Part(10, 20)), ("man", Part(10, 20)), ("annat", Part(5, 10)), whole=Part(26, 51))

    assert new
    assert new.parts[UNKNOWN] == Part(1, 1)
    assert new.hidden == {UNKNOWN: "few", "kvinna": "complement"}


def test_a_table_as_it_is_shown_adds_up_and_names_what_is_shown_together() -> None:
    new = released(("kvinna", Part(10, 20)), ("man", Part(7, 30)), ("annat", Part(1, 3)))

    shown = as_breakdown(DIMENSIONS[1], WORK, "Till arbete", new)

    assert shown == Breakdown(
        "kon",
        WORK,
        (
            Cell("kvinna", "kvinna", None, None, "complement"),
            Cell("man", "man", 7, 30),
            Cell("annat", "annat", None, None, "few"),
            Cell(OTHERS, "Övriga", 11, 23),
        ),
        "2026-Q2",
        "Kön",
        "Till arbete",
    )


def test_nobody_may_see_a_table_of_too_few_people() -> None:
    new = released(("kvinna", Part(2, 4)), ("man", Part(7, 30)))

    assert as_breakdown(DIMENSIONS[1], WORK, "Till arbete", new).cells == ()
