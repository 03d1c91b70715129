"""The place beside anonymous answers: kept while they wait, released where enough share it, and never for one."""

from collections import Counter
from datetime import date

from flows.forms.conditions import Answer
from storage import enrolments, figures, release, runs, unlinked
from storage.unit import Unit
from tests.storage.forms import form
from tests.waiting import waiting

FORM = form("avslut")
DAY = date(2026, 3, 1)
SCALE = "skala-0"


def send_in(unit: Unit, place: str, answer: Answer = 1, number: int = 1) -> None:
    """Let new people send in an answer beside which their place is kept, and words beside which it is not."""
    for _ in range(number):
        run = runs.open_run(unit, enrolments.invite(unit, "enter", None, None, DAY).id, FORM, "closure")
        given = {SCALE: answer, "egna-ord": "Tack"}
        unlinked.fall_apart(unit, run, "enter", FORM, given, moment="closure", places={SCALE: place})
        runs.finish(unit, run, DAY)


def told(unit: Unit) -> Counter[str]:
    """Count what is released by place."""
    rows = unit.rows("SELECT place, SUM(n) AS n FROM tallies WHERE question = ? AND option <> '' GROUP BY place", SCALE)
    return Counter({row["place"]: row["n"] for row in rows})


def look(unit: Unit) -> Counter[str]:
    release.release(unit, "enter", "2026-Q1", 5)
    return told(unit)


def test_a_place_waits_beside_what_was_answered_and_beside_nothing_else(unit: Unit) -> None:
    send_in(unit, "Gnosjö")
    send_in(unit, "Gnosjö", None)

    assert Counter((each.question, each.option, each.place) for each in waiting(unit)) == {
        (SCALE, "1", "Gnosjö"): 1,
        (SCALE, None, ""): 1,
        ("egna-ord", "", ""): 2,
    }


def test_places_of_many_are_told_the_others_together_and_no_row_is_left(unit: Unit) -> None:
    for place, number in (("Gnosjö", 6), ("Vaggeryd", 5), ("Gislaved", 4), ("", 3)):
        send_in(unit, place, number=number)

    assert look(unit) == {"Gnosjö": 6, "Vaggeryd": 5, "": 7}
    assert waiting(unit) == []
    assert figures.tallies(unit, "enter")[next(iter(figures.tallies(unit, "enter")))].of == 18


def test_a_remainder_that_is_too_small_takes_the_smallest_place_with_it_and_nothing_waits_longer(unit: Unit) -> None:
    send_in(unit, "Gnosjö", number=6)
    send_in(unit, "Vaggeryd", number=5)
    send_in(unit, "Gislaved")

    assert look(unit) == {"Gnosjö": 6, "": 6}


def test_two_looks_differ_at_each_place_by_five_or_by_nobody(unit: Unit) -> None:
    before = look(unit)
    for place in "AABABBACBAABCAABBBACABABABAACBAAB":
        send_in(unit, place)
        now = look(unit)
        assert all(n >= 5 for n in (now - before).values())
        before = now
    assert before == {"": 30}, "where somebody looks at once, five are seldom of one place"


def test_words_and_what_was_declined_tell_no_place(unit: Unit) -> None:
    send_in(unit, "Gnosjö", number=5)
    send_in(unit, "Gnosjö", None)
    look(unit)

    rows = unit.rows("SELECT option, place FROM tallies WHERE question = ?", SCALE)

    assert {tuple(row) for row in rows} == {("1", "Gnosjö"), ("", "")}
    assert "place" not in unit.rows("SELECT * FROM unlinked_comments")[0].keys()  # noqa: SIM118  # a row's names
