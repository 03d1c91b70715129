"""Disclosure: no figure stands on fewer than k people, and no two figures differ by fewer."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.disclosure.minimum import Cell, blank_rare, question_figure, releasable, share_of
from flows.figures import QuestionFigure, Tally
from tests.flows.forms import choice, form

QUESTIONNAIRE = form(choice("q"))
(QUESTION,) = QUESTIONNAIRE.questions
OPTIONS = ("a", "b", "c", None)
"""What one person answers; ``None`` declines."""


class Room:
    """Keeps answers as storage does: they wait, and are counted in one batch when enough have gathered."""

    def __init__(self, minimum: int) -> None:
        self.minimum = minimum
        self.waiting: list[str | None] = []
        self.tally = Tally()

    def look(self) -> QuestionFigure:
        answers = [answer for answer in self.waiting if answer is not None]
        if releasable(len(answers), self.minimum):
            counts = {key: self.tally.counts.get(key, 0) + answers.count(key) for key in ("a", "b", "c")}
            self.tally = Tally(counts, self.tally.declined + self.waiting.count(None))
            self.waiting, answers = [], []
        return question_figure(QUESTIONNAIRE, QUESTION, self.tally, len(answers), self.minimum)


def base(figure: QuestionFigure) -> int:
    return figure.of or 0


@pytest.mark.parametrize("minimum", [3, 4, 5])
def test_no_two_looks_ever_differ_by_fewer_than_the_minimum(minimum: int) -> None:
    crowds = range(minimum + 2)
    for arrivals in product(crowds, repeat=4):
        room = Room(minimum)
        looks = []
        for arriving in arrivals:
            room.waiting += ["a"] * arriving
            looks.append(room.look())
        bases = [base(look) for look in looks]
        assert all(later == earlier or later - earlier >= minimum for earlier, later in combinations(bases, 2)), (
            arrivals
        )
        assert all(of == 0 or of >= minimum for of in bases), arrivals
        assert bases[-1] + len(room.waiting) == sum(arrivals), arrivals


def test_no_order_of_answers_and_refusals_shows_a_base_under_the_minimum() -> None:
    for answers in product(OPTIONS, repeat=6):
        room = Room(3)
        before: QuestionFigure | None = None
        for answer in answers:
            room.waiting.append(answer)
            figure = room.look()
            grown = base(figure) - (base(before) if before else 0)
            assert grown == 0 or grown >= 3, answers
            assert not grown or sum(option.count or 0 for option in figure.options) == figure.of
            unchanged = before is None or grown or figure.options == before.options
            assert unchanged, answers
            before = figure


@pytest.mark.parametrize(("of", "waiting", "withheld"), [(0, 0, "few"), (4, 0, "few"), (0, 4, "few"), (2, 3, "batch")])
def test_a_withheld_figure_holds_no_number_and_says_why(of: int, waiting: int, withheld: str) -> None:
    figure = question_figure(QUESTIONNAIRE, QUESTION, Tally({"a": of}, declined=1), waiting, 5)
    assert figure.withheld == withheld
    assert (figure.of, figure.declined) == (None, None)
    assert [(option.key, option.count, option.share) for option in figure.options] == [
        ("a", None, None),
        ("b", None, None),
        ("c", None, None),
    ]


def test_within_a_permitted_base_zeros_and_twos_are_shown() -> None:
    figure = question_figure(QUESTIONNAIRE, QUESTION, Tally({"a": 3, "b": 2}, declined=1), 0, 5)
    assert figure.withheld is None
    assert [option.count for option in figure.options] == [3, 2, 0]
    assert (figure.of, figure.declined) == (5, 1)


def test_those_who_declined_do_not_help_to_reach_the_minimum() -> None:
    assert question_figure(QUESTIONNAIRE, QUESTION, Tally({"a": 4}, declined=9), 0, 5).withheld == "few"


def test_a_share_needs_the_minimum_too() -> None:
    assert share_of(4, 4, 5) is None
    assert share_of(4, 5, 5) == pytest.approx(0.8)


CELLS = st.sampled_from(["a", "b", None])


@given(
    st.lists(st.tuples(st.sampled_from([2025, 2026]), CELLS, CELLS), max_size=30), st.integers(3, 5), st.integers(0, 2)
)
@example([(2025, "a", "b")] * 3 + [(2026, "b", "a")], 3, 1)
def test_no_exported_combination_stands_in_few_rows_nor_is_the_value_of_a_few_what_a_total_lacks(
    rows: list[tuple[Cell, ...]], minimum: int, totals: int
) -> None:
    exported = blank_rare(rows, minimum, totals=totals)
    assert all(count >= minimum for count in Counter(exported).values())
    for column in range(1, totals + 1):
        of, shown = (sum(row[column] is not None for row in some) for some in (rows, exported))
        assert of - shown == 0 or of - shown >= minimum or shown == 0
    for row in exported:
        prefixes = {(*each[:kept], *(None,) * (3 - kept)) for each in rows for kept in (1, 2, 3)}
        assert row in prefixes


@given(st.lists(st.sampled_from([(2026, "a", "x"), (2026, "b", "x"), (2025, "b", None)]), min_size=1, max_size=30))
def test_where_nothing_is_rare_nothing_is_blanked(rows: list[tuple[Cell, ...]]) -> None:
    some = rows * 5
    assert Counter(blank_rare(some, 5, totals=2)) == Counter(some)


def test_rare_rows_lose_their_last_cells_first_and_common_ones_hide_them_from_the_totals() -> None:
    common, rare = [(2026, "a", "x")] * 3, [(2026, "b", "x"), (2026, "b", "y"), (2026, "b", "z")]
    assert Counter(blank_rare([*common, *rare], 3, totals=2)) == {(2026, "a", "x"): 3, (2026, "b", None): 3}
    assert blank_rare([(2025, "a"), (2026, "a"), (2026, "b"), (2026, "c")], 3, totals=1) == [(2026, None)] * 3
    assert blank_rare([], 3, totals=0) == []


def test_how_it_was_answered_is_told_where_enough_have_it_in_common_and_costs_no_answer() -> None:
    helped, alone = (2026, "a", "standard", True), (2026, "a", "standard", None)
    assert blank_rare([helped] * 5 + [alone], 5, totals=1) == [(2026, "a", None, None)] * 6
    assert Counter(blank_rare([helped] * 10 + [alone], 5, totals=1)) == {helped: 5, (2026, "a", None, None): 6}
    assert Counter(blank_rare([helped] * 5 + [alone] * 5, 5, totals=1)) == {helped: 5, alone: 5}


def test_the_one_of_a_quarter_is_hidden_among_others() -> None:
    rows: list[tuple[Cell, ...]] = [*[("2026-Q2", "a")] * 14, ("2026-Q3", "b")]
    assert Counter(blank_rare(rows, 5, totals=1)) == {("2026-Q2", "a"): 9, ("2026-Q2", None): 5}
    assert Counter(blank_rare(rows[5:], 5, totals=1)) == {("2026-Q2", None): 9}
