"""Release: anonymous answers fall apart, wait, and become numbers together or not at all."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.figures import Tally
from flows.forms.conditions import Answer
from flows.forms.questionnaire import Questionnaire
from storage import enrolments, figures, linked, release, runs, unlinked
from storage.batches import Waiting
from storage.unit import Unit
from tests.storage.forms import form
from tests.waiting import kept_nowhere_for_long, waiting

FORM, LINKED = form("avslut"), form("start", linked=True)
DAY = date(2026, 3, 1)


def send_in(unit: Unit, programme: str = "enter", **answers: Answer) -> int:
    """Let a new person send in an anonymous form."""
    run = runs.open_run(unit, enrolments.invite(unit, programme, None, None, DAY).id, FORM, "closure")
    given = {key.replace("_", "-"): answer for key, answer in answers.items()}
    for question, answer in given.items():
        unlinked.keep_draft(unit, run, question, answer)
    assert unlinked.draft(unit, run) == given
    unlinked.fall_apart(unit, run, programme, FORM, given, moment="closure")
    runs.finish(unit, run, DAY)
    return run


def send_in_linked(unit: Unit, *, send: bool = True, **answers: Answer) -> int:
    run = runs.open_run(unit, enrolments.invite(unit, "enter", None, None, DAY).id, LINKED, "start")
    for key, answer in answers.items():
        linked.keep(unit, run, key.replace("_", "-"), answer, is_words=key == "egna_ord")
    if send:
        runs.finish(unit, run, DAY)
    return run


def released(unit: Unit, question: str = "skala-0", programme: str = "enter") -> Tally:
    found = figures.tallies(unit, programme)
    return next((tally for key, tally in found.items() if key.question == question), Tally())


def test_sending_in_leaves_single_answers_that_nothing_ties_together(unit: Unit) -> None:
    run = send_in(unit, skala_0=3, skala_1=None, lappen=True, egna_ord="Tack")

    assert unlinked.draft(unit, run) == {}
    assert set(waiting(unit)) == {
        Waiting("skala-0", "3", None, "closure", ""),
        Waiting("skala-1", None, None, "closure", ""),
        Waiting("egna-ord", "", "Tack", "closure", ""),
    }
    (row,) = unit.rows("SELECT * FROM unlinked_batches")
    assert row.keys() == ["key", "programme", "questionnaire", "version", "sealed"]
    assert tuple(row)[1:4] == ("enter", "avslut", FORM.version)


def test_words_left_out_and_cards_read_leave_no_row(unit: Unit) -> None:
    send_in(unit, lappen=True, egna_ord=None)

    assert waiting(unit) == []


def test_nothing_is_released_while_fewer_than_the_minimum_wait(unit: Unit) -> None:
    for number in range(1, 5):
        send_in(unit, skala_0=number)
        release.release(unit, "enter", "2026-Q1", 5)

    assert figures.tallies(unit, "enter") == {}
    assert release.waiting_unlinked(unit, "enter") == {("avslut", FORM.version, "closure", "skala-0"): 4}


def test_all_that_wait_are_released_at_once_and_a_remainder_joins_the_next(unit: Unit) -> None:
    for number in (1, 1, 2, 3, 3):
        send_in(unit, skala_0=number)
    release.release(unit, "enter", "2026-Q1", 5)
    assert released(unit) == Tally({"1": 2, "2": 1, "3": 2}, 0)
    assert waiting(unit) == []

    for number in (1, 9, 9):
        send_in(unit, skala_0=number)
    release.release(unit, "enter", "2026-Q1", 5)
    assert released(unit).of == 5
    for number in (9, 9):
        send_in(unit, skala_0=number)
    release.release(unit, "enter", "2026-Q2", 5)

    assert released(unit) == Tally({"1": 3, "2": 1, "3": 2, "9": 4}, 0)


def test_tallies_are_of_the_quarter_of_their_release(unit: Unit) -> None:
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q2"):
        for _ in range(5):
            send_in(unit, skala_0=1)
        release.release(unit, "enter", quarter, 5)

    until = {last: list(figures.tallies(unit, "enter", last).values()) for last in ("2025-Q4", "2026-Q1", "2026-Q2")}

    assert until == {"2025-Q4": [], "2026-Q1": [Tally({"1": 5})], "2026-Q2": [Tally({"1": 15})]}


def test_those_who_declined_are_outside_and_are_released_with_the_others(unit: Unit) -> None:
    for answer in (1, 1, 1, 1, None, None):
        send_in(unit, skala_0=answer)
    release.release(unit, "enter", "2026-Q1", 5)
    assert released(unit) == Tally()

    send_in(unit, skala_0=2)
    release.release(unit, "enter", "2026-Q1", 5)

    assert released(unit) == Tally({"1": 4, "2": 1}, declined=2)


def test_each_question_waits_for_its_own_answers(unit: Unit) -> None:
    for _ in range(5):
        send_in(unit, skala_0=1)
    send_in(unit, skala_0=1, skala_1=1)

    release.release(unit, "enter", "2026-Q1", 5)

    assert released(unit, "skala-0").of == 6
    assert released(unit, "skala-1").of == 0
    assert release.waiting_unlinked(unit, "enter") == {("avslut", FORM.version, "closure", "skala-1"): 1}


def test_programmes_do_not_help_each_other_to_the_minimum(unit: Unit) -> None:
    for programme in ("enter", "nya-vagar") * 4:
        send_in(unit, programme, skala_0=1)
    for programme in ("enter", "nya-vagar"):
        release.release(unit, programme, "2026-Q1", 5)

    assert figures.tallies(unit, "enter") == figures.tallies(unit, "nya-vagar") == {}


def test_comments_are_read_only_when_enough_comments_wait(unit: Unit) -> None:
    for number in range(4):
        send_in(unit, skala_0=1, egna_ord=f"Ord {number}")
    send_in(unit, skala_0=1)
    release.release(unit, "enter", "2026-Q1", 5)
    assert released(unit).of == 5
    assert figures.comments(unit, "enter", "avslut") == ()

    send_in(unit, egna_ord="Ord 4")
    release.release(unit, "enter", "2026-Q1", 5)

    found = figures.comments(unit, "enter", "avslut")
    assert {words for _, _, words in found} == {f"Ord {number}" for number in range(5)}
    assert {(version, question) for version, question, _ in found} == {(FORM.version, "egna-ord")}
    assert waiting(unit) == []
    assert released(unit, "egna-ord") == Tally()


def test_linked_answers_are_counted_once_when_enough_were_sent_in(unit: Unit) -> None:
    for answer in (1, 1, 2, 3, None):
        send_in_linked(unit, skala_0=answer, lappen=True, egna_ord="Ord")
    send_in_linked(unit, send=False, skala_0=4)
    release.release(unit, "enter", "2026-Q1", 5)
    assert figures.tallies(unit, "enter") == {}
    assert release.waiting_linked(unit, "enter") == {("start", LINKED.version, "start", "skala-0"): 4}

    send_in_linked(unit, skala_0=10)
    for _ in range(2):
        release.release(unit, "enter", "2026-Q1", 5)

    assert figures.tallies(unit, "enter") == {
        ("start", LINKED.version, "start", "skala-0"): Tally({"1": 2, "2": 1, "3": 1, "10": 1}, declined=1)
    }
    assert release.waiting_linked(unit, "enter") == {}


def test_an_erasure_changes_no_released_figure(unit: Unit) -> None:
    gone = [send_in_linked(unit, skala_0=number) for number in range(1, 6)]
    release.release(unit, "enter", "2026-Q1", 5)
    before = figures.tallies(unit, "enter")
    for run in gone:
        found = runs.by_id(unit, run)
        assert found
        enrolments.let_go(unit, found.enrolment, enrolments.State.ERASED)
    release.release(unit, "enter", "2026-Q1", 5)

    assert figures.tallies(unit, "enter") == before
    assert released(unit).of == 5


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.just("look"), st.none(), st.integers(1, 10)), max_size=60),
    st.integers(3, 7),
)
def test_no_two_looks_differ_by_fewer_than_the_minimum_and_nobody_is_lost(
    history: list[str | int | None], minimum: int
) -> None:
    with kept_nowhere_for_long() as unit:
        shown = [Tally()]
        for step in history:
            if step == "look":
                release.release(unit, "enter", "2026-Q1", minimum)
                shown.append(released(unit))
            else:
                send_in(unit, skala_0=step)
        release.release(unit, "enter", "2026-Q1", 1)
        shown_at_last, still_waits = released(unit), len(waiting(unit))
    differences = {late.of - early.of for early, late in pairwise(shown)}
    assert all(difference == 0 or difference >= minimum for difference in differences)
    assert shown_at_last.counts == Counter(str(step) for step in history if isinstance(step, int))
    assert shown_at_last.declined + still_waits == history.count(None)


def test_what_is_released_tells_no_moment_but_the_quarter(unit: Unit) -> None:
    for _ in range(5):
        send_in(unit, skala_0=1, egna_ord="Ord")
    release.release(unit, "enter", "2026-Q1", 5)

    for table, rest in (("tallies", ["place", "option", "quarter", "n"]), ("unlinked_comments", ["words", "quarter"])):
        (row, *_) = unit.rows(f"SELECT * FROM {table}")
        assert set(row.keys()) == {"programme", "questionnaire", "version", "moment", "question", *rest} | (
            {"id"} if table == "unlinked_comments" else set()
        )
        assert row["quarter"] == "2026-Q1"


SEVERAL, KNOWN = form("nytta", several=True), form("start", linked=True, several=True)


def chosen(unit: Unit, *people: tuple[str, ...] | None, of: Questionnaire = SEVERAL) -> None:
    """Let new people send in what they choose of several."""
    for answer in people:
        run = runs.open_run(unit, enrolments.invite(unit, "enter", None, None, DAY).id, of, "closure")
        if of.linked:
            linked.keep(unit, run, "flera", answer, is_words=False)
        else:
            unlinked.fall_apart(unit, run, "enter", of, {"flera": answer}, moment="closure")
        runs.finish(unit, run, DAY)


@pytest.mark.parametrize("of", [SEVERAL, KNOWN], ids=["unlinked", "linked"])
def test_of_several_choices_people_are_counted_and_not_presses(unit: Unit, of: Questionnaire) -> None:
    chosen(unit, ("a", "b", "c", "d"), ("a", "b"), ("a",), ("d",), None, of=of)
    release.release(unit, "enter", "2026-Q1", 5)
    assert figures.tallies(unit, "enter") == {}
    waiting = release.waiting_unlinked(unit, "enter") | release.waiting_linked(unit, "enter")
    assert list(waiting.values()) == [4]

    chosen(unit, ("a", "c"), of=of)
    release.release(unit, "enter", "2026-Q1", 5)

    assert released(unit, "flera") == Tally({"a": 4, "b": 2, "c": 2, "d": 2}, declined=1, answered=5)
    assert released(unit, "flera").of == 5


def test_no_waiting_row_tells_which_options_were_chosen_together(unit: Unit) -> None:
    chosen(unit, ("a", "b"), ("c",))
    assert sorted(str(each.option) for each in waiting(unit)) == ["*", "*", "a", "b", "c"]
